import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ArgumentsError } from "../component/arguments-error";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { GovernedWebTier } from "./governed-web-tier";
import type { GovernedWebTierArgs } from "./governed-web-tier-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 500
    regions: { allowed: [nyc3, sfo3], disallowed: [nyc1] }
    resources:
      droplet: { allowed_sizes: [s-1vcpu-1gb, s-2vcpu-2gb], backup_required: true, monitoring_required: true }
    required_tags: [environment, owner]
exempt_in_code: [load-balancer-https, droplet-backups, droplet-behind-firewall]
tags: { default: { environment: dev } }
`;

const least = {
  governor: settings,
  region: "nyc3",
  size: "s-2vcpu-2gb",
  image: "ubuntu-24-04-x64",
  domain: "www.example.com",
  alertEmails: ["ops@example.com"],
  tags: { owner: "web" },
} satisfies GovernedWebTierArgs;

const tier = (more: Partial<GovernedWebTierArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new GovernedWebTier("web", { ...least, ...more }, opts), setting);

/** The problems of the error, without the hints, as `path  message`. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  return inShort(await errorOf(args));
}

/** The error that bad arguments make, with nothing registered. */
async function errorOf(args: unknown): Promise<ArgumentsError> {
  return refusalOf(GovernedWebTier, ["web", args]);
}

const exemption = (rule: string) => ({ rule, reason: "a test", owner: "ann", expires: "2999-12-31" });

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a web tier under enforcement: report", () => {
  const reporting = `${settings}enforcement: report\n`;

  it("is created although its children violate rules, and says which", async () => {
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
    const args = { governor: reporting, region: "nyc1", dropletArgs: { backups: false }, tags: {} };
    const { resources } = await tier(args);
    expect(inputsOf(resources, "web-a")).toMatchObject({ region: "nyc1", backups: false });
    const [[said] = []] = warn.mock.calls;
    expect(said).toMatch(
      /^report only \(enforcement: report\), nothing is blocked: GovernedWebTier "web" would be refused, \d+ problems\n/,
    );
    for (const words of ["(region-allowed)", "(droplet-backups)", "(required-tags)"]) expect(said).toContain(words);
    warn.mockClear();
    await tier({ governor: reporting });
    expect(warn).not.toHaveBeenCalled();
  });

  it("is not created from arguments that cannot work", async () => {
    expect(await problemsOf({ ...least, governor: reporting, region: "nyc1", size: undefined, image: 7 })).toEqual([
      "size  is missing",
      expect.stringMatching(/^image {2}/),
    ]);
    expect(await problemsOf({ ...least, governor: reporting, dropletArgs: { name: "not a name!" } })).toEqual([
      expect.stringContaining("(platform-limits)"),
    ]);
  });
});

describe("a web tier", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await tier({ projectId: "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679" });
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toMatchInlineSnapshot(`
      [
        "infrafabric-digitalocean:index:GovernedWebTier$certificate:Certificate::web-certificate",
        "infrafabric-digitalocean:index:GovernedWebTier$dnsRecord:DnsRecord::web-dns",
        "infrafabric-digitalocean:index:GovernedWebTier$droplet:Droplet::web-a",
        "infrafabric-digitalocean:index:GovernedWebTier$droplet:Droplet::web-b",
        "infrafabric-digitalocean:index:GovernedWebTier$firewall:Firewall::web-firewall",
        "infrafabric-digitalocean:index:GovernedWebTier$loadBalancer:LoadBalancer::web-lb",
        "infrafabric-digitalocean:index:GovernedWebTier$monitorAlert:MonitorAlert::web-alert-cpu",
        "infrafabric-digitalocean:index:GovernedWebTier$monitorAlert:MonitorAlert::web-alert-disk",
        "infrafabric-digitalocean:index:GovernedWebTier$monitorAlert:MonitorAlert::web-alert-load",
        "infrafabric-digitalocean:index:GovernedWebTier$monitorAlert:MonitorAlert::web-alert-memory",
        "infrafabric-digitalocean:index:GovernedWebTier$projectResources:ProjectResources::web-project",
        "infrafabric-digitalocean:index:GovernedWebTier$tag:Tag::web-tag",
        "infrafabric-digitalocean:index:GovernedWebTier$uptimeAlert:UptimeAlert::web-uptime-certificate",
        "infrafabric-digitalocean:index:GovernedWebTier$uptimeAlert:UptimeAlert::web-uptime-down",
        "infrafabric-digitalocean:index:GovernedWebTier$uptimeAlert:UptimeAlert::web-uptime-latency",
        "infrafabric-digitalocean:index:GovernedWebTier$uptimeCheck:UptimeCheck::web-uptime",
        "infrafabric-digitalocean:index:GovernedWebTier$vpc:Vpc::web-vpc",
        "infrafabric-digitalocean:index:GovernedWebTier::web",
      ]
    `);
  });

  it("joins its Droplets by a tag that names project, stack and component", async () => {
    const { resources } = await tier();
    const { name: tag } = inputsOf(resources, "web-tag");
    expect(tag).toMatch(/^shop-dev-web-[0-9a-f]{8}$/);
    expect(inputsOf(resources, "web-a").tags).toEqual(["environment:dev", "owner:web", tag]);
    expect(inputsOf(resources, "web-lb").dropletTag).toBe(tag);
    expect(inputsOf(resources, "web-firewall").tags).toEqual([tag]);
    expect(inputsOf(resources, "web-alert-cpu").tags).toEqual([tag]);
  });

  it("lets in the load balancer alone, and out what updates and name resolution need", async () => {
    const { resources } = await tier({ port: 8080 }, { preview: false });
    expect(inputsOf(resources, "web-firewall")).toMatchObject({
      inboundRules: [{ protocol: "tcp", portRange: "8080", sourceLoadBalancerUids: ["web-lb-id"] }],
    });
    const { outboundRules } = inputsOf(resources, "web-firewall");
    expect(JSON.stringify(outboundRules).match(/"portRange":"\d+"/g)).toEqual(
      ["443", "80", "53", "53", "123"].map((port) => `"portRange":"${port}"`),
    );
  });

  it("opens SSH to the networks that are named", async () => {
    const { resources } = await tier({ sshFrom: ["203.0.113.0/24"] });
    expect(inputsOf(resources, "web-firewall")).toMatchObject({
      inboundRules: [{}, { protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24"] }],
    });
  });

  it("serves HTTPS alone, with strong TLS, and says where", async () => {
    const { resources, result } = await tier();
    expect(inputsOf(resources, "web-lb")).toMatchObject({
      forwardingRules: [
        { entryPort: 443, entryProtocol: "https", targetPort: 80, certificateName: "web-certificate-1a2b3c4" },
        { entryPort: 80, entryProtocol: "http" },
      ],
      redirectHttpToHttps: true,
      tlsCipherPolicy: "STRONG",
      disableLetsEncryptDnsRecords: true,
    });
    expect(inputsOf(resources, "web-certificate")).toEqual({ type: "lets_encrypt", domains: ["www.example.com"] });
    expect(inputsOf(resources, "web-dns")).toMatchObject({ domain: "example.com", name: "www", type: "A" });
    expect(await settled(result.url)).toBe("https://www.example.com");
    expect(inputsOf(resources, "web-uptime")).toMatchObject({ target: "https://www.example.com/", type: "https" });
  });

  it.each([
    [{ domain: "example.com" }, { domain: "example.com", name: "@" }],
    [{ domain: "a.b.example.com" }, { domain: "b.example.com", name: "a" }],
    [
      { domain: "a.b.example.com", dnsZone: "example.com" },
      { domain: "example.com", name: "a.b" },
    ],
    [
      { domain: "example.co.uk", dnsZone: "example.co.uk" },
      { domain: "example.co.uk", name: "@" },
    ],
  ])("keeps the record of %j as %j", async (args, record) => {
    expect(inputsOf((await tier(args)).resources, "web-dns")).toMatchObject(record);
  });

  it("takes a given certificate, VPC and record", async () => {
    const { resources } = await tier({
      certificateName: "wildcard",
      vpcId: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
      skipDnsRecord: true,
    });
    const kinds = resources.map(({ kind }) => kind);
    for (const kind of ["Certificate", "Vpc", "DnsRecord"]) expect(kinds).not.toContain(kind);
    expect(inputsOf(resources, "web-a").vpcUuid).toBe("5a4981aa-9653-4bd1-bef5-d6bff52042e4");
    expect(inputsOf(resources, "web-lb")).toMatchObject({ forwardingRules: [{ certificateName: "wildcard" }, {}] });
  });

  it("backs its Droplets up by an explicit policy, and monitors them", async () => {
    const { resources } = await tier();
    expect(inputsOf(resources, "web-a")).toMatchObject({
      backups: true,
      backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 },
      monitoring: true,
      dropletAgent: true,
    });
    const daily = await tier({ backupPolicy: { plan: "daily", hour: 8 } });
    expect(inputsOf(daily.resources, "web-a").backupPolicy).toEqual({ plan: "daily", hour: 8 });
  });

  it("alerts on what is measured inside and outside", async () => {
    const { resources } = await tier({ alertThresholds: { cpu: 60, latency: 300 } });
    const alerts = ["cpu", "memory", "disk", "load"].map((one) => inputsOf(resources, `web-alert-${one}`));
    expect(alerts.map(({ type, value }) => [type, value])).toEqual([
      ["v1/insights/droplet/cpu", 60],
      ["v1/insights/droplet/memory_utilization_percent", 85],
      ["v1/insights/droplet/disk_utilization_percent", 80],
      ["v1/insights/droplet/load_5", 4],
    ]);
    expect(alerts[0]?.alerts).toEqual({ emails: ["ops@example.com"], slacks: [] });
    expect(inputsOf(resources, "web-uptime-down")).toMatchObject({ type: "down", period: "2m" });
    expect(inputsOf(resources, "web-uptime-latency")).toMatchObject({ threshold: 300, comparison: "greater_than" });
    expect(inputsOf(resources, "web-uptime-certificate")).toMatchObject({ threshold: 14, comparison: "less_than" });
  });

  it("knows what it costs", async () => {
    const { result } = await tier();
    // Two Droplets at 18 with weekly backups at a fifth more, a load balancer at 12, a check that is free or at 1.
    expect(await settled(result.monthlyCostLow)).toBe(55.2);
    expect(await settled(result.monthlyCost)).toBe(55.2);
    expect(await settled(result.monthlyCostHigh)).toBe(56.2);
    expect(await settled(result.unpriced)).toEqual([]);
  });

  it("belongs to a project", async () => {
    const { resources } = await tier({ projectId: "p" }, { preview: false });
    expect(inputsOf(resources, "web-lb").projectId).toBe("p");
    expect(inputsOf(resources, "web-project")).toMatchObject({ project: "p" });
  });

  it("says by which settings it was governed, and what it is exempt from", async () => {
    const { resources } = await tier({ exemptions: [exemption("droplet-backups")] });
    expect(inputsOf(resources, "web")).toEqual({
      governor: {
        digest: expect.stringMatching(/^[0-9a-f]{16}$/),
        version: expect.any(String),
        controls: expect.arrayContaining(["droplet-backups", "load-balancer-https"]),
      },
      exemptions: [exemption("droplet-backups")],
    });
  });

  it("gives its VPC time to become empty", async () => {
    const { resources } = await tier();
    expect(inputsOf(resources, "web-vpc")).toEqual({ region: "nyc3", description: "Web tier web" });
  });
});

describe("an autoscaled tier", () => {
  const autoscaled = {
    autoscale: { minInstances: 2, maxInstances: 4 },
    sshKeys: ["3b:16:bf"],
    exemptions: [exemption("droplet-backups")],
  };

  it("is a pool with the tier's tag, and the agent that alerts need", async () => {
    const { resources, result } = await tier({ ...autoscaled, projectId: "p" });
    const kinds = resources.map(({ kind }) => kind);
    expect(kinds).not.toContain("Droplet");
    expect(kinds).not.toContain("ProjectResources");
    expect(inputsOf(resources, "web-pool")).toMatchObject({
      config: { minInstances: 2, maxInstances: 4, targetCpuUtilization: 0.6, cooldownMinutes: 10 },
      // The mocks mark as secret what holds a secret.
      dropletTemplate: {
        value: {
          region: "nyc3",
          tags: ["environment:dev", "owner:web", expect.stringMatching(/^shop-dev-web-/)],
          projectId: "p",
          userData: expect.stringContaining("repos.insights.digitalocean.com"),
        },
      },
    });
    expect(result.droplets).toEqual([]);
    expect(result.pool).toBeDefined();
  });

  it("costs what its fewest Droplets do, and at most what its most do", async () => {
    const { result } = await tier(autoscaled);
    // Droplets at 18 without backups, a load balancer at 12, a check that is free or at 1.
    expect(await settled(result.monthlyCostLow)).toBe(2 * 18 + 12);
    expect(await settled(result.monthlyCost)).toBe(2 * 18 + 12);
    expect(await settled(result.monthlyCostHigh)).toBe(4 * 18 + 12 + 1);
  });

  it("holds the memory instead of the CPU where only that is asked for", async () => {
    const { resources } = await tier({
      ...autoscaled,
      autoscale: { minInstances: 2, maxInstances: 4, targetMemoryUtilization: 0.7 },
    });
    expect(inputsOf(resources, "web-pool").config).toEqual({
      minInstances: 2,
      maxInstances: 4,
      targetMemoryUtilization: 0.7,
      cooldownMinutes: 10,
    });
  });

  it("has no backups, which needs no exemption: nothing could give it any", async () => {
    const { resources } = await tier({ ...autoscaled, exemptions: [] });
    expect(inputsOf(resources, "web-pool")).toBeDefined();
  });

  it("takes nothing that is for fixed Droplets, and needs an SSH key", async () => {
    expect(
      await problemsOf({
        ...least,
        ...autoscaled,
        sshKeys: undefined,
        keys: ["a"],
        dropletArgs: { ipv6: true },
        backupPolicy: { hour: 8 },
      }),
    ).toEqual([
      expect.stringMatching(/^keys {2}is for fixed Droplets/),
      expect.stringMatching(/^dropletArgs {2}is for fixed Droplets/),
      expect.stringMatching(/^backupPolicy {2}is for fixed Droplets/),
      expect.stringMatching(/^sshKeys {2}is required/),
    ]);
  });
});

describe("overrides", () => {
  it("are laid over the tier's own inputs, and add to its tags", async () => {
    const { resources } = await tier({
      dropletArgs: { ipv6: true, tags: ["OWNER:web", "team:a"], size: undefined },
      loadBalancerArgs: { sizeUnit: 2 },
      firewallArgs: { outboundRules: [] },
      monitorAlertArgs: { window: "10m" },
      dnsRecordArgs: { ttl: 60 },
      vpcArgs: { description: "shop" },
      certificateArgs: { domains: ["www.example.com", "example.com"] },
      uptimeCheckArgs: { regions: ["se_asia"] },
    });
    expect(inputsOf(resources, "web-a")).toMatchObject({
      ipv6: true,
      size: "s-2vcpu-2gb",
      tags: ["environment:dev", "owner:web", expect.stringMatching(/^shop-dev-web-/), "team:a"],
    });
    expect(inputsOf(resources, "web-lb")).toMatchObject({ sizeUnit: 2 });
    expect(inputsOf(resources, "web-firewall")).toMatchObject({ outboundRules: [] });
    expect(inputsOf(resources, "web-alert-disk")).toMatchObject({ window: "10m" });
    expect(inputsOf(resources, "web-dns")).toMatchObject({ ttl: 60 });
    expect(inputsOf(resources, "web-vpc")).toMatchObject({ description: "shop" });
    expect(inputsOf(resources, "web-certificate")).toMatchObject({ domains: ["www.example.com", "example.com"] });
    expect(inputsOf(resources, "web-uptime")).toMatchObject({ regions: ["se_asia"] });
  });

  it("and arguments that are null count as left out, and nothing waits for them", async () => {
    const { resources } = await register(() =>
      Reflect.construct(GovernedWebTier, [
        "web",
        { ...least, vpcId: null, autoscale: null, dropletArgs: { ipv6: null } },
      ]),
    );
    expect(resources.map(({ name }) => name)).toEqual(expect.arrayContaining(["web-vpc", "web-a", "web-b"]));
    expect(inputsOf(resources, "web-a")).not.toHaveProperty("ipv6");
  });

  it.each([undefined, null])("and tags that are %s take the default of the settings", async (owner) => {
    const governor = settings.replace("environment: dev", "environment: dev, owner: platform");
    const { resources } = await register(() =>
      Reflect.construct(GovernedWebTier, ["web", { ...least, governor, tags: { owner, team: "a" } }]),
    );
    expect(inputsOf(resources, "web-a").tags).toEqual([
      "environment:dev",
      "owner:platform",
      "team:a",
      expect.stringMatching(/^shop-dev-web-/),
    ]);
  });

  it("keep the tier's tags where theirs are known later", async () => {
    const { resources } = await tier({ dropletArgs: { tags: pulumi.output(["team:a"]) } });
    expect(inputsOf(resources, "web-a").tags).toEqual([
      "environment:dev",
      "owner:web",
      expect.stringMatching(/^shop-dev-web-/),
      "team:a",
    ]);
  });

  it("cannot pull the tier apart", async () => {
    expect(
      await problemsOf({
        ...least,
        dropletArgs: { vpcUuid: "x", region: "sfo3" },
        loadBalancerArgs: { dropletIds: [1], type: "GLOBAL" },
        firewallArgs: { dropletIds: [1], inboundRules: [], tags: ["others"] },
        vpcArgs: { region: "sfo3" },
        dnsRecordArgs: { value: "203.0.113.7" },
      }),
    ).toEqual(
      [
        "vpcArgs.region",
        "dropletArgs.region",
        "dropletArgs.vpcUuid",
        "loadBalancerArgs.dropletIds",
        "loadBalancerArgs.type",
        "dnsRecordArgs.value",
        "firewallArgs.dropletIds",
        "firewallArgs.tags",
        "firewallArgs.inboundRules",
      ].map((path) => `${path}  is decided by the component`),
    );
  });

  it("that weaken a control are refused, naming the argument", async () => {
    expect(
      await problemsOf({
        ...least,
        skipFirewall: true,
        dropletArgs: { backups: false, monitoring: false },
      }),
    ).toEqual([
      expect.stringMatching(/^dropletArgs\.backups {2}.*\(droplet-backups\)$/),
      expect.stringMatching(/^dropletArgs\.monitoring {2}.*\(droplet-monitoring\)$/),
      expect.stringMatching(/^skipFirewall {2}.*\(droplet-behind-firewall\)$/),
    ]);
  });

  it("that hide a control behind an Output are refused, and so are Outputs as a whole", async () => {
    expect(
      await problemsOf({
        ...least,
        dropletArgs: { monitoring: pulumi.output(false) },
        loadBalancerArgs: pulumi.output({ sizeUnit: 2 }),
        vpcArgs: new Map(),
      }),
    ).toEqual([
      "vpcArgs  is an instance of Map",
      "loadBalancerArgs  must be a plain value, found an Output",
      expect.stringMatching(
        /^dropletArgs\.monitoring {2}cannot determine whether monitoring is enabled.*\(droplet-monitoring\)$/,
      ),
    ]);
  });

  it("that weaken a control pass with an exemption, in code or in the settings", async () => {
    const { resources } = await tier({
      skipFirewall: true,
      exemptions: [exemption("droplet-behind-firewall")],
    });
    expect(resources.map(({ kind }) => kind)).not.toContain("Firewall");
    const exempt = `${settings}exemptions: [{ rule: droplet-monitoring, resource: "web-*", reason: golden image, owner: ann, expires: "2999-12-31" }]\n`;
    const bare = await tier({ governor: exempt, dropletArgs: { monitoring: false } });
    expect(inputsOf(bare.resources, "web-b").monitoring).toBe(false);
  });

  it("that weaken a control pass where the settings say so themselves", async () => {
    const relaxed = settings.replace("monitoring_required: true", "monitoring_required: false");
    const { resources } = await tier({ governor: relaxed, dropletArgs: { monitoring: false } });
    expect(inputsOf(resources, "web-a").monitoring).toBe(false);
  });

  it("that weaken a control are refused also where the settings do not ask for it", async () => {
    const silent = settings.replace(", monitoring_required: true", "");
    expect(await problemsOf({ ...least, governor: silent, dropletArgs: { monitoring: false } })).toEqual([
      expect.stringMatching(/^dropletArgs\.monitoring /),
    ]);
  });
});

describe("a tier without HTTPS", () => {
  const { domain: _, ...bare } = least;

  it("needs an exemption, and is told first to give what makes it HTTPS", async () => {
    expect(await problemsOf(bare)).toEqual([expect.stringMatching(/^domain {2}.*\(load-balancer-https\)$/)]);
    expect((await errorOf(bare)).problems[0]?.hint).toMatch(/^set domain, or certificateName .*; or exempt it/);
  });

  it("serves plain HTTP with one, and is watched at its address", async () => {
    const exempt = { ...bare, exemptions: [exemption("load-balancer-https")] };
    const { resources, result } = await register(() => new GovernedWebTier("web", exempt), { preview: false });
    const kinds = resources.map(({ kind }) => kind);
    for (const kind of ["Certificate", "DnsRecord"]) expect(kinds).not.toContain(kind);
    expect(inputsOf(resources, "web-lb")).toMatchObject({
      forwardingRules: [{ entryPort: 80, entryProtocol: "http", targetPort: 80 }],
      redirectHttpToHttps: false,
    });
    expect(inputsOf(resources, "web-uptime")).toMatchObject({ type: "http" });
    expect(resources.map(({ name }) => name)).not.toContain("web-uptime-certificate");
    expect(result.certificate).toBeUndefined();
  });

  it("does not pass by overriding what makes it HTTPS", async () => {
    expect(
      await problemsOf({ ...least, loadBalancerArgs: { forwardingRules: [], redirectHttpToHttps: false } }),
    ).toEqual([
      "loadBalancerArgs.forwardingRules  is decided by the component",
      "loadBalancerArgs.redirectHttpToHttps  is decided by the component",
    ]);
    expect(await problemsOf({ ...least, loadBalancerArgs: { tlsCipherPolicy: "DEFAULT" } })).toEqual([
      expect.stringMatching(/^loadBalancerArgs\.tlsCipherPolicy.*\(load-balancer-strong-tls\)$/),
    ]);
  });
});

describe("agents", () => {
  it("are installed by user data, which is a secret with a key in it", async () => {
    const { resources, result } = await tier({
      nodeExporter: true,
      datadogApiKey: "dd-key",
      newRelicLicenseKey: pulumi.output("nr-key"),
    });
    expect(JSON.stringify(inputsOf(resources, "web-a").userData)).toContain("nr-key");
    const [first] = result.droplets;
    expect(first === undefined ? undefined : await pulumi.isSecret(first.userData)).toBe(true);
  });

  it("stand beside the program's own user data, which is a secret without a key, too", async () => {
    const { resources, result } = await tier({ nodeExporter: true, userData: "#!/bin/sh\ntrue\n" });
    expect(JSON.stringify(inputsOf(resources, "web-a").userData)).toContain("prometheus-node-exporter");
    const [first] = result.droplets;
    expect(first === undefined ? undefined : await pulumi.isSecret(first.userData)).toBe(true);
  });

  it("that write to Slack keep its URL a secret", async () => {
    const { resources } = await tier({ alertSlacks: [{ channel: "#ops", url: "https://hooks.slack.com/hunter2" }] });
    const secret = "1b47061264138c4ac30d75fd1eb44270";
    expect(JSON.stringify(inputsOf(resources, "web-alert-cpu").alerts)).toContain(secret);
    expect(JSON.stringify(inputsOf(resources, "web-uptime-down").notifications)).toContain(secret);
  });
});

describe("bad arguments", () => {
  it("are all named at once, and nothing is registered", async () => {
    const problems = await problemsOf({
      governor: settings,
      region: "nyc1",
      size: pulumi.output("s-2vcpu-2gb"),
      image: 7,
      keys: ["a", "b", "a"],
      domain: "not a domain",
      alertEmails: [],
      tags: { owner: "team a" },
      exemptions: [exemption("load-balancer-http"), exemption("size-allowed")],
      dropletArg: {},
      sshFrom: ["0.0.0.0/0"],
      ipRange: "10.0.0.0/8",
      backupPolicy: { hour: 3 },
      port: 70_000,
      userData: "x".repeat(64 * 1024 + 1),
      datadogApiKey: "hunter2",
      loadBalancerArgs: { sizeUnit: 201 },
      autoscaleArgs: {},
    });
    expect(problems.join()).not.toContain("hunter2");
    expect(problems).toMatchInlineSnapshot(`
      [
        "exemptions[0].rule  unknown rule "load-balancer-http"; did you mean "load-balancer-https"?",
        "tags.owner  a tag value contains only letters, digits, _, - and :, found "team a"",
        "size  must be a plain value, found an Output",
        "image  expected a string, found 7",
        "domain  is not a valid domain name in lower case, such as www.example.com, found "not a domain"",
        "dropletArg  unknown property; did you mean "dropletArgs"?",
        "autoscaleArgs  requires autoscale",
        "keys[2]  "a" is a duplicate",
        "alertEmails  nobody would receive the alerts",
        "ipRange  the range "10.0.0.0/8" is larger than /16; allowed: private ranges (RFC 1918) from /16 to /28 that DigitalOcean does not reserve (DigitalOcean OpenAPI, 7 Aug 2026; DigitalOcean docs: VPC limits, Sep 2025) (platform-limits)",
        "region  invalid region "nyc1": it is disallowed (region-allowed)",
        "backupPolicy.hour  found 3; allowed: 0, 4, 8, 12, 16 or 20 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "userData  is too long; allowed: at most 65536 bytes in UTF-8 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "userData  user data contains a value named "api_key" (line 25) (no-secrets-in-user-data)",
        "port  found 70000; allowed: 1 to 65535 (terraform-provider-digitalocean, Aug 2026) (platform-limits)",
        "loadBalancerArgs.sizeUnit  found 201; allowed: 1 to 200 (DigitalOcean docs: Load Balancer limits, 6 Nov 2026) (platform-limits)",
        "sshFrom  the internet can reach port 22 (SSH) over tcp (firewall-no-public-admin-ports)",
        "port  found "70000"; allowed: a port, a range such as 8000-9000, or 0 or all for every port; ports are 1 to 65535 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "  the stack costs $2412 a month, $1912 over the limit of $500; most expensive: LoadBalancer web-lb $2412; not counted: Droplet web-a (size is unknown until pulumi up), Droplet web-b (size is unknown until pulumi up) (monthly-budget)",
      ]
    `);
  });

  it.each([
    [undefined, "region"],
    [null, "image"],
  ])("%s are named as what is missing", async (args, path) => {
    vi.stubEnv("GOVERNOR_CONFIG", "/nowhere/governor.yaml");
    expect(await problemsOf(args)).toContain(`${path}  is missing`);
  });

  it("are a health URL for no Droplet in particular, and a deadline or a rollout for nothing", async () => {
    expect(await problemsOf({ ...least, healthUrl: "http://www.example.com/" })).toEqual([
      "healthUrl  is the same for every Droplet",
    ]);
    expect(await problemsOf({ ...least, healthUrl: "{ip}", healthTimeoutSeconds: 0 })).toEqual([
      expect.stringMatching(/^healthUrl {2}is not a valid URL that begins with http/),
      expect.stringMatching(/^healthTimeoutSeconds {2}/),
    ]);
    const noAddress = { healthUrl: "http://{ip}:70000/", dropletArgs: { publicNetworking: false } };
    expect(await problemsOf({ ...least, ...noAddress })).toEqual([
      "healthUrl  found port 70000; ports are 1 to 65535",
      "healthUrl  {ip} is the public address, but dropletArgs.publicNetworking is false",
    ]);
    const inside = { ...noAddress, healthUrl: "http://{privateIp}/" };
    expect((await tier(inside)).result.droplets).toHaveLength(2);
    expect(await problemsOf({ ...least, healthTimeoutSeconds: 60 })).toEqual([
      "healthTimeoutSeconds  requires healthUrl",
    ]);
    const pool = { autoscale: { minInstances: 1, maxInstances: 2 }, sshKeys: ["1"] };
    expect(await problemsOf({ ...least, ...pool, rollout: "all-at-once", healthUrl: "http://{ip}/" })).toEqual([
      "rollout  is for fixed Droplets, which autoscale replaces with a pool",
      "healthUrl  is for fixed Droplets, which autoscale replaces with a pool",
    ]);
  });

  it("are a deadline before a Droplet can have answered as often as the load balancer wants", async () => {
    const healthUrl = "http://{ip}/";
    expect(await problemsOf({ ...least, healthUrl, healthTimeoutSeconds: 40 })).toEqual([
      "healthTimeoutSeconds  is too short for 5 answers, 10 s apart, found 40",
    ]);
    expect((await tier({ healthUrl, healthTimeoutSeconds: 41 })).result.droplets).toHaveLength(2);
    const healthcheck = { port: 80, protocol: "http", healthyThreshold: 4, checkIntervalSeconds: 300 };
    expect(await problemsOf({ ...least, healthUrl, loadBalancerArgs: { healthcheck } })).toEqual([
      "healthTimeoutSeconds  is too short for 4 answers, 300 s apart, found 600",
    ]);
  });

  it("are an adoption that cannot be, and an import, which is for a resource", async () => {
    expect(await problemsOf({ ...least, adopt: { "web-c": "urn:pulumi:dev::shop::a:b:C::c" } })).toEqual([
      "adopt.web-c  is not the name of a child",
    ]);
    const { result } = await register(() => {
      try {
        return Reflect.construct(GovernedWebTier, ["web", least, { import: "12345" }]);
      } catch (error) {
        return error;
      }
    });
    expect(result).toMatchObject({ problems: [{ path: "opts.import", hint: "use the component's adopt" }] });
  });

  it("do not show what stands in the place of a secret, nor in a hint", async () => {
    const wrong = {
      userData: 424242,
      datadogApiKey: 424242,
      newRelicLicenseKey: ["hunter2"],
      alertSlacks: [{ channel: "#a", url: 424242 }],
    };
    const { message, problems } = await errorOf({ ...least, ...wrong });
    expect(message).not.toMatch(/424242|hunter2/);
    expect(problems).toEqual([
      { path: "userData", message: "expected a string" },
      { path: "alertSlacks[0].url", message: "expected a string" },
      { path: "datadogApiKey", message: "expected a string" },
      { path: "newRelicLicenseKey", message: "expected a string" },
    ]);
    expect((await errorOf({ ...least, alertSlacks: "hunter2" })).message).not.toContain("hunter2");
  });

  it("are a component's name that makes no name for a Droplet, too", async () => {
    const { result } = await register(() => {
      try {
        return new GovernedWebTier("web_1", least);
      } catch (error) {
        return error;
      }
    });
    expect(result).toBeInstanceOf(ArgumentsError);
    expect(String(result)).toMatchInlineSnapshot(`
      "ArgumentsError: GovernedWebTier "web_1" cannot be created: 1 problem, nothing was registered
      name  "web_1" is not a valid name: the names of its children begin with it, and DigitalOcean rejects Vpc web_1-vpc, Droplet web_1-a, Droplet web_1-b, Firewall web_1-firewall
            allowed: Vpc: letters, digits, dots and dashes; Droplet: at most 255 letters, digits, dots and dashes, ending with a letter or digit; Firewall: two or more letters, digits, dots and dashes, starting with a letter or digit
            do: choose another name for the component, such as "web-1""
    `);
  });

  it("do not hide settings that cannot be read", async () => {
    expect(
      await problemsOf({ ...least, governor: "providers: { digitalocean: { regions: 3 } }\n", domain: "x" }),
    ).toEqual([
      expect.stringMatching(/^domain {2}is not a valid domain name/),
      expect.stringMatching(/^providers\.digitalocean\.regions {2}expected a mapping/),
    ]);
  });

  it.each<[string, Partial<GovernedWebTierArgs>, string]>([
    ["a zone of another domain", { dnsZone: "example.org" }, "dnsZone"],
    ["a VPC twice", { vpcId: "x", ipRange: "10.10.0.0/20" }, "ipRange"],
    ["a certificate twice", { certificateName: "x", certificateArgs: {} }, "certificateArgs"],
    ["a record for no domain", { domain: undefined, certificateName: "x", dnsZone: "example.com" }, "dnsZone"],
    ["a check of no name", { domain: undefined, certificateName: "x" }, "uptimeCheckArgs.target"],
    ["alerts for nobody", { alertEmails: [] }, "alertEmails"],
    ["SSH without a firewall", { skipFirewall: true, sshFrom: ["10.0.0.0/8"] }, "sshFrom"],
    ["overrides of no alert", { skipAlerts: true, monitorAlertArgs: {} }, "monitorAlertArgs"],
    ["overrides of no check", { skipUptimeCheck: true, uptimeCheckArgs: {} }, "uptimeCheckArgs"],
    ["recipients of nothing", { skipAlerts: true, skipUptimeCheck: true }, "alertEmails"],
    ["a site of no agent", { datadogSite: "datadoghq.eu" }, "datadogSite"],
    ["overrides of no pool", { autoscaleArgs: {} }, "autoscaleArgs"],
    ["a network that is none", { sshFrom: ["999.1.1.1/24"] }, "sshFrom[0]"],
    ["a record that is managed elsewhere", { skipDnsRecord: true, dnsRecordArgs: { ttl: 60 } }, "dnsRecordArgs"],
    ["a key that is no name", { keys: ["Web 1"] }, "keys[0]"],
    ["no keys", { keys: [] }, "keys"],
    ["a missing tag", { tags: {} }, "tags"],
    ["a plan that there is not", JSON.parse('{ "backupPolicy": { "plan": "monthly" } }'), "backupPolicy.plan"],
    ["a weekday in lower case", JSON.parse('{ "backupPolicy": { "weekday": "sun" } }'), "backupPolicy.weekday"],
    ["a size that tells no vCPUs", { size: "gpu-h100x1-80gb" }, "alertThresholds.load"],
    ["an environment that is not declared", { environment: "prod" }, "environments"],
  ])("%s", async (_, args, path) => {
    const paths = (await problemsOf({ ...least, ...args })).map((problem) => problem.split("  ")[0]);
    expect(paths).toContain(path);
  });

  it.each<[string, object, string]>([
    ["a threshold", { size: "gpu-h100x1-80gb", alertThresholds: { cpu: 101, load: 4 } }, "alertThresholds.cpu"],
    ["a domain with a certificate", { domain: "no domain", certificateArgs: { name: "shop" } }, "domain"],
    ["overrides of a check", { certificateName: "shop", uptimeCheckArgs: 7 }, "uptimeCheckArgs"],
  ])("blames only the argument at fault: %s", async (_, args, path) => {
    const paths = (await problemsOf({ ...least, ...args })).map((problem) => problem.split("  ")[0]);
    // The size that tells no vCPUs is not allowed, and has no price.
    expect(paths.filter((one) => !["", "size"].includes(one ?? ""))).toEqual([path]);
  });
});

describe("recipients that are at fault", () => {
  it("are not called nobody, too", async () => {
    expect(await problemsOf({ ...least, alertEmails: ["x"] })).toEqual([
      expect.stringContaining("alertEmails[0]  is not a valid email address"),
    ]);
    const slacks = [{ channel: "#ops", url: "http://hooks.slack.com/hunter2" }];
    expect(await problemsOf({ ...least, alertSlacks: slacks })).toEqual([
      "alertSlacks[0].url  is not a URL that begins with https://",
    ]);
  });
});

describe("the runbook of a web tier", () => {
  const sectionsOf = async (more: Partial<GovernedWebTierArgs>) => {
    const { result } = await tier(more, { preview: false });
    return String(await settled(result.recoveryRunbook))
      .split("\n## If ")
      .slice(1);
  };
  const titles = (sections: readonly string[]) => sections.map((section) => section.split("\n")[0]);
  const commands = (section = "") =>
    [...section.matchAll(/```sh\n {3}(.*?)\n {3}```/gs)].map(([, run = ""]) =>
      run.replaceAll(/web-[0-9a-f]{8}\b/g, "TAG"),
    );

  it("names its Droplets, its URL and its record", async () => {
    const sections = await sectionsOf({ healthCheckPath: "/healthz", backupPolicy: { plan: "daily" } });
    expect(titles(sections)).toEqual([
      "a Droplet fails: replace it",
      "the disk of a Droplet is damaged: restore a backup",
      "a rollout goes wrong: go back",
      "nyc3 fails: create the tier in another region",
    ]);
    const look = "curl -sS -o /dev/null -w '%{http_code}\\n' https://www.example.com/healthz";
    expect(sections.map(commands)).toEqual([
      [
        "doctl compute droplet list --tag-name shop-dev-TAG --format ID,Name,Status,PublicIPv4",
        'doctl compute droplet delete "$DROPLET" --force',
        "pulumi up --stack dev --refresh",
      ],
      [
        'doctl compute droplet backups "$DROPLET"',
        'doctl compute droplet-action restore "$DROPLET" --image-id "$IMAGE" --wait',
      ],
      ["pulumi cancel dev --yes", "pulumi up --stack dev", look],
      [
        look,
        "doctl compute snapshot list --resource droplet --format ID,Name,CreatedAt,Regions",
        "pulumi up --stack dev --target '**::web-elsewhere*' --target 'urn:pulumi:dev::shop::infrafabric-digitalocean:index:GovernedWebTier$digitalocean:index/dnsRecord:DnsRecord::web-dns'",
        "doctl compute domain records list example.com --format Type,Name,Data",
        "pulumi up --stack dev",
      ],
    ]);
    expect(sections[1]).toContain("a day at most");
    expect(sections[3]).toContain('Set `skipDnsRecord: true` for "web". The domain moves along.');
  });

  it("has no backups to restore for a pool, whose Droplets come again by themselves", async () => {
    const sections = await sectionsOf({
      ...{ autoscale: { minInstances: 2, maxInstances: 4 }, sshKeys: ["1"], skipDnsRecord: true },
    });
    expect(titles(sections)).toEqual([
      "a Droplet fails: replace it",
      "a rollout goes wrong: go back",
      "nyc3 fails: create the tier in another region",
    ]);
    expect(commands(sections[0])).toHaveLength(2);
    expect(commands(sections[2])).not.toContainEqual(expect.stringContaining("DnsRecord"));
    expect(sections[2]).toContain("Give its clients or its DNS zone the address of the new one.");
  });

  it("says of a single Droplet that nothing is served without it", async () => {
    const [loss = ""] = await sectionsOf({ keys: ["a"] });
    expect(loss).toContain("It is the only one");
    expect((await sectionsOf({}))[0]).not.toContain("It is the only one");
  });
});
