import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ArgumentsError } from "../component/arguments-error";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { GovernedNetwork } from "./governed-network";
import type { GovernedNetworkArgs } from "./governed-network-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 500
    regions: { allowed: [nyc3, sfo3, blr1], disallowed: [nyc1] }
    required_tags: [environment, owner]
rules: { firewall-has-targets: { level: mandatory } }
exempt_in_code: [firewall-no-public-ingress]
`;

const least = { governor: settings, vpcs: { nyc3: { region: "nyc3" } } } satisfies GovernedNetworkArgs;

const tiers = {
  tiers: ["web", "db"],
  allow: [
    { from: "internet", to: "web", ports: [443] },
    { from: "web", to: "db", ports: [5432] },
  ],
} satisfies Partial<GovernedNetworkArgs>;

const network = (more: Partial<GovernedNetworkArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new GovernedNetwork("net", { ...least, ...more }, opts), setting);

/** The error that bad arguments make, with nothing registered. */
async function errorOf(args: unknown): Promise<ArgumentsError> {
  return refusalOf(GovernedNetwork, ["net", args]);
}

/** The problems of the error, without the hints, as `path  message`. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  return inShort(await errorOf(args));
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a network", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await network({
      ...tiers,
      vpcs: { nyc3: { region: "nyc3", natGateway: true }, "db-sfo3": { region: "sfo3" } },
    });
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toMatchInlineSnapshot(`
      [
        "infrafabric-digitalocean:index:GovernedNetwork$firewall:Firewall::net-firewall-db",
        "infrafabric-digitalocean:index:GovernedNetwork$firewall:Firewall::net-firewall-web",
        "infrafabric-digitalocean:index:GovernedNetwork$tag:Tag::net-tag-db",
        "infrafabric-digitalocean:index:GovernedNetwork$tag:Tag::net-tag-web",
        "infrafabric-digitalocean:index:GovernedNetwork$vpc:Vpc::net-vpc-db-sfo3",
        "infrafabric-digitalocean:index:GovernedNetwork$vpc:Vpc::net-vpc-nyc3",
        "infrafabric-digitalocean:index:GovernedNetwork$vpcNatGateway:VpcNatGateway::net-nat-nyc3",
        "infrafabric-digitalocean:index:GovernedNetwork$vpcPeering:VpcPeering::net-peering-db-sfo3--nyc3",
        "infrafabric-digitalocean:index:GovernedNetwork::net",
      ]
    `);
  });

  it("is VPCs with ranges of their own, which other VPCs do not move", async () => {
    const { resources, result } = await network({ vpcs: { nyc3: { region: "nyc3" }, sfo3: { region: "sfo3" } } });
    expect(inputsOf(resources, "net-vpc-nyc3")).toMatchInlineSnapshot(`
      {
        "description": "Network net: nyc3",
        "ipRange": "10.151.192.0/20",
        "region": "nyc3",
      }
    `);
    expect(inputsOf(resources, "net-vpc-sfo3")).toMatchInlineSnapshot(`
      {
        "description": "Network net: sfo3",
        "ipRange": "10.208.192.0/20",
        "region": "sfo3",
      }
    `);
    const alone = await network();
    expect(inputsOf(alone.resources, "net-vpc-nyc3")).toEqual(inputsOf(resources, "net-vpc-nyc3"));
    expect(await settled(result.ipRanges)).toEqual({
      nyc3: inputsOf(resources, "net-vpc-nyc3").ipRange,
      sfo3: inputsOf(resources, "net-vpc-sfo3").ipRange,
    });
    const other = await network({}, { stack: "prod" });
    expect(inputsOf(other.resources, "net-vpc-nyc3").ipRange).not.toBe(inputsOf(resources, "net-vpc-nyc3").ipRange);
  });

  it("allocates from a range and of a size that are given, and keeps a range that is given", async () => {
    const { resources } = await network({
      ipRange: "192.168.0.0/16",
      prefixLength: 24,
      vpcs: { a: { region: "nyc3" }, b: { region: "nyc3", ipRange: "172.20.0.0/16" } },
    });
    expect(inputsOf(resources, "net-vpc-a").ipRange).toMatch(/^192\.168\.\d+\.0\/24$/);
    expect(inputsOf(resources, "net-vpc-b").ipRange).toBe("172.20.0.0/16");
  });

  it("peers each VPC with every other one, by keys in order", async () => {
    const vpcs = { c: { region: "sfo3" }, a: { region: "nyc3" }, b: { region: "nyc3" } };
    const { resources } = await network({ vpcs }, { preview: false });
    const peerings = resources.filter(({ kind }) => kind === "VpcPeering");
    expect(peerings.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["net-peering-a--b", { vpcIds: ["net-vpc-a-id", "net-vpc-b-id"] }],
      ["net-peering-a--c", { vpcIds: ["net-vpc-a-id", "net-vpc-c-id"] }],
      ["net-peering-b--c", { vpcIds: ["net-vpc-b-id", "net-vpc-c-id"] }],
    ]);
    const some = await network({ vpcs, peerings: [{ vpc: "c", peer: "b" }] });
    expect(some.resources.filter(({ kind }) => kind === "VpcPeering").map(({ name }) => name)).toEqual([
      "net-peering-b--c",
    ]);
    expect((await network({ vpcs, peerings: [] })).resources.map(({ kind }) => kind)).not.toContain("VpcPeering");
  });

  it("leads out of a VPC by a NAT gateway where one is wanted", async () => {
    const { resources, result } = await network(
      { vpcs: { a: { region: "nyc3", natGateway: true }, b: { region: "sfo3" } }, natGatewayArgs: { size: 2 } },
      { preview: false },
    );
    expect(inputsOf(resources, "net-nat-a")).toEqual({
      type: "PUBLIC",
      region: "nyc3",
      size: 2,
      vpcs: [{ vpcUuid: "net-vpc-a-id", defaultGateway: true }],
    });
    expect(Object.keys(result.natGateways)).toEqual(["a"]);
    // Two nodes at 40; VPCs are free, and the traffic of the peering is not known.
    expect(await settled(result.monthlyCost)).toBe(80);
    expect(await settled(result.unpriced)).toEqual([
      expect.stringMatching(/^net-peering-a--b: billed by traffic, .*usage\.vpc_peering\.outbound_gib is not set/),
    ]);
  });

  it("uses an existing VPC like its own, and allocates nothing in its range", async () => {
    const mine = inputsOf((await network()).resources, "net-vpc-nyc3").ipRange;
    const old = { region: "sfo3", vpcId: "5a4981aa-9653-4bd1-bef5-d6bff52042e4", natGateway: true };
    const { resources, result } = await network(
      { vpcs: { nyc3: { region: "nyc3" }, old: { ...old, ipRange: "10.1.0.0/20" } } },
      { preview: false },
    );
    expect(resources.filter(({ kind }) => kind === "Vpc").map(({ name }) => name)).toEqual(["net-vpc-nyc3"]);
    expect(inputsOf(resources, "net-peering-nyc3--old")).toEqual({ vpcIds: ["net-vpc-nyc3-id", old.vpcId] });
    expect(inputsOf(resources, "net-nat-old")).toMatchObject({ vpcs: [{ vpcUuid: old.vpcId }] });
    expect(await settled(result.vpcIds)).toEqual({ nyc3: "net-vpc-nyc3-id", old: old.vpcId });
    expect(await settled(result.ipRanges)).toEqual({ nyc3: mine, old: "10.1.0.0/20" });
    const unknown = await network({ vpcs: { nyc3: { region: "nyc3" }, old } });
    expect(await settled(unknown.result.ipRanges)).toEqual({ nyc3: mine });
    expect(await problemsOf({ ...least, vpcs: { nyc3: { region: "nyc3" }, old: { ...old, ipRange: mine } } })).toEqual([
      expect.stringContaining(
        `vpcs.nyc3.ipRange  must be given: the allocated range ${mine} overlaps ${mine}, the range`,
      ),
    ]);
  });

  it("says by which settings it was governed", async () => {
    const { resources } = await network();
    expect(inputsOf(resources, "net")).toEqual({
      governor: {
        digest: expect.stringMatching(/^[0-9a-f]{16}$/),
        version: expect.any(String),
        controls: expect.arrayContaining(["firewall-no-public-ingress", "vpc-same-region"]),
      },
    });
  });

  it("passes on protect and the description of its VPCs", async () => {
    const { resources } = await network({ vpcArgs: { description: "shop" } }, undefined, { protect: true });
    expect(inputsOf(resources, "net-vpc-nyc3")).toMatchObject({ description: "shop" });
  });
});

describe("tiers", () => {
  it("are joined by a tag that names project, stack, network and tier, and nothing else has", async () => {
    const { resources, result } = await network(tiers);
    const tags = await settled(result.tierTags);
    expect(tags).toEqual({
      web: expect.stringMatching(/^shop-dev-net-web-[0-9a-f]{8}$/),
      db: expect.stringMatching(/^shop-dev-net-db-[0-9a-f]{8}$/),
    });
    expect(inputsOf(resources, "net-tag-web").name).toBe(Object(tags).web);
    expect(inputsOf(resources, "net-firewall-web").tags).toEqual([Object(tags).web]);
  });

  it("take and send what is allowed, and what updates and name resolution need", async () => {
    const { resources, result } = await network(tiers);
    const { web, db } = Object(await settled(result.tierTags));
    const everywhere = ["0.0.0.0/0", "::/0"];
    const services = [
      ["tcp", "443"],
      ["tcp", "80"],
      ["tcp", "53"],
      ["udp", "53"],
      ["udp", "123"],
    ].map(([protocol, portRange]) => ({ protocol, portRange, destinationAddresses: everywhere }));
    expect(inputsOf(resources, "net-firewall-web")).toEqual({
      tags: [web],
      inboundRules: [{ protocol: "tcp", portRange: "443", sourceAddresses: everywhere }],
      outboundRules: [...services, { protocol: "tcp", portRange: "5432", destinationTags: [db] }],
    });
    expect(inputsOf(resources, "net-firewall-db")).toEqual({
      tags: [db],
      inboundRules: [{ protocol: "tcp", portRange: "5432", sourceTags: [web] }],
      outboundRules: services,
    });
  });

  it("send nothing but what is allowed where outbound is closed", async () => {
    const { resources, result } = await network({ ...tiers, closedOutbound: true });
    const { db } = Object(await settled(result.tierTags));
    expect(inputsOf(resources, "net-firewall-web").outboundRules).toEqual([
      { protocol: "tcp", portRange: "5432", destinationTags: [db] },
    ]);
    expect(inputsOf(resources, "net-firewall-db").outboundRules).toEqual([]);
  });

  it("have one rule for each protocol and port, whoever is on the other side", async () => {
    const { resources, result } = await network({
      tiers: ["app", "db"],
      closedOutbound: true,
      allow: [
        { from: "app", to: "db", ports: [5432], portRanges: ["9000-9100"] },
        { from: "db", to: "db", ports: [5432] },
        { from: "10.1.0.0/20", to: "db", ports: [5432] },
        { from: "203.0.113.7", to: "db", protocol: "icmp" },
        { from: "db", to: "internet", ports: [123], protocol: "udp" },
        { from: "db", to: "203.0.113.0/24", ports: [123], protocol: "udp" },
      ],
    });
    const { app, db } = Object(await settled(result.tierTags));
    expect(inputsOf(resources, "net-firewall-db")).toEqual({
      tags: [db],
      inboundRules: [
        { protocol: "tcp", portRange: "5432", sourceAddresses: ["10.1.0.0/20"], sourceTags: [app, db] },
        { protocol: "tcp", portRange: "9000-9100", sourceTags: [app] },
        { protocol: "icmp", sourceAddresses: ["203.0.113.7"] },
      ],
      outboundRules: [
        { protocol: "tcp", portRange: "5432", destinationTags: [db] },
        { protocol: "udp", portRange: "123", destinationAddresses: ["0.0.0.0/0", "::/0", "203.0.113.0/24"] },
      ],
    });
  });

  it("let through exactly what is allowed, on both sides, however it is written", async () => {
    const names = ["web", "app", "db"];
    const tier = fc.constantFrom(...names);
    const entry = fc.record({
      from: tier,
      to: tier,
      ports: fc.uniqueArray(fc.constantFrom(22, 443, 5432), { minLength: 1 }),
      protocol: fc.constantFrom("tcp" as const, "udp" as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), async (allow) => {
        const isNamed = (name: string) => allow.some(({ from, to }) => from === name || to === name);
        const { resources, result } = await network({ tiers: names.filter(isNamed), allow, closedOutbound: true });
        const tierOf = new Map(
          Object.entries(Object(await settled(result.tierTags))).map(([name, tag]) => [tag, name]),
        );
        /** `web db tcp 5432`, as the firewalls of one side have it. */
        const passing = (list: string, peers: string, words: (own: string, peer: unknown) => string) =>
          resources
            .filter(({ kind }) => kind === "Firewall")
            .flatMap(({ name, inputs }) =>
              Object(inputs)[list].flatMap((rule: Record<string, readonly unknown[]>) => {
                expect(Object.keys(rule).sort()).toEqual(["portRange", "protocol", peers].sort());
                const own = name.replace("net-firewall-", "");
                return rule[peers]?.map((tag) => `${words(own, tierOf.get(tag))} ${rule.protocol} ${rule.portRange}`);
              }),
            )
            .sort();
        const all = allow.flatMap(({ from, to, ports, protocol }) =>
          ports.map((port) => `${from} ${to} ${protocol} ${port}`),
        );
        const allowed = [...new Set(all)].sort();
        expect(passing("inboundRules", "sourceTags", (own, peer) => `${peer} ${own}`)).toEqual(allowed);
        expect(passing("outboundRules", "destinationTags", (own, peer) => `${own} ${peer}`)).toEqual(allowed);
      }),
      { numRuns: 30 },
    );
  });

  it("open no port to the internet that is not meant for it, but by an exemption", async () => {
    const open = { ...least, tiers: ["web"], allow: [{ from: "internet", to: "web", ports: [80, 8080] }] };
    expect(await problemsOf(open)).toEqual([
      expect.stringMatching(/^allow\[0\]\.from {2}the internet can reach port 8080 .*\(firewall-no-public-ingress\)$/),
    ]);
    const admin = [
      { from: "203.0.113.0/24", to: "web", ports: [22] },
      { from: "0.0.0.0/0", to: "web", ports: [22] },
    ];
    expect(await problemsOf({ ...open, allow: admin })).toEqual([
      expect.stringMatching(/^allow\[\d\]\.from {2}the internet can reach port 22 \(SSH\)/),
    ]);
    const rule = "firewall-no-public-ingress";
    const exempt = { ...open, exemptions: [{ rule, reason: "a test", owner: "ann", expires: "2999-12-31" }] };
    expect(inputsOf((await network(exempt)).resources, "net-firewall-web").inboundRules).toHaveLength(2);
  });
});

describe("bad arguments", () => {
  it("are all named at once, and nothing is registered", async () => {
    const problems = await problemsOf({
      governor: settings,
      vpcs: {
        a: { region: "nyc1", ipRange: "10.0.0.0/8" },
        b: { region: "nyc3", ipRange: "10.1.0.0/20" },
        c: { region: "nyc3", ipRange: "8.8.8.0/24" },
        d: { region: "sfo3", ipRange: "192.168.0.0/29" },
        e: { region: "nyc3", ipRange: "10.17.16.0/20" },
        f: { region: "sfo3", ipRange: "10.17.32.0/20" },
        g: { region: "sfo3", ipRange: "somewhere" },
      },
      peerings: [
        { vpc: "b", peer: "f" },
        { vpc: "f", peer: "b" },
        { vpc: "a", peer: "a" },
        { vpc: "a", peer: "z" },
        { vpc: "a", peer: "b" },
      ],
      tiers: ["web", "db", "web", "internet"],
      allow: [
        { from: "wbe", to: "db", ports: [5432] },
        { from: "web", to: "cache", ports: [6379] },
        { from: "internet", to: "10.0.0.0/33", ports: [1] },
        { from: "internet", to: "203.0.113.0/24", ports: [1] },
        { from: "web", to: "db" },
        { from: "web", to: "db", protocol: "icmp", ports: [7] },
        { from: "web", to: "db", ports: [70_000], portRanges: ["9000-8000"] },
      ],
      natGatewayArgs: { size: 1 },
      vpcArgs: { ipRange: "10.3.0.0/16" },
    });
    expect(problems).toMatchInlineSnapshot(`
      [
        "vpcs.b.ipRange  10.1.0.0/20 overlaps 10.0.0.0/8, the range of the VPC "a"",
        "vpcs.e.ipRange  10.17.16.0/20 overlaps 10.0.0.0/8, the range of the VPC "a"",
        "vpcs.f.ipRange  10.17.32.0/20 overlaps 10.0.0.0/8, the range of the VPC "a"",
        "vpcArgs.ipRange  is decided by the component",
        "peerings[1]  is the same pair as peerings[0]",
        "peerings[2]  peers the VPC "a" with itself",
        "peerings[3].peer  is not a key of vpcs, found "z"",
        "peerings[0]  the VPCs "b" and "f" cannot be peered: 10.17.32.0/20 overlaps 10.17.0.0/16, which DigitalOcean reserves in nyc3",
        "natGatewayArgs  is for NAT gateways, but no VPC has one",
        "tiers[2]  "web" is a duplicate",
        "tiers[3]  "internet" stands for everybody outside, and cannot be a tier",
        "allow[0].from  is neither a tier, nor "internet", nor a network in CIDR notation, found "wbe"",
        "allow[1].to  is neither a tier, nor "internet", nor a network in CIDR notation, found "cache"",
        "allow[2].to  is neither a tier, nor "internet", nor a network in CIDR notation, found "10.0.0.0/33"",
        "allow[3]  names no tier, so no firewall is there to allow it",
        "allow[4].ports  is missing",
        "allow[5].ports  is for tcp and udp: ICMP has no ports",
        "vpcs.a.ipRange  the range "10.0.0.0/8" is larger than /16; allowed: private ranges (RFC 1918) from /16 to /28 that DigitalOcean does not reserve (DigitalOcean OpenAPI, 7 Aug 2026; DigitalOcean docs: VPC limits, Sep 2025) (platform-limits)",
        "vpcs.a.region  invalid region "nyc1": it is disallowed (region-allowed)",
        "vpcs.c.ipRange  the range "8.8.8.0/24" is not private; allowed: private ranges (RFC 1918) from /16 to /28 that DigitalOcean does not reserve (DigitalOcean OpenAPI, 7 Aug 2026; DigitalOcean docs: VPC limits, Sep 2025) (platform-limits)",
        "vpcs.d.ipRange  the range "192.168.0.0/29" is smaller than /28; allowed: private ranges (RFC 1918) from /16 to /28 that DigitalOcean does not reserve (DigitalOcean OpenAPI, 7 Aug 2026; DigitalOcean docs: VPC limits, Sep 2025) (platform-limits)",
        "vpcs.e.ipRange  the range "10.17.16.0/20" overlaps 10.17.0.0/16, which DigitalOcean reserves in nyc3; allowed: private ranges (RFC 1918) from /16 to /28 that DigitalOcean does not reserve (DigitalOcean OpenAPI, 7 Aug 2026; DigitalOcean docs: VPC limits, Sep 2025) (platform-limits)",
        "vpcs.g.ipRange  the range "somewhere" is not a valid range; allowed: private ranges (RFC 1918) from /16 to /28 that DigitalOcean does not reserve (DigitalOcean OpenAPI, 7 Aug 2026; DigitalOcean docs: VPC limits, Sep 2025) (platform-limits)",
        "allow[6].ports  found "70000"; allowed: a port, a range such as 8000-9000, or 0 or all for every port; ports are 1 to 65535 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "allow[6].portRanges  found "9000-8000"; allowed: a port, a range such as 8000-9000, or 0 or all for every port; ports are 1 to 65535 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
      ]
    `);
  });

  it.each<[string, unknown, string]>([
    ["no VPCs", { vpcs: {} }, "vpcs"],
    ["nothing at all", { vpcs: undefined }, "vpcs"],
    ["a key that is no name", { vpcs: { "New York": { region: "nyc3" } } }, "vpcs.<key of 8 characters>"],
    ["a key that peerings could not be told apart by", { vpcs: { "a--b": { region: "nyc3" } } }, "vpcs.a--b"],
    ["a VPC without a region", { vpcs: { a: {} } }, "vpcs.a.region"],
    ["a region that is not known yet", { vpcs: { a: { region: pulumi.output("nyc3") } } }, "vpcs.a.region"],
    [
      "a range that is not known yet",
      { vpcs: { a: { region: "nyc3", ipRange: pulumi.output("") } } },
      "vpcs.a.ipRange",
    ],
    ["a pool that is not a valid range", { ipRange: "10.0.0.0" }, "ipRange"],
    ["a pool that is too small", { ipRange: "10.70.0.0/24" }, "ipRange"],
    ["a pool that is not private", { ipRange: "8.0.0.0/8" }, "ipRange"],
    ["ranges that are too large for DigitalOcean", { prefixLength: 14 }, "prefixLength"],
    ["ranges that are too small for it", { prefixLength: 29 }, "prefixLength"],
    ["a prefix that there is not", { prefixLength: 33 }, "prefixLength"],
    ["used ranges that are none", { usedRanges: ["10.0.0.0/40"] }, "usedRanges[0]"],
    ["a pool that is used up", { ipRange: "10.70.0.0/20", usedRanges: ["10.70.0.0/16"] }, "vpcs.nyc3.ipRange"],
    [
      "a mesh with a datacenter that peers with none",
      { vpcs: { a: { region: "nyc3" }, b: { region: "BLR1" } } },
      "peerings",
    ],
    ["an empty list of ports", { ...tiers, allow: [{ from: "web", to: "db", ports: [] }] }, "allow[0].ports"],
    ["port 0", { ...tiers, allow: [{ from: "web", to: "db", ports: [0] }] }, "allow[0].ports[0]"],
    [
      "a protocol that there is not",
      { ...tiers, allow: [{ from: "web", to: "db", ports: [1], protocol: "sctp" }] },
      "allow[0].protocol",
    ],
    ["a tier that is no name", { tiers: ["Web 1"] }, "tiers[0]"],
    ["closed tiers with nothing allowed", { tiers: ["web"], closedOutbound: true }, "closedOutbound"],
    ["closed tiers of which there are none", { closedOutbound: true }, "closedOutbound"],
    ["overrides of no VPC", { vpcs: { a: { region: "nyc3", vpcId: "x" } }, vpcArgs: { description: "x" } }, "vpcArgs"],
    [
      "a gateway in a region that is not allowed",
      { vpcs: { a: { region: "nyc1", natGateway: true } } },
      "vpcs.a.region",
    ],
    [
      "a size that no gateway has",
      { vpcs: { a: { region: "nyc3", natGateway: true } }, natGatewayArgs: { size: 0 } },
      "natGatewayArgs.size",
    ],
    [
      "more rules than a firewall has",
      {
        tiers: ["web"],
        allow: [{ from: "10.0.0.0/8", to: "web", ports: Array.from({ length: 46 }, (_, port) => port + 1) }],
      },
      "allow",
    ],
    ["another misspelled argument", { vpc: {} }, "vpc"],
  ])("%s", async (_, args, path) => {
    const paths = (await problemsOf({ ...least, ...Object(args) })).map((problem) => problem.split("  ")[0]);
    expect(paths).toContain(path);
  });

  it.each<[string, object, string]>([
    [
      "a prefix, although the range has no room for the usual one",
      { ipRange: "10.70.0.0/24", prefixLength: 33 },
      "prefixLength",
    ],
    ["a range, although the usual ones are used", { ipRange: "8.0.0.0/33", usedRanges: ["10.0.0.0/8"] }, "ipRange"],
    [
      "tiers, although allow names one",
      { tiers: ["web", 7], allow: [{ from: "web", to: "internet", ports: [1] }] },
      "tiers[1]",
    ],
  ])("are blamed alone: %s", async (_, args, path) => {
    expect((await problemsOf({ ...least, ...args })).map((problem) => problem.split("  ")[0])).toEqual([path]);
  });

  it("say which range is free where two keys hit the same", async () => {
    const vpcs = { nyc3: { region: "nyc3" }, sfo3: { region: "sfo3" }, fra1: { region: "sfo3" } };
    const error = await errorOf({ ...least, ipRange: "10.70.0.0/18", vpcs });
    expect(error.message).toMatchInlineSnapshot(`
      "GovernedNetwork "net" cannot be created: 1 problem, nothing was registered
      vpcs.sfo3.ipRange  must be given: the allocated range 10.70.0.0/20 overlaps 10.70.0.0/20, the range of the VPC "nyc3"
                         do: set ipRange of whichever of the two VPCs is newer to a range that is free, such as 10.70.16.0/20"
    `);
    const free = error.problems.map(({ hint }) => /such as (\S+)$/.exec(hint ?? "")?.[1]);
    expect(free).not.toContain(undefined);
  });
});
