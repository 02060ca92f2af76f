// What Pulumi's schema analyzer makes of the components: other languages see this and nothing else.
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Analyzer, type PropertyDefinition } from "@pulumi/pulumi/provider/experimental/analyzer.js";
import { describe, expect, it } from "vitest";
import * as root from "./index";

/** The components of an entry, which the host finds as it does here. */
function analyze(entry: string, exported: object) {
  const components = Object.values(exported).filter((value) => value?.prototype instanceof pulumi.ComponentResource);
  const names = new Set(components.map(({ name }) => String(name)));
  return new Analyzer(join(__dirname, ".."), "infrafabric-digitalocean", { main: entry }, names).analyze();
}

/** `name?: type`, where `plain` says that no Output may stand there. */
function lines(properties: Readonly<Record<string, PropertyDefinition>>): readonly string[] {
  return Object.entries(properties).map(
    ([name, property]) =>
      `${name}${property.optional ? "?" : ""}: ${property.plain ? "plain " : ""}${typeOf(property)}`,
  );
}

function typeOf(property: PropertyDefinition): string {
  const { items, additionalProperties } = property;
  if (items !== undefined) return `${typeOf(items)}[]`;
  if (additionalProperties !== undefined) return `map of ${typeOf(additionalProperties)}`;
  return "type" in property ? property.type : property.$ref.replace(/^.*[:/]/, "");
}

const { components, typeDefinitions, dependencies } = analyze("src/index.ts", root);

describe("the schema", () => {
  it("has every component, on the resources of one other package", () => {
    expect(Object.keys(components).sort()).toEqual([
      "AccountBaseline",
      "ArchivedBucket",
      "Bastion",
      "DnsZone",
      "GovernedWebTier",
      "MonitoringBaseline",
    ]);
    expect(dependencies.map(({ name }) => name)).toEqual(["digitalocean"]);
  });

  it("has what every governed component takes, although it is inherited", () => {
    for (const { inputs } of Object.values(components)) {
      expect(lines(inputs)).toEqual(
        expect.arrayContaining([
          "governor?: plain string",
          "environment?: plain string",
          "exemptions?: plain ExemptionArgs[]",
          "tags?: plain map of string",
        ]),
      );
    }
    expect(lines(typeDefinitions.ExemptionArgs?.properties ?? {})).toEqual([
      "rule: plain string",
      "reason: plain string",
      "owner: plain string",
      "expires: plain string",
    ]);
  });

  it("knows the words of arguments that take only a few", () => {
    const words = Object.values(typeDefinitions).flatMap(({ name, ...definition }) =>
      "enum" in definition ? [`${name}: ${definition.enum.map(({ value }) => value).join(", ")}`] : [],
    );
    expect(words.sort()).toEqual([
      "BackupPlan: daily, weekly",
      "CorsMethod: GET, HEAD, PUT, POST, DELETE",
      "DmarcPolicy: none, quarantine, reject",
      "KeyPermission: read, readwrite",
      "ProjectEnvironment: Development, Staging, Production",
      "RegistryTier: starter, basic, professional",
      "Weekday: SUN, MON, TUE, WED, THU, FRI, SAT",
      "ZoneRecordType: A, AAAA, CAA, CNAME, MX, NS, SRV, TXT",
    ]);
    expect(lines(typeDefinitions.CorsRuleArgs?.properties ?? {})).toContain("allowedMethods: plain CorsMethod[]");
  });

  it("says of every argument what it is for", () => {
    const silent = Object.values(components).flatMap(({ name, inputs }) =>
      Object.entries(inputs).flatMap(([input, { description }]) => (description ? [] : [`${name}.${input}`])),
    );
    expect(silent).toEqual([]);
  });
});

describe("AccountBaseline in the schema", () => {
  it("takes these arguments", () => {
    expect(lines(components.AccountBaseline?.inputs ?? {})).toMatchInlineSnapshot(`
      [
        "projects?: plain map of AccountProjectArgs",
        "sshKeys?: plain map of string",
        "registry?: plain AccountRegistryArgs",
        "exemptions?: plain ExemptionArgs[]",
        "tags?: plain map of string",
        "governor?: plain string",
        "environment?: plain string",
      ]
    `);
  });

  it("shows these outputs, and none of its workings", () => {
    expect(lines(components.AccountBaseline?.outputs ?? {})).toMatchInlineSnapshot(`
      [
        "projectIds: map of string",
        "sshKeyFingerprints: map of string",
        "defaultTags: string[]",
        "registryEndpoint?: string",
        "garbageCollection?: string",
        "monthlyCost: number",
        "unpriced: string[]",
        "projects: map of Project",
        "sshKeys: map of SshKey",
        "registry?: ContainerRegistry",
      ]
    `);
  });
});

