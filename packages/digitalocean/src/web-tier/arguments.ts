import * as z from "zod";
import { type Arguments, object, optional, overrides, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, cidr, domainName, input, oneOf, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import { backupPolicy } from "../parts/backup-policy";
import {
  type AlertThresholdArgs,
  type AutoscaleArgs,
  type GovernedWebTierArgs,
  Rollout,
} from "./governed-web-tier-args";

/** The arguments of a GovernedWebTier. */
export const webTierArguments = declareArguments((): Arguments<GovernedWebTierArgs> => {
  const percent = z.number().positive().max(100);
  const byTag = "the tier's own tag connects its Droplets";
  return {
    ...governedArguments(),
    region: required(text()),
    size: required(text()),
    image: required(text()),
    keys: optional(z.array(childKey()).min(1, { error: "an empty list leaves no Droplets behind the load balancer" })),
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
    backupPolicy: optional(backupPolicy()),
    port: optional(z.int()),
    healthCheckPath: optional(z.string().regex(/^\/\S*$/, { error: "must begin with /" })),
    rollout: optional(oneOf(Rollout, "unknown rollout")),
    healthUrl: optional(
      z.string().regex(/^https?:\/\/\S+$/, { error: "is not a valid URL that begins with http:// or https://" }),
    ),
    healthTimeoutSeconds: optional(z.int().positive()),
    vpcId: optional(input(text())),
    ipRange: optional(text()),
    domain: optional(domainName()),
    dnsZone: optional(domainName()),
    certificateName: optional(input(text())),
    skipDnsRecord: optional(z.boolean()),
    sshFrom: optional(z.array(cidr())),
    dropletTag: optional(
      z.string().regex(/^[\w:-]{1,255}$/, { error: "a tag contains up to 255 letters, digits, _, - and :" }),
    ),
    skipFirewall: optional(z.boolean()),
    ...recipientArguments(),
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
