import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindNamed } from "../kinds/index";
import { usageSchema } from "../settings/usage-schema";
import { type ResourceView, viewOf } from "../view/resource";
import { unknown, type ValueMap } from "../view/value";
import { estimateCost } from "./estimate";
import { roundCents } from "./money";
import type { UsageAssumptions } from "./price";
import { defaultUsage, usageKeys } from "./usage";

function resource(kind: string, name: string, inputs: ValueMap): ResourceView {
  const known = kindNamed(kind);
  if (known === undefined) throw new Error(`no kind ${kind}`);
  const urn = `urn:pulumi:dev::p::${known.type}::${name}`;
  return viewOf({ urn, type: known.type, name, inputs, id: name }, known);
}

type Resources = readonly (readonly [kind: string, name: string, inputs: ValueMap])[];

/** The lines that follow from assumptions: name, low, expected and high. */
function used(resources: Resources, usage: Partial<UsageAssumptions>) {
  return estimateCost(
    resources.map((one) => resource(...one)),
    { ...defaultUsage, ...usage },
  ).entries.flatMap(({ kind, charge, price }) =>
    charge === "usage" && price.state === "priced"
      ? [[kind, ...[price.monthly.low, price.monthly.expected, price.monthly.high].map(roundCents)]]
      : [],
  );
}

const web: Resources = [["Droplet", "web", { size: "s-1vcpu-1gb" }]];
const pool: Resources = [
  ["KubernetesNodePool", "pool", { size: "s-2vcpu-4gb", autoScale: true, minNodes: 1, maxNodes: 3 }],
];
const spec = { services: [{ instanceSizeSlug: "apps-s-1vcpu-1gb", instanceCount: 2 }] };
const global: Resources = [["LoadBalancer", "lb", { type: "GLOBAL" }]];
const vpcs: Resources = [
  ["Vpc", "a", { region: "nyc3" }],
  ["Vpc", "b", { region: "ams3" }],
  ["VpcPeering", "peering", { vpcIds: ["a", "b"] }],
];

describe("usage beyond what is included", () => {
  it.each<[string, Resources, Partial<UsageAssumptions>, readonly (readonly (string | number)[])[]]>([
    ["nothing assumed", web, {}, []],
    ["less than a Droplet's 1 TiB", web, { droplet: { outbound_gib: 1000 } }, [["Droplet transfer", 0, 0, 0]]],
    ["1,000 GiB more", web, { droplet: { outbound_gib: 2024 } }, [["Droplet transfer", 10, 10, 10]]],
    [
      "what an idle Droplet leaves to a busy one",
      [...web, ["Droplet", "idle", { size: "s-1vcpu-1gb" }]],
      { resources: { web: { outbound_gib: 3048 } } },
      [["Droplet transfer", 10, 10, 10]],
    ],
    [
      "a kind and a name before a name before a kind",
      [...web, ["Droplet", "idle", { size: "s-1vcpu-1gb" }]],
      {
        droplet: { outbound_gib: 9999 },
        resources: { web: { outbound_gib: 0 }, idle: { outbound_gib: 9999 }, "Droplet::idle": { outbound_gib: 2148 } },
      },
      [["Droplet transfer", 1, 1, 1]],
    ],
    [
      "a size whose allowance was not found",
      [["Droplet", "gpu", { size: "gpu-4000adax1-20gb" }]],
      { droplet: { outbound_gib: 100 } },
      [["Droplet transfer", 0, 1, 1]],
    ],
    ["nodes of a pool", pool, { droplet: { outbound_gib: 4196 } }, [["Droplet transfer", 1, 1, 3]]],
    [
      "two containers of 150 GiB",
      [["App", "shop", { spec }]],
      { app: { outbound_gib: 400 } },
      [["App transfer", 2, 2, 2]],
    ],
    [
      "a container of unknown size",
      [["App", "shop", { spec: { services: [{ instanceSizeSlug: unknown }] } }]],
      { app: { outbound_gib: 400 } },
      [["App transfer", 0, 8, 8]],
    ],
    [
      "functions beyond the free 90,000 GiB-seconds",
      [["App", "shop", { spec: { functions: [{ name: "f" }] } }]],
      { app: { function_gib_seconds: 1_090_000 } },
      [["Functions", 18.5, 18.5, 18.5]],
    ],
    [
      "a NAT gateway of two nodes",
      [["VpcNatGateway", "nat", { size: 2 }]],
      { nat_gateway: { outbound_gib: 300 } },
      [["NAT gateway transfer", 1, 1, 1]],
    ],
    ["a peering of two datacenters", vpcs, { vpc_peering: { outbound_gib: 500 } }, [["VPC peering transfer", 5, 5, 5]]],
    ["requests", global, { load_balancer: { requests_million: 35 } }, [["Global load balancer requests", 7, 7, 7]]],
    [
      "1 TiB in TB",
      global,
      { load_balancer: { outbound_gib: 1024 } },
      [["Global load balancer transfer", 1.99, 1.99, 1.99]],
    ],
    ["a regional load balancer", [["LoadBalancer", "lb", {}]], { load_balancer: { requests_million: 35 } }, []],
    [
      "a registry that grows",
      [["ContainerRegistry", "images", { subscriptionTierSlug: "basic" }]],
      { container_registry: { storage_gib: 55, growth_gib: 100 } },
      [["Container registry storage", 1, 2, 3]],
    ],
    [
      "buckets that grow",
      [["SpacesBucket", "files", {}]],
      { spaces: { ...defaultUsage.spaces, storage_gib: 300, growth_gib: 100 } },
      [["Spaces usage", 1, 2, 3]],
    ],
  ])("%s", (_, resources, usage, expected) => {
    expect(used(resources, usage)).toEqual(expected);
  });

  it("says how it was worked out", () => {
    const { entries } = estimateCost([resource("Droplet", "web", { size: "s-1vcpu-1gb" })], {
      ...defaultUsage,
      droplet: { outbound_gib: 2024 },
    });
    expect(entries.at(-1)).toMatchObject({
      kind: "Droplet transfer",
      price: { basis: "2,024 GiB sent out, 1,024 included, beyond that $0.01 each", billing: "usage" },
    });
  });
});

