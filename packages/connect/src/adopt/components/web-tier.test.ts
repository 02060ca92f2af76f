import { outliners } from "@infrafabric/digitalocean/internal";
import { type ResourceRecord, rules, type ValueMap } from "@infrafabric/governor";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOf, recordOf } from "../../test/account-of.ts";
import { select } from "../adopted.ts";
import { projectFiles } from "../project.ts";

const args = {
  ...{ region: "nyc3", size: "s-2vcpu-2gb", image: "ubuntu-24-04-x64", domain: "www.example.com" },
  ...{ alertEmails: ["ops@example.com"], sshFrom: ["203.0.113.0/24"], tags: { environment: "prod" } },
};
const tier = accountOf("GovernedWebTier", "web", args);

const options = { project: "shop", stack: "main", rules, date: "2026-11-30", components: () => outliners };
const filesOf = (records: readonly ResourceRecord[]) => projectFiles(select({ records }), options);
const codeOf = (records: readonly ResourceRecord[]) => filesOf(records).get("index.ts") ?? "";

/** The tier with other inputs of some of its resources. */
const changed = (name: RegExp, inputs: ValueMap) =>
  tier.map((record) => (name.test(record.name) ? { ...record, inputs: { ...record.inputs, ...inputs } } : record));

describe("a web tier in an account", () => {
  it("is written as a component with no argument that it does not need", () => {
    const files = filesOf(tier);
    expect(files.get("index.ts")).toMatchInlineSnapshot(`
      "import { GovernedWebTier } from "@infrafabric/digitalocean";

      new GovernedWebTier("web", {
        region: "nyc3",
        size: "s-2vcpu-2gb",
        image: "ubuntu-24-04-x64",
        domain: "www.example.com",
        sshFrom: ["203.0.113.0/24"],
        tags: {
          environment: "prod",
        },
        alertEmails: ["ops@example.com"],
        adopt: {
          "web-tag": "shop-main-web-707cfceb",
          "web-vpc": "00000001-0000-4000-8000-000000000000",
          "web-a": "500002",
          "web-b": "500003",
          "web-certificate": "web-certificate-0000000",
          "web-lb": "00000005-0000-4000-8000-000000000000",
          "web-dns": "00000006-0000-4000-8000-000000000000",
          "web-firewall": "00000007-0000-4000-8000-000000000000",
          "web-alert-cpu": "00000008-0000-4000-8000-000000000000",
          "web-alert-memory": "00000009-0000-4000-8000-000000000000",
          "web-alert-disk": "00000010-0000-4000-8000-000000000000",
          "web-alert-load": "00000011-0000-4000-8000-000000000000",
          "web-uptime": "00000012-0000-4000-8000-000000000000",
          "web-uptime-down": "00000013-0000-4000-8000-000000000000",
          "web-uptime-latency": "00000014-0000-4000-8000-000000000000",
          "web-uptime-certificate": "00000015-0000-4000-8000-000000000000",
        },
      });
      "
    `);
    expect(files.get("package.json")).toContain('"@infrafabric/digitalocean"');
    expect(files.get("README.md")).toContain("- GovernedWebTier `web`: 16 resources");
    expect(files.get("README.md")).toContain("Nothing in it is violated");
    expect(files.get("README.md")).toMatch(/^16 resources of an account/m);
    expect(files.get("README.md")).not.toContain("Left out");
  });

  it("keeps an alert off that is off, and the names that tell Droplets apart", () => {
    expect(codeOf(changed(/alert-/, { enabled: false }))).toContain("enabled: false");
    const numbered = tier.map((record) =>
      /^web-[ab]$/.test(record.name)
        ? { ...record, inputs: { ...record.inputs, name: record.name === "web-a" ? "web-1" : "web-2" } }
        : record,
    );
    expect(codeOf(numbered)).toContain('keys: ["1", "2"]');
    expect(codeOf(numbered)).toContain('"web-1": "500002"');
  });

  it("is the same in whatever order the account was read, and never half a component", () => {
    const whole = codeOf(tier);
    fc.assert(
      fc.property(fc.shuffledSubarray([...tier], { minLength: tier.length }), (records) => {
        expect(codeOf(records)).toBe(whole);
      }),
      { numRuns: 8 },
    );
  });

  it.each<[string, RegExp, ValueMap, RegExp]>([
    ["machines of several sizes", /^web-b$/, { size: "s-4vcpu-8gb" }, /web-b\.size differs/],
    ["an image of its own on one Droplet", /^web-b$/, { image: "debian-13-x64" }, /web-b\.image differs/],
    [
      "a Droplet with a tag more",
      /^web-a$/,
      { tags: ["environment:prod", "shop-main-web-707cfceb", "canary"] },
      /web-b\.tags differs/,
    ],
    [
      "a firewall that opens another port",
      /^web-firewall$/,
      { inboundRules: [] },
      /web-firewall\.inboundRules differs/,
    ],
    [
      "a load balancer that redirects nothing",
      /^web-lb$/,
      { redirectHttpToHttps: false },
      /redirectHttpToHttps differs/,
    ],
    ["rules that speak TLS to the Droplets", /^web-lb$/, { forwardingRules: [] }, /web-lb\.forwardingRules differs/],
    ["backups that are off", /^web-[ab]$/, { backups: false }, /the Droplet has no backups \(droplet-backups\)/],
    ["backups that are off on one Droplet", /^web-b$/, { backups: false }, /web-b\.backups differs/],
  ])("with %s is nearly one", (_, name, inputs, reason) => {
    const code = codeOf(changed(name, inputs));
    expect(code).not.toContain("new GovernedWebTier");
    expect(code).toMatch(reason);
    expect(filesOf(changed(name, inputs)).get("package.json")).not.toContain('"@infrafabric/digitalocean"');
  });

  it.each<[string, RegExp, ValueMap, string]>([
    ["a load balancer of more nodes", /^web-lb$/, { sizeUnit: 3 }, "loadBalancerArgs: {\n    sizeUnit: 3,\n  },"],
    ["a path of its own", /^web-lb$/, { healthcheck: { protocol: "http", port: 80, path: "/up" } }, "uptimeCheckArgs"],
    ["alerts over a longer time", /^web-alert-/, { window: "10m" }, 'monitorAlertArgs: {\n    window: "10m",\n  },'],
    ["Droplets with IPv6", /^web-[ab]$/, { ipv6: true }, "dropletArgs: {\n    ipv6: true,\n  },"],
    ["a VPC with a range", /^web-vpc$/, { ipRange: "10.1.0.0/24" }, 'ipRange: "10.1.0.0/24",'],
    ["a record that lives longer", /^web-dns$/, { ttl: 3600 }, "dnsRecordArgs: {\n    ttl: 3600,\n  },"],
    [
      "outbound rules of its own",
      /^web-firewall$/,
      { outboundRules: [{ protocol: "tcp", portRange: "443", destinationAddresses: ["0.0.0.0/0"] }] },
      "firewallArgs: {\n    outboundRules: [\n",
    ],
  ])("with %s says so in its arguments", (_, name, inputs, text) => {
    const code = codeOf(changed(name, inputs));
    if (!code.includes("new GovernedWebTier")) throw new Error(code.match(/Nearly.*/)?.[0]);
    expect(code).toContain("new GovernedWebTier");
    expect(code).toContain(text);
  });

  it("has the thresholds that its alerts have", () => {
    const alertThresholds = { cpu: 95, latency: 400, certificateDays: 30 };
    const code = codeOf(accountOf("GovernedWebTier", "web", { ...args, alertThresholds }));
    expect(code).toContain("  alertThresholds: {\n    cpu: 95,\n    latency: 400,\n    certificateDays: 30,\n  },\n");
  });

  it("leaves alerts and checks of another kind to themselves", () => {
    const code = codeOf(changed(/^web-alert-cpu$/, { compare: "LessThan" }));
    expect(code).toContain("skipAlerts: true,");
    expect(code.match(/new digitalocean\.MonitorAlert/g)).toHaveLength(4);
    const without = codeOf(tier.filter(({ name }) => name !== "web-uptime-down"));
    expect(without).toContain("skipUptimeCheck: true,");
    expect(without.match(/new digitalocean\.Uptime/g)).toHaveLength(3);
  });

  it("names a VPC that others use, and is named by others through its outputs", () => {
    const id = (name: string) => tier.find((one) => one.name === name)?.id ?? "";
    const others = [
      recordOf("Droplet", "git", "700001", {
        name: "git",
        region: "nyc3",
        size: "s-1vcpu-1gb",
        vpcUuid: id("web-vpc"),
      }),
      recordOf("DnsRecord", "api", "example.com,9", {
        domain: "example.com",
        type: "A",
        name: "api",
        value: "203.0.113.9",
      }),
      recordOf("Project", "Shop", "90000001-0000-4000-8000-000000000000", {
        name: "Shop",
        resources: [`do:droplet:${id("web-b")}`, `do:loadbalancer:${id("web-lb")}`, "do:droplet:1"],
      }),
    ];
    const code = codeOf([...tier, ...others]);
    expect(code).toContain("  vpcId: webVpc0000000Vpc.id,\n");
    expect(code).toContain("  value: webTier.loadBalancer.ip,\n");
    expect(code).toMatch(
      /resources: \[\s+webTier\.droplets\[1\]\.dropletUrn,\s+webTier\.loadBalancer\.loadBalancerUrn,\s+"do:droplet:1",\s+\]/,
    );
    expect(code).not.toContain('"web-vpc":');
  });

  it("is nobody's if two load balancers have the same Droplets", () => {
    const lb = tier.find(({ name }) => name === "web-lb");
    if (lb === undefined) throw new Error("no load balancer");
    const twin = recordOf("LoadBalancer", "twin", "80000001-0000-4000-8000-000000000000", {
      ...lb.inputs,
      name: "twin",
      ip: "203.0.113.10",
    });
    const code = codeOf([...tier, twin]);
    expect(code.match(/new GovernedWebTier/g) ?? []).toHaveLength(0);
    expect(code.match(/Nearly a GovernedWebTier/g)).toHaveLength(2);
  });

  it("is plain without the package of components", () => {
    const files = projectFiles(select({ records: tier }), { ...options, components: () => undefined });
    expect(files.get("index.ts")).not.toMatch(/GovernedWebTier/);
  });
});
