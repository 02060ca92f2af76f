import * as z from "zod";
import { type Arguments, object, optional, overrides, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { cidr, domainName, input, oneOf, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import { backupPolicy } from "../parts/backup-policy";
import { dropletThresholds } from "../parts/droplet-metrics";
import {
  type DockerArgs,
  DockerSource,
  type GovernedDropletArgs,
  type IngressArgs,
  IngressProtocol,
} from "./governed-droplet-args";

/** The arguments of a GovernedDroplet. */
export const dropletArguments = declareArguments((): Arguments<GovernedDropletArgs> => {
  const byTag = "the component's own tag selects its Droplet";
  return {
    ...governedArguments(),
    region: required(text()),
    size: required(text()),
    image: required(text()),
    sshKeys: optional(input(z.array(input(text())))),
    userData: secret(optional(input(z.string()))),
    docker: secret(
      optional(
        object<DockerArgs>({
          compose: required(text()),
          env: optional(z.record(variableName(), input(variableValue()))),
          source: optional(oneOf(DockerSource, "unknown source")),
        }),
      ),
    ),
    backupPolicy: optional(backupPolicy()),
    volumeSize: optional(z.int()),
    volumeName: optional(text()),
    volumeId: optional(input(text())),
    protectVolume: optional(z.boolean()),
    skipVolume: optional(z.boolean()),
    reservedIp: optional(input(z.ipv4({ error: "is not a valid IPv4 address" }))),
    skipReservedIp: optional(z.boolean()),
    domain: optional(domainName()),
    dnsZone: optional(domainName()),
    skipDnsRecord: optional(z.boolean()),
    vpcId: optional(input(text())),
    ipRange: optional(text()),
    ingress: optional(
      z.array(
        object<IngressArgs>({
          ports: required(text()),
          protocol: optional(oneOf(IngressProtocol, "unknown protocol")),
          fromCidrs: optional(z.array(cidr())),
          fromTags: optional(z.array(input(text()))),
          fromLoadBalancers: optional(z.array(input(text()))),
        }),
      ),
    ),
    sshFrom: optional(z.array(cidr())),
    skipFirewall: optional(z.boolean()),
    ...recipientArguments(),
    alertThresholds: optional(dropletThresholds()),
    skipAlerts: optional(z.boolean()),
    projectId: optional(input(text())),
    vpcArgs: overrides({ region: "use the component's region" }),
    dropletArgs: overrides({
      region: "use the component's region",
      vpcUuid: "use the component's vpcId",
      userData: "use the component's userData and docker",
      volumeIds: "use the component's volumeId; attach more with a VolumeAttachment of your own",
    }),
    volumeArgs: overrides({
      region: "use the component's region",
      name: "use the component's volumeName, by which the Droplet mounts it",
      size: "use the component's volumeSize",
      initialFilesystemType: "the Droplet formats an empty volume with ext4",
      initialFilesystemLabel: "the Droplet formats an empty volume with ext4",
    }),
    firewallArgs: overrides({
      dropletIds: byTag,
      tags: byTag,
      inboundRules: "use the component's ingress and sshFrom",
    }),
    dnsRecordArgs: overrides({
      domain: "use the component's dnsZone",
      name: "use the component's domain",
      type: "the record points to the Droplet",
      value: "the record points to the Droplet",
    }),
    monitorAlertArgs: overrides({
      type: "the Droplet has one alert for each metric",
      value: "use the component's alertThresholds",
      entities: byTag,
      tags: byTag,
      alerts: "use the component's alertEmails and alertSlacks",
      enabled: "use the component's skipAlerts",
    }),
  };
});

const variableName = () =>
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/, {
    error: "the name of a variable contains only letters, digits and _, and does not start with a digit",
  });

/** systemd takes no other control characters in a variable. */
const variableValue = () =>
  z.string().regex(/^(?:[^\p{Cc}]|[\t\n])*$/u, { error: "must not contain control characters" });