describe("assumptions that change a price", () => {
  const expected = (kind: string, inputs: ValueMap, usage: Partial<UsageAssumptions>) => {
    const [entry] = estimateCost([resource(kind, "one", inputs)], { ...defaultUsage, ...usage }).entries;
    return entry?.price.state === "priced" ? roundCents(entry.price.monthly.expected) : entry?.price;
  };

  it("hours of jobs, of the 672 that are billed", () => {
    const job = {
      spec: { jobs: [{ kind: "SCHEDULED", schedule: { cron: "0 3 * * *" }, instanceSizeSlug: "apps-s-2vcpu-4gb" }] },
    };
    expect(expected("App", job, { app: { job_hours: 67.2 } })).toBe(5);
    expect(expected("App", job, { app: { job_hours: 9999 } })).toBe(50);
    expect(expected("App", job, {})).toBe(0.04);
  });

  it("functions alone have a price of their own line", () => {
    const functions = { spec: { functions: [{ name: "f" }] } };
    expect(expected("App", functions, {})).toMatchObject({ state: "unpriced" });
    expect(expected("App", functions, { app: { function_gib_seconds: 1 } })).toEqual({
      state: "free",
      basis: "functions are billed by use",
    });
  });

  it("growth of a database's storage, up to what its plan can have", () => {
    const db = { engine: "pg", size: "db-s-1vcpu-1gb", nodeCount: 1, storageAutoscale: { enabled: true } };
    expect(expected("DatabaseCluster", db, { database: { growth_gib: 20 } })).toBe(roundCents(15.15 + 10 * 0.215));
    expect(expected("DatabaseCluster", db, { database: { growth_gib: 900 } })).toBe(roundCents(15.15 + 20 * 0.215));
    const { storageAutoscale: _, ...still } = db;
    expect(expected("DatabaseCluster", still, { database: { growth_gib: 20 } })).toBe(15.15);
  });

  it("domains of a global load balancer after the fifth", () => {
    const domains = Array.from({ length: 7 }, (_, index) => ({ name: `${index}.example.com` }));
    expect(expected("LoadBalancer", { type: "GLOBAL", domains }, {})).toBe(15.28);
  });
});