describe("ArchivedBucket in the schema", () => {
  it("takes these arguments", () => {
    expect(lines(components.ArchivedBucket?.inputs ?? {})).toMatchInlineSnapshot(`
      [
        "region: plain string",
        "bucketName?: plain string",
        "noncurrentVersionDays?: plain number",
        "incompleteUploadDays?: plain number",
        "expirationDays?: plain number",
        "corsRules?: plain CorsRuleArgs[]",
        "logBucketName?: string",
        "skipLogging?: plain boolean",
        "keyPermission?: plain KeyPermission",
        "skipKey?: plain boolean",
        "recoveryRegion?: plain string",
        "recoveryBucketName?: plain string",
        "recoveryLogBucketName?: string",
        "bucketArgs?: plain PartialSpacesBucketArgs",
        "logBucketArgs?: plain PartialSpacesBucketArgs",
        "loggingArgs?: plain PartialSpacesBucketLoggingArgs",
        "keyArgs?: plain PartialSpacesKeyArgs",
        "exemptions?: plain ExemptionArgs[]",
        "tags?: plain map of string",
        "governor?: plain string",
        "environment?: plain string",
      ]
    `);
  });

  it("shows these outputs, and none of its workings", () => {
    expect(lines(components.ArchivedBucket?.outputs ?? {})).toMatchInlineSnapshot(`
      [
        "bucketName: string",
        "region: string",
        "endpoint: string",
        "logBucketName?: string",
        "accessKey?: string",
        "secretKey?: string",
        "recoveryBucketName?: string",
        "monthlyCost: number",
        "unpriced: string[]",
        "bucket: SpacesBucket",
        "logBucket?: SpacesBucket",
        "corsConfiguration?: SpacesBucketCorsConfiguration",
        "key?: SpacesKey",
        "recoveryBucket?: SpacesBucket",
        "recoveryLogBucket?: SpacesBucket",
      ]
    `);
  });
});

describe("Bastion in the schema", () => {
  it("takes these arguments", () => {
    expect(lines(components.Bastion?.inputs ?? {})).toMatchInlineSnapshot(`
      [
        "region: plain string",
        "sshFrom: plain string[]",
        "sshKeys: string[]",
        "size?: plain string",
        "image?: plain string",
        "user?: plain string",
        "rebootHour?: plain number",
        "backupPolicy?: plain BackupPolicyArgs",
        "vpcId?: string",
        "ipRange?: plain string",
        "alertEmails?: plain string[]",
        "alertSlacks?: plain SlackArgs[]",
        "alertThresholds?: plain DropletThresholdArgs",
        "skipAlerts?: plain boolean",
        "vpcArgs?: plain PartialVpcArgs",
        "dropletArgs?: plain PartialDropletArgs",
        "firewallArgs?: plain PartialFirewallArgs",
        "monitorAlertArgs?: plain PartialMonitorAlertArgs",
        "exemptions?: plain ExemptionArgs[]",
        "tags?: plain map of string",
        "governor?: plain string",
        "environment?: plain string",
      ]
    `);
  });

  it("shows these outputs, and none of its workings", () => {
    expect(lines(components.Bastion?.outputs ?? {})).toMatchInlineSnapshot(`
      [
        "ip: string",
        "jumpHost: string",
        "tag: string",
        "inboundRule: BastionInboundRule",
        "vpcId: string",
        "monthlyCost: number",
        "unpriced: string[]",
        "droplet: Droplet",
        "firewall: Firewall",
        "reservedIp: ReservedIp",
        "vpc?: Vpc",
      ]
    `);
    expect(lines(typeDefinitions.BastionInboundRule?.properties ?? {})).toMatchInlineSnapshot(`
      [
        "protocol: string",
        "portRange: string",
        "sourceTags: string[]",
      ]
    `);
  });
});

describe("DnsZone in the schema", () => {
  it("takes these arguments", () => {
    expect(lines(components.DnsZone?.inputs ?? {})).toMatchInlineSnapshot(`
      [
        "domain: plain string",
        "existingZone?: plain boolean",
        "records?: plain map of ZoneRecordArgs",
        "ttl?: plain number",
        "mail?: plain ZoneMailArgs",
        "skipSpf?: plain boolean",
        "skipDmarc?: plain boolean",
        "certificateAuthorities?: plain string[]",
        "skipCaa?: plain boolean",
        "certificateDomains?: plain string[]",
        "certificateArgs?: plain PartialCertificateArgs",
        "exemptions?: plain ExemptionArgs[]",
        "tags?: plain map of string",
        "governor?: plain string",
        "environment?: plain string",
      ]
    `);
    expect(lines(typeDefinitions.ZoneRecordArgs?.properties ?? {})).toMatchInlineSnapshot(`
      [
        "type: plain ZoneRecordType",
        "name?: plain string",
        "value: string",
        "ttl?: plain number",
        "priority?: plain number",
        "weight?: plain number",
        "port?: plain number",
        "flags?: plain number",
        "tag?: plain string",
      ]
    `);
  });

  it("shows these outputs, and none of its workings", () => {
    expect(lines(components.DnsZone?.outputs ?? {})).toMatchInlineSnapshot(`
      [
        "domain: string",
        "nameServers: string[]",
        "hostNames: map of string",
        "certificateName?: string",
        "monthlyCost: number",
        "unpriced: string[]",
        "zone?: Domain",
        "records: map of DnsRecord",
        "certificate?: Certificate",
      ]
    `);
  });
});

