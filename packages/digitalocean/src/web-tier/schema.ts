import { parseAddresses } from "@infrafabric/governor";
import * as z from "zod";
import { governedShape, input, overrides, text } from "../component/schema";
import type { GovernedWebTierArgs } from "./governed-web-tier-args";

/** A domain name in labels of up to 63 characters, with at least two of them. */
const domainName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

let made: z.ZodType<Partial<GovernedWebTierArgs>> | undefined;

/** The arguments of a GovernedWebTier. */
export function webTierSchema(): z.ZodType<Partial<GovernedWebTierArgs>> {
  made ??= make();
  return made;
}

function make(): z.ZodType<Partial<GovernedWebTierArgs>> {
  const domain = () =>
    z.string().regex(domainName, { error: "is not a valid domain name in lower case, such as www.example.com" });
  const percent = () => z.number().positive().max(100).exactOptional();
  return z.strictObject({
    ...governedShape(),
    region: text().exactOptional(),
    size: text().exactOptional(),
    image: text().exactOptional(),
    keys: z
      .array(
        z.string().regex(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/, {
          error: "a key holds up to 32 lower-case letters, digits and -",
        }),
      )
      .min(1, { error: "an empty list leaves nothing behind the load balancer" })
      .exactOptional(),
    autoscale: z
      .strictObject({
        minInstances: z.number(),
        maxInstances: z.number(),
        targetCpuUtilization: z.number().exactOptional(),
        targetMemoryUtilization: z.number().exactOptional(),
        cooldownMinutes: z.number().exactOptional(),
      })
      .exactOptional(),
    sshKeys: input(z.array(input(text()))).exactOptional(),
    userData: input(z.string()).exactOptional(),
    backupPolicy: z
      .strictObject({
        plan: text().exactOptional(),
        weekday: text().exactOptional(),
        hour: z.number().exactOptional(),
      })
      .exactOptional(),
    port: z.int().exactOptional(),
    healthCheckPath: z
      .string()
      .regex(/^\/\S*$/, { error: "must begin with /" })
      .exactOptional(),
    vpcId: input(text()).exactOptional(),
    ipRange: text().exactOptional(),
    domain: domain().exactOptional(),
    dnsZone: domain().exactOptional(),
    certificateName: input(text()).exactOptional(),
    skipDnsRecord: z.boolean().exactOptional(),
    sshFrom: z
      .array(
        z.string().refine((network) => network.includes("/") && parseAddresses(network) !== undefined, {
          error: "is not a valid network in CIDR notation, such as 203.0.113.0/24",
        }),
      )
      .exactOptional(),
    skipFirewall: z.boolean().exactOptional(),
    alertEmails: z.array(z.string().regex(/^\S+@\S+\.\S+$/, { error: "is not a valid email address" })).exactOptional(),
    alertSlacks: z.array(z.strictObject({ channel: text(), url: input(text()) })).exactOptional(),
    alertThresholds: z
      .strictObject({
        cpu: percent(),
        memory: percent(),
        disk: percent(),
        load: z.number().positive().exactOptional(),
        latency: z.int().positive().exactOptional(),
        certificateDays: z.int().positive().exactOptional(),
      })
      .exactOptional(),
    skipAlerts: z.boolean().exactOptional(),
    skipUptimeCheck: z.boolean().exactOptional(),
    projectId: input(text()).exactOptional(),
    nodeExporter: z.boolean().exactOptional(),
    datadogApiKey: input(text()).exactOptional(),
    datadogSite: text().exactOptional(),
    newRelicLicenseKey: input(text()).exactOptional(),
    vpcArgs: overrides<NonNullable<GovernedWebTierArgs["vpcArgs"]>>().exactOptional(),
    dropletArgs: overrides<NonNullable<GovernedWebTierArgs["dropletArgs"]>>().exactOptional(),
    autoscaleArgs: overrides<NonNullable<GovernedWebTierArgs["autoscaleArgs"]>>().exactOptional(),
    firewallArgs: overrides<NonNullable<GovernedWebTierArgs["firewallArgs"]>>().exactOptional(),
    loadBalancerArgs: overrides<NonNullable<GovernedWebTierArgs["loadBalancerArgs"]>>().exactOptional(),
    certificateArgs: overrides<NonNullable<GovernedWebTierArgs["certificateArgs"]>>().exactOptional(),
    dnsRecordArgs: overrides<NonNullable<GovernedWebTierArgs["dnsRecordArgs"]>>().exactOptional(),
    monitorAlertArgs: overrides<NonNullable<GovernedWebTierArgs["monitorAlertArgs"]>>().exactOptional(),
    uptimeCheckArgs: overrides<NonNullable<GovernedWebTierArgs["uptimeCheckArgs"]>>().exactOptional(),
  });
}
