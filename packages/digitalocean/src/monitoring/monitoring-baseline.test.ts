import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { MonitoringBaseline } from "./monitoring-baseline";
import type { MonitoringBaselineArgs } from "./monitoring-baseline-args";

const settings = `
providers: { digitalocean: { regions: { allowed: [nyc3] } } }
environments:
  production: { stacks: ["*/prod"], production: true }
`;

const least = {
  governor: settings,
  alertEmails: ["ops@example.com"],
  dropletTags: ["web"],
} satisfies MonitoringBaselineArgs;

const baseline = (more: Partial<MonitoringBaselineArgs> = {}, setting?: Setting) =>
  register(() => new MonitoringBaseline("watch", { ...least, ...more }), setting);

/** The problems of the error that bad arguments make, as `path  message`, with nothing registered. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  return inShort(await refusalOf(MonitoringBaseline, ["watch", args]));
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a monitoring baseline", () => {
  const everything = {
    loadBalancerIds: ["4de7ac8b"],
    databaseIds: [pulumi.output("9cc10173")],
    thresholds: { dropletLoad: 4, databaseLoad: 2 },
    sites: { shop: { target: "https://shop.example.com" }, host: { target: "host.example.com", type: "ping" } },
  };

  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await baseline(everything);
    const names = resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""));
    const of = (type: string, ...some: string[]) =>
      some.map((name) => `infrafabric-digitalocean:index:MonitoringBaseline$${type}::watch-${name}`);
    expect(names).toEqual([
      ...of("monitorAlert:MonitorAlert", "database-cpu", "database-disk", "database-load", "database-memory"),
      ...of("monitorAlert:MonitorAlert", "droplet-cpu", "droplet-disk", "droplet-load", "droplet-memory"),
      ...of("monitorAlert:MonitorAlert", "load-balancer-connections", "load-balancer-cpu", "load-balancer-errors"),
      ...of("uptimeAlert:UptimeAlert", "site-host-down", "site-host-latency"),
      ...of("uptimeAlert:UptimeAlert", "site-shop-certificate", "site-shop-down", "site-shop-latency"),
      ...of("uptimeCheck:UptimeCheck", "site-host", "site-shop"),
      "infrafabric-digitalocean:index:MonitoringBaseline::watch",
    ]);
  });

  it("watches Droplets by tag and id, load balancers by id, and databases", async () => {
    const { resources } = await baseline({ ...everything, dropletIds: ["1"] });
    expect(inputsOf(resources, "watch-droplet-memory")).toEqual({
      type: "v1/insights/droplet/memory_utilization_percent",
      compare: "GreaterThan",
      value: 85,
      window: "5m",
      description: "watch: Droplet memory use above 85 %",
      entities: ["1"],
      tags: ["web"],
      alerts: { emails: ["ops@example.com"], slacks: [] },
    });
    expect(inputsOf(resources, "watch-load-balancer-errors")).toMatchObject({
      type: "v1/insights/lbaas/increase_in_http_error_rate_percentage_5xx",
      value: 5,
      entities: ["4de7ac8b"],
    });
    expect(inputsOf(resources, "watch-database-load")).toMatchObject({
      type: "v1/dbaas/alerts/load_15_alerts",
      value: 2,
      entities: ["9cc10173"],
    });
    const { resources: tagged } = await baseline({ databaseTags: ["orders"] });
    expect(inputsOf(tagged, "watch-database-cpu").tags).toEqual(["orders"]);
    expect(tagged.map(({ name }) => name)).not.toContain("watch-droplet-load");
  });

  it("checks sites from outside", async () => {
    const { resources, result } = await baseline(everything, { preview: false });
    expect(inputsOf(resources, "watch-site-shop")).toEqual({
      target: "https://shop.example.com",
      type: "https",
      regions: ["us_east", "eu_west"],
    });
    expect(inputsOf(resources, "watch-site-shop-certificate")).toEqual({
      type: "ssl_expiry",
      threshold: 14,
      comparison: "less_than",
      checkId: "watch-site-shop-id",
      notifications: [{ emails: ["ops@example.com"], slacks: [] }],
    });
    expect(inputsOf(resources, "watch-site-host").type).toBe("ping");
    expect(Object.keys(result.checks)).toEqual(["shop", "host"]);
    expect(result.alerts).toHaveLength(11);
    // The team's first check is free, the second is 1.
    expect(await settled(result.monthlyCost)).toBe(1);
  });

  it("has the thresholds of the stack's environment", async () => {
    const args = {
      sites: everything.sites,
      thresholds: { dropletCpu: 90, latency: 2000 },
      environmentThresholds: { production: { dropletCpu: 70, certificateDays: 30 } },
    };
    const { resources } = await baseline(args, { stack: "prod" });
    expect(inputsOf(resources, "watch-droplet-cpu").value).toBe(70);
    expect(inputsOf(resources, "watch-site-shop-latency").threshold).toBe(2000);
    expect(inputsOf(resources, "watch-site-shop-certificate").threshold).toBe(30);
    const { resources: dev } = await baseline(args);
    expect(inputsOf(dev, "watch-droplet-cpu").value).toBe(90);
    expect(inputsOf(dev, "watch-site-shop-certificate").threshold).toBe(14);
  });

  it("sends to Slack, whose address is a secret", async () => {
    const { resources } = await baseline({
      alertEmails: [],
      alertSlacks: [{ channel: "#ops", url: "https://hooks.slack.com/services/example" }],
      sites: everything.sites,
    });
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    for (const name of ["watch-droplet-cpu", "watch-site-shop-down"]) {
      expect(JSON.stringify(inputsOf(resources, name))).toContain(JSON.stringify(secret).slice(1, -1));
    }
  });

  it("lays overrides over the inputs of all alerts and all checks", async () => {
    const { resources } = await baseline({
      ...everything,
      monitorAlertArgs: { window: "30m", enabled: false },
      uptimeCheckArgs: { enabled: false },
    });
    expect(inputsOf(resources, "watch-database-disk")).toMatchObject({ window: "30m", enabled: false });
    expect(inputsOf(resources, "watch-site-host").enabled).toBe(false);
  });
});

describe("bad arguments of a monitoring baseline", () => {
  it("are reported all at once, by path", async () => {
    expect(
      await problemsOf({
        governor: settings,
        dropletIds: [],
        sites: { shop: { target: "shop.example.com", regions: ["moon"] }, other: { target: "x", type: "udp" } },
        monitorAlertArgs: { value: 3, window: "7m" },
        uptimeCheckArgs: { target: "y" },
      }).then((problems) => problems.map((one) => one.replace(/; allowed.*$/, ""))),
    ).toEqual([
      "alertEmails  nobody would receive the alerts",
      "monitorAlertArgs.value  is decided by the component",
      "uptimeCheckArgs.target  is decided by the component",
      "dropletIds  has no target",
      'monitorAlertArgs.window  found "7m"',
      'sites.shop.target  found "shop.example.com"',
      'sites.shop.regions[0]  found "moon"',
      'sites.other.type  found "udp"',
      'sites.other.target  found "x"',
    ]);
  });

  it("are what the schema refuses", async () => {
    expect(
      await problemsOf({
        governor: settings,
        dropletTags: [""],
        alertEmails: ["nobody"],
        thresholds: { dropletCpu: 101 },
        environmentThresholds: { production: { latency: 0, droplets: 1 } },
        sites: { Shop: { target: "https://shop.example.com" } },
      }),
    ).toEqual([
      expect.stringMatching(/^dropletTags/),
      expect.stringMatching(/^sites.Shop {2}a key contains/),
      expect.stringMatching(/^alertEmails\[0\] {2}is not a valid email address/),
      expect.stringMatching(/^thresholds.dropletCpu {2}/),
      expect.stringMatching(/^environmentThresholds.production.latency {2}/),
      expect.stringMatching(/^environmentThresholds.production.droplets {2}/),
    ]);
  });

  it("are lists without anything in them", async () => {
    const problems = await problemsOf({ ...least, dropletTags: [], databaseIds: [] });
    expect(problems.map((one) => one.replace(/; allowed.*$/, ""))).toEqual([
      "dropletTags  has no target",
      "databaseIds  has no target",
    ]);
  });

  it("are that there is nothing to watch, or a check without a site", async () => {
    expect(await problemsOf({ governor: settings, alertEmails: ["ops@example.com"] })).toEqual([
      "dropletTags  there is nothing to watch",
    ]);
    expect(await problemsOf({ ...least, uptimeCheckArgs: { enabled: false } })).toEqual([
      "uptimeCheckArgs  is for the checks of sites, and there are none",
    ]);
  });

  it("never show the address of a Slack channel", async () => {
    const problems = await problemsOf({
      ...least,
      alertSlacks: [{ channel: "#ops", url: 7 }, { url: "https://s3cret" }],
    });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join("\n")).not.toContain("s3cret");
  });
});
