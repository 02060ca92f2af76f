import { parseAddresses } from "@infrafabric/governor/internal";
import * as z from "zod";
import { type Arguments, object, optional, overrides, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { input, oneOf, text } from "../component/schema";
import {
  type AlertThresholdArgs,
  type AutoscaleArgs,
  BackupPlan,
  type BackupPolicyArgs,
  type GovernedWebTierArgs,
  type SlackArgs,
  Weekday,
} from "./governed-web-tier-args";

/** A domain name in labels of up to 63 characters, with at least two of them. */
const domainName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The arguments of a GovernedWebTier. */
export const webTierArguments = declareArguments((): Arguments<GovernedWebTierArgs> => {
  const domain = z
    .string()
    .regex(domainName, { error: "is not a valid domain name in lower case, such as www.example.com" });
  const percent = z.number().positive().max(100);
  const key = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/, {
    error: "a key contains up to 32 lower-case letters, digits and -",
  });
  const network = z.string().refine((one) => one.includes("/") && parseAddresses(one) !== undefined, {
    error: "is not a network in CIDR notation, such as 203.0.113.0/24",
  });
  const email = z.string().regex(/^\S+@\S+\.\S+$/, { error: "is not a valid email address" });
  const byTag = "the tier's own tag connects its Droplets";
  return {
    ...governedArguments(),
    region: required(text()),
    size: required(text()),
    image: required(text()),
    keys: optional(z.array(key).min(1, { error: "an empty list leaves no Droplets behind the load balancer" })),
    autoscale: optional(
      object<AutoscaleArgs>({
        minInstances: required(z.number()),
        maxInstances: required(z.number()),
        targetCpuUtilization: optional(z.number()),
        targetMemoryUtilization: optional(z.number()),
        cooldownMinutes: optional(z.number()),
      }),
    ),
    sshKeys: optional(input(z.array(input(text())))),
    userData: secret(optional(input(z.string()))),
    backupPolicy: optional(
      object<BackupPolicyArgs>({
        plan: optional(oneOf(BackupPlan, "unknown plan")),
        weekday: optional(oneOf(Weekday, "unknown weekday")),
        hour: optional(z.number()),
      }),
    ),
    port: optional(z.int()),
    healthCheckPath: optional(z.string().regex(/^\/\S*$/, { error: "must begin with /" })),
    vpcId: optional(input(text())),
    ipRange: optional(text()),
    domain: optional(domain),
    dnsZone: optional(domain),
    certificateName: optional(input(text())),
    skipDnsRecord: optional(z.boolean()),
    sshFrom: optional(z.array(network)),
    skipFirewall: optional(z.boolean()),
    alertEmails: optional(z.array(email)),
    alertSlacks: secret(
      optional(z.array(object<SlackArgs>({ channel: required(text()), url: required(input(text())) }))),
    ),
    alertThresholds: optional(
      object<AlertThresholdArgs>({
        cpu: optional(percent),
        memory: optional(percent),
        disk: optional(percent),
        load: optional(z.number().positive()),
        latency: optional(z.int().positive()),
        certificateDays: optional(z.int().positive()),
      }),
    ),
    skipAlerts: optional(z.boolean()),
    skipUptimeCheck: optional(z.boolean()),
    projectId: optional(input(text())),
    nodeExporter: optional(z.boolean()),
    datadogApiKey: secret(optional(input(text()))),
    datadogSite: optional(text()),
    newRelicLicenseKey: secret(optional(input(text()))),
    vpcArgs: overrides({ region: "use the component's region" }),
    dropletArgs: overrides({
      region: "use the component's region",
      vpcUuid: "use the component's vpcId",
      userData: "use the component's userData",
    }),
    autoscaleArgs: overrides({ dropletTemplate: "use the component's image, size, sshKeys and userData" }),
    firewallArgs: overrides({
      dropletIds: byTag,
      tags: byTag,
      inboundRules: "use port and sshFrom; for more, add your own firewall for the output dropletTag",
    }),
    loadBalancerArgs: overrides({
      region: "use the component's region",
      vpcUuid: "use the component's vpcId",
      dropletTag: byTag,
      dropletIds: byTag,
      type: "a web tier runs behind a regional load balancer",
      forwardingRules: "use the component's port, domain and certificateName",
      redirectHttpToHttps: "use the component's domain or certificateName",
    }),
    certificateArgs: overrides({ type: "use the component's certificateName for your own certificate" }),
    dnsRecordArgs: overrides({
      domain: "use the component's dnsZone",
      name: "use the component's domain",
      type: "the record points to the load balancer",
      value: "the record points to the load balancer",
    }),
    monitorAlertArgs: overrides({
      type: "the tier has one alert for each metric",
      value: "use the component's alertThresholds",
      entities: byTag,
      tags: byTag,
      alerts: "use the component's alertEmails and alertSlacks",
      enabled: "use the component's skipAlerts",
    }),
    uptimeCheckArgs: overrides({ enabled: "use the component's skipUptimeCheck" }),
  };
});
