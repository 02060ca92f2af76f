import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, settled } from "../test/register";
import { webTierDefinition } from "../web-tier/definition";
import { GlobalWebTier } from "./global-web-tier";
import type { GlobalWebTierArgs } from "./global-web-tier-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 500
    regions: { allowed: [nyc3, ams3] }
    resources: { droplet: { allowed_sizes: [s-1vcpu-1gb], backup_required: true, monitoring_required: true } }
    required_tags: [environment, owner]
tags: { default: { environment: dev } }
`;

const tier = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
const tiers = { nyc: tier, ams: { ...tier, region: "ams3" } };
const least = {
  governor: settings,
  domain: "www.example.com",
  tiers,
  alertEmails: ["ops@example.com"],
  tags: { owner: "web" },
} satisfies GlobalWebTierArgs;

const world = (more: Partial<GlobalWebTierArgs> = {}) =>
  register(() => new GlobalWebTier("world", { ...least, ...more }), { preview: false });

/** The problems of the error as `path  message`, with nothing registered. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  return inShort(await refusalOf(GlobalWebTier, ["world", args]));
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a global web tier", () => {
  it("puts a global load balancer with CDN and failover before tiers that each have a name", async () => {
    const { resources } = await world();
    expect(inputsOf(resources, "world-glb")).toEqual({
      type: "GLOBAL",
      domains: [{ name: "www.example.com", isManaged: true }],
      glbSettings: { targetProtocol: "https", targetPort: 443, cdn: { isEnabled: true } },
      healthcheck: { protocol: "https", port: 443, path: "/" },
      targetLoadBalancerIds: ["world-nyc-lb-id", "world-ams-lb-id"],
    });
    const domains = resources.filter(({ kind }) => kind === "Certificate").map(({ inputs }) => inputs.domains);
    expect(domains).toEqual([["ams-www.example.com"], ["nyc-www.example.com"]]);
  });

  it("plans each tier once, and knows its URN before anything is registered", async () => {
    const plan = vi.spyOn(webTierDefinition, "children");
    const { result } = await world();
    expect(plan.mock.calls.map(([design]) => design.plan.urn)).toEqual(
      ["nyc", "ams"].map(
        (key) =>
          `urn:pulumi:dev::shop::infrafabric-digitalocean:index:GlobalWebTier$infrafabric-digitalocean:index:GovernedWebTier::world-${key}`,
      ),
    );
    plan.mockRestore();
    expect(Object.keys(Object(await settled(result.dropletTags)))).toEqual(["nyc", "ams"]);
  });

  it("costs the most with pools at their maximum, and no uptime check free", async () => {
    const pool = { ...tier, autoscale: { minInstances: 2, maxInstances: 4 }, sshKeys: ["1"] };
    const { result } = await world({ tiers: { ...tiers, nyc: pool } });
    const [low, expected, high] = await Promise.all(
      [result.monthlyCostLow, result.monthlyCost, result.monthlyCostHigh].map(async (one) =>
        Number(await settled(one)),
      ),
    );
    expect(low).toBe(expected);
    // Two more Droplets at $6, and the first uptime check at $1.
    expect(Number(high) - Number(low)).toBeCloseTo(2 * 6 + 1, 2);
  });

  it("names its children by its own name and the key of the tier", async () => {
    const { resources } = await world();
    const own = resources.filter(({ identity }) => !identity.includes("GovernedWebTier$"));
    expect(own.map(({ identity }) => identity)).toEqual([
      "infrafabric-digitalocean:index:GlobalWebTier$digitalocean:index/loadBalancer:LoadBalancer::world-glb",
      "infrafabric-digitalocean:index:GlobalWebTier$digitalocean:index/uptimeAlert:UptimeAlert::world-uptime-certificate",
      "infrafabric-digitalocean:index:GlobalWebTier$digitalocean:index/uptimeAlert:UptimeAlert::world-uptime-down",
      "infrafabric-digitalocean:index:GlobalWebTier$digitalocean:index/uptimeAlert:UptimeAlert::world-uptime-latency",
      "infrafabric-digitalocean:index:GlobalWebTier$digitalocean:index/uptimeCheck:UptimeCheck::world-uptime",
      "infrafabric-digitalocean:index:GlobalWebTier$infrafabric-digitalocean:index:GovernedWebTier::world-ams",
      "infrafabric-digitalocean:index:GlobalWebTier$infrafabric-digitalocean:index:GovernedWebTier::world-nyc",
      "infrafabric-digitalocean:index:GlobalWebTier::world",
    ]);
    expect(resources.filter(({ kind }) => kind === "Droplet").map(({ name }) => name)).toEqual([
      "world-ams-a",
      "world-ams-b",
      "world-nyc-a",
      "world-nyc-b",
    ]);
  });

  it("hands its tags, recipients and project to tiers that have none of their own", async () => {
    const { resources } = await world({
      projectId: "project",
      tiers: { ...tiers, ams: { ...tiers.ams, tags: { owner: "ams" }, alertEmails: ["ams@example.com"] } },
    });
    expect(inputsOf(resources, "world-nyc-a").tags).toContain("owner:web");
    expect(inputsOf(resources, "world-ams-a").tags).toContain("owner:ams");
    expect(inputsOf(resources, "world-nyc-alert-cpu").alerts).toMatchObject({ emails: ["ops@example.com"] });
    expect(inputsOf(resources, "world-ams-alert-cpu").alerts).toMatchObject({ emails: ["ams@example.com"] });
    expect(inputsOf(resources, "world-nyc-lb").projectId).toBe("project");
  });

  it("sends everybody to the primary tier, if there is one", async () => {
    const { resources } = await world({ primary: "ams", failoverThreshold: 70, skipCdn: true });
    expect(inputsOf(resources, "world-glb").glbSettings).toEqual({
      ...{ targetProtocol: "https", targetPort: 443, failoverThreshold: 70, cdn: { isEnabled: false } },
      regionPriorities: { ams3: 1, nyc3: 2 },
    });
  });

  it("takes a certificate for a domain whose DNS is elsewhere", async () => {
    const { resources } = await world({ certificateName: "www" });
    expect(inputsOf(resources, "world-glb").domains).toEqual([
      { name: "www.example.com", isManaged: false, certificateName: "www" },
    ]);
  });

  it("costs what its tiers cost, 15 more for the global load balancer, and a check of the three is free", async () => {
    const { result } = await world();
    // A tier: two Droplets of 6 with weekly backups of 1.20, and a load balancer of 12.
    expect(await settled(result.monthlyCost)).toBe(69.8);
    expect(await settled(result.unpriced)).toEqual([]);
    const unchecked = await world({ tiers: { ...tiers, ams: { ...tiers.ams, skipUptimeCheck: true } } });
    expect(await settled(unchecked.result.monthlyCost)).toBe(68.8);
  });

  it("says of the resources of a tier, too, that they have no price", async () => {
    const dropletArgs = { size: pulumi.output("s-1vcpu-1gb") };
    const exemptions = [{ rule: "platform-limits", reason: "a test", owner: "ann", expires: "2999-12-31" }];
    const { result } = await world({
      governor: `${settings}exempt_in_code: [platform-limits]\n`,
      tiers: { ...tiers, ams: { ...tiers.ams, dropletArgs, exemptions } },
    });
    expect(await settled(result.unpriced)).toEqual(
      ["world-ams-a", "world-ams-b"].map((name) => `${name}: size is unknown until pulumi up`),
    );
  });

  it("says of each tier where it is", async () => {
    const { result } = await world();
    expect(await settled(result.tierUrls)).toEqual({
      nyc: "https://nyc-www.example.com",
      ams: "https://ams-www.example.com",
    });
    expect(await settled(result.vpcIds)).toEqual({ nyc: "world-nyc-vpc-id", ams: "world-ams-vpc-id" });
    expect(Object.keys(await settled(result.dropletTags))).toEqual(["nyc", "ams"]);
  });
});

describe("bad arguments of a global web tier", () => {
  it("are all found at once, those of its tiers included", async () => {
    const problems = await problemsOf({
      ...least,
      primary: "sfo",
      failoverThreshold: 100,
      tiers: { nyc: { ...tier, size: "s-8vcpu-16gb" }, also: tier, ams: { ...tiers.ams, keys: [] } },
    });
    expect(problems).toEqual([
      'tiers.also.region  nyc3 is the region of the tier "nyc", too',
      'primary  is not a key of tiers, found "sfo"',
      expect.stringMatching(/^tiers\.nyc\.size {2}/),
      expect.stringMatching(/^tiers\.ams\.keys {2}an empty list/),
      expect.stringMatching(/^failoverThreshold {2}/),
    ]);
  });

  it("are a single tier, none, and what is not one", async () => {
    expect(await problemsOf({ ...least, tiers: { nyc: tier } })).toEqual([
      "tiers  a tier to fail over to is missing, found 1",
    ]);
    expect(await problemsOf({ ...least, tiers: { nyc: tier, ams: "ams3" } })).toEqual([
      "tiers.ams  expected the arguments of a GovernedWebTier",
    ]);
    expect(await problemsOf({ ...least, tiers: undefined })).toEqual(["tiers  is missing"]);
    expect(await problemsOf({ ...least, failoverThreshold: 70 })).toEqual([
      "failoverThreshold  is for failover from a primary tier",
    ]);
  });

  it("are keys that give children of two tiers one name", async () => {
    const clashing = { a: { ...tiers.nyc, keys: ["b-c", "d"] }, "a-b": { ...tiers.ams, keys: ["c", "d"] } };
    expect(await problemsOf({ ...least, tiers: clashing })).toEqual([
      'tiers.a-b  world-a-b-c is the name of a child of the tier "a", too',
    ]);
    const { resources } = await world({ tiers: { ...clashing, a: { ...tiers.nyc, keys: ["b", "d"] } } });
    expect(resources.filter(({ kind }) => kind === "Droplet")).toHaveLength(4);
  });

  it("are a domain of two tiers, given or by default", async () => {
    const domain = "app.example.com";
    const both = { nyc: { ...tiers.nyc, domain }, ams: { ...tiers.ams, domain } };
    expect(await problemsOf({ ...least, tiers: both })).toEqual([
      'tiers.ams.domain  app.example.com is the domain of the tier "nyc", too',
    ]);
    const byDefault = { nyc: tiers.nyc, ams: { ...tiers.ams, domain: "nyc-www.example.com" } };
    expect(await problemsOf({ ...least, tiers: byDefault })).toEqual([
      'tiers.ams.domain  nyc-www.example.com is the domain of the tier "nyc", too',
    ]);
  });

  it("are a missing region of each tier, not one that both have", async () => {
    const { region: _, ...nowhere } = tier;
    expect(await problemsOf({ ...least, tiers: { nyc: nowhere, ams: nowhere } })).toEqual([
      "tiers.nyc.region  is missing",
      "tiers.ams.region  is missing",
    ]);
  });

  it("are overrides of what the component decides", async () => {
    expect(await problemsOf({ ...least, loadBalancerArgs: { type: "REGIONAL" } })).toEqual([
      "loadBalancerArgs.type  is decided by the component",
    ]);
  });
});

describe("the runbook of a global web tier", () => {
  const urn =
    "'urn:pulumi:dev::shop::infrafabric-digitalocean:index:GlobalWebTier$digitalocean:index/loadBalancer:LoadBalancer::world-glb'";
  const runbookOf = async (more: Partial<GlobalWebTierArgs>) =>
    String(await settled((await world(more)).result.recoveryRunbook));
  const sectionsOf = (markdown: string) => markdown.split("\n## ").slice(1);

  it("leaves the tier of each region for another one", async () => {
    const [nyc = "", ams = "", ...more] = sectionsOf(await runbookOf({ healthCheckPath: "/healthz" }));
    expect(more).toEqual([]);
    expect(nyc).toContain("If nyc3 fails: leave the tier nyc for ams");
    expect(ams).toContain("If ams3 fails: leave the tier ams for nyc");
    expect([...nyc.matchAll(/```sh\n {3}(.*?)\n {3}```/gs)].flatMap(([, run = ""]) => run.split("\n   "))).toEqual([
      "curl -sS -o /dev/null -w '%{http_code}\\n' https://nyc-www.example.com/healthz",
      "curl -sS -o /dev/null -w '%{http_code}\\n' https://ams-www.example.com/healthz",
      `pulumi up --stack dev --target ${urn}`,
      "doctl compute load-balancer get world-glb-id",
      `pulumi up --stack dev --target ${urn}`,
    ]);
    expect(nyc).toContain('set `primary: "ams"`');
    expect(nyc).toContain("remove `primary`");
  });

  it("goes back to the primary tier, and has nothing to change for others", async () => {
    const [nyc = "", ams = ""] = sectionsOf(await runbookOf({ primary: "ams" }));
    expect(ams).toContain('stay away, set `primary: "nyc"`');
    expect(ams).toContain('answers again, set `primary: "ams"`');
    expect(nyc).toContain("If nyc3 fails: nothing to change");
    expect(nyc).toContain("everybody is sent to the tier ams");
    expect(nyc).not.toContain("pulumi up");
  });
});