describe("GovernedWebTier in the schema", () => {
  it("takes these arguments", () => {
    expect(lines(components.GovernedWebTier?.inputs ?? {})).toMatchInlineSnapshot(`
      [
        "region: plain string",
        "size: plain string",
        "image: plain string",
        "keys?: plain string[]",
        "autoscale?: plain AutoscaleArgs",
        "sshKeys?: string[]",
        "userData?: string",
        "backupPolicy?: plain BackupPolicyArgs",
        "port?: plain number",
        "healthCheckPath?: plain string",
        "vpcId?: string",
        "ipRange?: plain string",
        "domain?: plain string",
        "dnsZone?: plain string",
        "certificateName?: string",
        "skipDnsRecord?: plain boolean",
        "sshFrom?: plain string[]",
        "skipFirewall?: plain boolean",
        "alertEmails?: plain string[]",
        "alertSlacks?: plain SlackArgs[]",
        "alertThresholds?: plain AlertThresholdArgs",
        "skipAlerts?: plain boolean",
        "skipUptimeCheck?: plain boolean",
        "projectId?: string",
        "nodeExporter?: plain boolean",
        "datadogApiKey?: string",
        "datadogSite?: plain string",
        "newRelicLicenseKey?: string",
        "vpcArgs?: plain PartialVpcArgs",
        "dropletArgs?: plain PartialDropletArgs",
        "autoscaleArgs?: plain PartialDropletAutoscaleArgs",
        "firewallArgs?: plain PartialFirewallArgs",
        "loadBalancerArgs?: plain PartialLoadBalancerArgs",
        "certificateArgs?: plain PartialCertificateArgs",
        "dnsRecordArgs?: plain PartialDnsRecordArgs",
        "monitorAlertArgs?: plain PartialMonitorAlertArgs",
        "uptimeCheckArgs?: plain PartialUptimeCheckArgs",
        "exemptions?: plain ExemptionArgs[]",
        "tags?: plain map of string",
        "governor?: plain string",
        "environment?: plain string",
      ]
    `);
  });

  it("shows these outputs, and none of its workings", () => {
    expect(lines(components.GovernedWebTier?.outputs ?? {})).toMatchInlineSnapshot(`
      [
        "url: string",
        "ip: string",
        "vpcId: string",
        "dropletTag: string",
        "monthlyCost: number",
        "unpriced: string[]",
        "loadBalancer: LoadBalancer",
        "droplets: Droplet[]",
        "pool?: DropletAutoscale",
        "vpc?: Vpc",
        "firewall?: Firewall",
        "certificate?: Certificate",
        "dnsRecord?: DnsRecord",
        "uptimeCheck?: UptimeCheck",
      ]
    `);
  });
});

describe("MonitoringBaseline in the schema", () => {
  it("takes these arguments", () => {
    expect(lines(components.MonitoringBaseline?.inputs ?? {})).toMatchInlineSnapshot(`
      [
        "dropletTags?: string[]",
        "dropletIds?: string[]",
        "loadBalancerIds?: string[]",
        "databaseTags?: string[]",
        "databaseIds?: string[]",
        "sites?: plain map of MonitoredSiteArgs",
        "alertEmails?: plain string[]",
        "alertSlacks?: plain SlackArgs[]",
        "thresholds?: plain MonitoringThresholdArgs",
        "environmentThresholds?: plain map of MonitoringThresholdArgs",
        "monitorAlertArgs?: plain PartialMonitorAlertArgs",
        "uptimeCheckArgs?: plain PartialUptimeCheckArgs",
        "exemptions?: plain ExemptionArgs[]",
        "tags?: plain map of string",
        "governor?: plain string",
        "environment?: plain string",
      ]
    `);
  });

  it("shows these outputs, and none of its workings", () => {
    expect(lines(components.MonitoringBaseline?.outputs ?? {})).toMatchInlineSnapshot(`
      [
        "monthlyCost: number",
        "unpriced: string[]",
        "alerts: MonitorAlert[]",
        "checks: map of UptimeCheck",
      ]
    `);
  });
});