describe("whatever is assumed of whatever stack", () => {
  const gib = fc.double({ min: 0, max: 1e6, noNaN: true });
  const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const size = fc.constantFrom("s-1vcpu-1gb", "s-2vcpu-4gb", "gpu-4000adax1-20gb", "no-such-size");
  const nodes = fc.record({ min: fc.nat(5), more: fc.nat(5) });
  const one = fc.oneof(
    size.map((slug) => ["Droplet", { size: slug, backups: true }] as const),
    fc
      .tuple(size, nodes)
      .map(
        ([slug, { min, more }]) =>
          ["KubernetesNodePool", { size: slug, autoScale: true, minNodes: min, maxNodes: min + more }] as const,
      ),
    nodes.map(
      ({ min, more }) =>
        [
          "App",
          {
            spec: {
              services: [{ autoscaling: { minInstanceCount: min + 1, maxInstanceCount: min + more + 1 } }],
              staticSites: [{ name: "s" }],
            },
          },
        ] as const,
    ),
    fc.constantFrom(
      ["SpacesBucket", {}] as const,
      ["UptimeCheck", {}] as const,
      ["LoadBalancer", { type: "GLOBAL" }] as const,
      ["ContainerRegistry", { subscriptionTierSlug: "basic" }] as const,
      ["ReservedIp", {}] as const,
      ["VpcNatGateway", { size: 1 }] as const,
    ),
  );
  const assumptions = fc
    .record({ outbound: some(gib), growth: some(gib), requests: some(gib) })
    .map(({ outbound, growth, requests }): UsageAssumptions => {
      const sent = outbound === undefined ? {} : { outbound_gib: outbound };
      const grows = growth === undefined ? {} : { growth_gib: growth };
      return {
        spaces: { ...defaultUsage.spaces, ...sent, ...grows },
        droplet: sent,
        app: sent,
        nat_gateway: sent,
        load_balancer: { ...sent, ...(requests === undefined ? {} : { requests_million: requests }) },
        container_registry: grows,
      };
    });
  const stacks = fc
    .array(one, { maxLength: 12 })
    .map((all) => all.map(([kind, inputs], index) => resource(kind, `r${index}`, inputs)));

  it("totals are the sums of their entries, low is at most expected and expected at most high", () => {
    fc.assert(
      fc.property(stacks, assumptions, (resources, usage) => {
        const { entries, total, fixed, usage: byUse } = estimateCost(resources, usage);
        for (const bound of ["low", "expected", "high"] as const) {
          const sum = (charge: string) =>
            entries.reduce(
              (all, entry) =>
                entry.charge === charge && entry.price.state === "priced" ? all + entry.price.monthly[bound] : all,
              0,
            );
          expect(fixed[bound]).toBeCloseTo(sum("fixed"), 1);
          expect(byUse[bound]).toBeCloseTo(sum("usage"), 1);
          expect(total[bound]).toBeCloseTo(sum("fixed") + sum("usage"), 1);
        }
        for (const { price } of entries) {
          if (price.state !== "priced") continue;
          expect(price.monthly.low).toBeGreaterThanOrEqual(0);
          expect(price.monthly.low).toBeLessThanOrEqual(price.monthly.expected);
          expect(price.monthly.expected).toBeLessThanOrEqual(price.monthly.high);
        }
      }),
    );
  });

  it("the order of adding does not matter", () => {
    fc.assert(
      fc.property(stacks, assumptions, (resources, usage) => {
        const forward = estimateCost(resources, usage).total;
        const backward = estimateCost([...resources].reverse(), usage).total;
        for (const bound of ["low", "expected", "high"] as const)
          expect(forward[bound]).toBeCloseTo(backward[bound], 1);
      }),
    );
  });
});

it("knows of each section what can be assumed of one of its resources, as the settings take it", () => {
  const { resources, spaces, ...sections } = usageSchema().shape;
  const taken = Object.entries(sections).map(([name, section]) => [name, Object.keys(section.unwrap().shape)]);
  expect({ ...Object.fromEntries(taken), spaces: [] }).toEqual(usageKeys);
});
