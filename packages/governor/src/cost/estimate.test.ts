import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundledDropletSizes } from "../catalogue/bundled-droplet-sizes";
import { kindNamed, kindOf } from "../kinds/index";
import { type ResourceRecord, type ResourceView, viewOf } from "../view/resource";
import { hidden, unknown, type ValueMap } from "../view/value";
import { costTotal, estimateCost } from "./estimate";
import { roundCents } from "./money";
import type { Price, UsageAssumptions } from "./price";
import { defaultUsage } from "./usage";

let made = 0;

function resource(kind: string, inputs: ValueMap, more: Partial<ResourceRecord> = {}): ResourceView {
  const known = kindNamed(kind);
  if (known === undefined) throw new Error(`no kind ${kind}`);
  const name = more.name ?? `r${++made}`;
  return viewOf({ urn: `urn:pulumi:dev::p::${known.type}::${name}`, type: known.type, name, inputs, ...more }, known);
}

function priceOf(kind: string, inputs: ValueMap, more: Partial<ResourceRecord> = {}): Price {
  const { entries } = estimateCost([resource(kind, inputs, more)]);
  const [entry] = entries;
  if (entry === undefined) throw new Error("not counted");
  return entry.price;
}

/** Low, expected and high in USD, or why there is no price. */
function monthly(kind: string, inputs: ValueMap, more: Partial<ResourceRecord> = {}): readonly number[] | string {
  const price = priceOf(kind, inputs, more);
  if (price.state === "free") return "free";
  if (price.state === "unpriced") return price.reason;
  return [price.monthly.low, price.monthly.expected, price.monthly.high].map(roundCents);
}

describe("Droplets", () => {
  it.each(bundledDropletSizes.map(([slug, , , , , usd]) => [slug, usd] as const))("%s: $%d", (size, usd) => {
    expect(monthly("Droplet", { size })).toEqual([usd, usd, usd]);
    expect(monthly("Droplet", { size, backups: true })).toEqual(Array(3).fill(roundCents(usd * 1.3)));
    const weekly = { size, backups: true, backupPolicy: { plan: "weekly" } };
    expect(monthly("Droplet", weekly)).toEqual(Array(3).fill(roundCents(usd * 1.2)));
  });

  it("make the seed's numbers: ten of s-4vcpu-8gb are $576 with weekly backups and $624 with the daily default", () => {
    const ten = (inputs: ValueMap) =>
      estimateCost(Array.from({ length: 10 }, () => resource("Droplet", { size: "s-4vcpu-8gb", ...inputs }))).total;
    const weekly = ten({ backups: true, backupPolicy: { plan: "weekly" } });
    expect(weekly).toEqual({ low: 576, expected: 576, high: 576 });
    expect(ten({ backups: true })).toEqual({ low: 624, expected: 624, high: 624 });
    expect(ten({ backups: true, backupPolicy: { plan: "daily" } }).expected).toBe(624);
    expect(ten({}).expected).toBe(480);
  });

  it.each<[string, ValueMap, readonly number[] | string]>([
    ["unknown backups", { size: "s-4vcpu-8gb", backups: unknown }, [48, 48, 62.4]],
    [
      "unknown backups of a weekly plan",
      { size: "s-4vcpu-8gb", backups: unknown, backupPolicy: { plan: "weekly" } },
      [48, 48, 57.6],
    ],
    ["an unknown plan", { size: "s-4vcpu-8gb", backups: true, backupPolicy: { plan: unknown } }, [57.6, 62.4, 62.4]],
    ["an unknown policy", { size: "s-4vcpu-8gb", backups: true, backupPolicy: unknown }, [57.6, 62.4, 62.4]],
    ["an unknown size", { size: unknown }, "size is unknown until pulumi up"],
    ["a hidden size", { size: hidden }, "size is a secret that cannot be read here"],
    ["no size", {}, "size is not set"],
    ["a size that does not exist", { size: "s-9vcpu-1gb" }, 'size "s-9vcpu-1gb" is not in the catalogue of 2026-11-23'],
    ["a retired size", { size: "512mb" }, "512mb is a retired size without a listed price"],
    [
      "a plan that does not exist",
      { size: "s-1vcpu-1gb", backups: true, backupPolicy: { plan: "hourly" } },
      "backupPolicy.plan has a value that cannot be read",
    ],
    ["backups in words", { size: "s-1vcpu-1gb", backups: "yes" }, "backups has a value that cannot be read"],
    ["a GPU", { size: "gpu-4000adax1-20gb" }, [510.72, 554.8, 565.44]],
  ])("with %s", (_, inputs, expected) => {
    expect(monthly("Droplet", inputs)).toEqual(expected);
  });

  it("say how the price was worked out", () => {
    expect(priceOf("Droplet", { size: "s-2vcpu-2gb", backups: true })).toMatchObject({
      basis: "s-2vcpu-2gb $18 + daily backups 30 %, the default",
      confidence: "high",
    });
  });
});

const pool = { size: "s-2vcpu-4gb", autoScale: true, minNodes: 1, maxNodes: 5 };

describe.each<[string, ValueMap, readonly number[] | string]>([
  [
    "DropletAutoscale",
    { config: { minInstances: 2, maxInstances: 4 }, dropletTemplate: { size: "c-2" } },
    [84, 84, 168],
  ],
  ["DropletAutoscale", { config: { maxInstances: 4 }, dropletTemplate: { size: "c-2" } }, [42, 42, 168]],
  ["DropletAutoscale", { config: { targetNumberInstances: 3 }, dropletTemplate: { size: "c-2" } }, [126, 126, 126]],
  [
    "DropletAutoscale",
    { config: { maxInstances: unknown }, dropletTemplate: { size: "c-2" } },
    "config.maxInstances is unknown until pulumi up",
  ],
  [
    "DropletAutoscale",
    { config: { maxInstances: 2 }, dropletTemplate: { size: "c-3" } },
    'dropletTemplate.size "c-3" is not in the catalogue of 2026-11-23',
  ],
  ["KubernetesNodePool", { size: "s-2vcpu-4gb", nodeCount: 3 }, [72, 72, 72]],
  ["KubernetesNodePool", pool, [24, 24, 120]],
  ["KubernetesNodePool", { ...pool, minNodes: null }, [0, 24, 120]],
  ["KubernetesNodePool", { ...pool, nodeCount: 3 }, [24, 72, 120]],
  ["KubernetesNodePool", { ...pool, nodeCount: 30 }, [24, 120, 120]],
  ["KubernetesNodePool", { ...pool, autoScale: unknown, nodeCount: 2 }, [24, 48, 120]],
  ["KubernetesNodePool", { ...pool, autoScale: unknown, maxNodes: unknown }, "maxNodes is unknown until pulumi up"],
  ["KubernetesNodePool", { ...pool, autoScale: "yes", nodeCount: 1 }, "autoScale has a value that cannot be read"],
  ["KubernetesCluster", { nodePool: pool, ha: "yes" }, "ha has a value that cannot be read"],
  ["KubernetesCluster", { nodePool: pool, isolatedWorkers: 1 }, "isolatedWorkers has a value that cannot be read"],
  ["KubernetesNodePool", { size: "s-2vcpu-4gb" }, "nodeCount is not set"],
  ["KubernetesNodePool", { ...pool, maxNodes: null }, "maxNodes is not set"],
  ["KubernetesCluster", { nodePool: pool, version: "1.34.1-do.0" }, [24, 24, 120]],
  ["KubernetesCluster", { nodePool: pool, version: "1.36.0-do.1" }, [64, 64, 160]],
  ["KubernetesCluster", { nodePool: pool, version: "1.36.0-do.1", ha: false }, [24, 24, 120]],
  ["KubernetesCluster", { nodePool: pool, version: unknown }, [24, 64, 160]],
  ["KubernetesCluster", { nodePool: pool, version: "latest" }, [64, 64, 160]],
  ["KubernetesCluster", { nodePool: pool, version: "1.34.1-do.0", ha: true }, [64, 64, 160]],
  ["KubernetesCluster", { nodePool: pool, version: "1.34.1-do.0", ha: unknown }, [24, 24, 160]],
  ["KubernetesCluster", { nodePool: pool, version: "1.36.0-do.1", ha: unknown }, [24, 64, 160]],
  ["KubernetesCluster", { nodePool: unknown, version: "1.36.0-do.1" }, "nodePool.size is unknown until pulumi up"],
  ["KubernetesCluster", { nodePool: pool, isolatedWorkers: true }, "no published price for isolated workers"],
  ["LoadBalancer", {}, [12, 12, 12]],
  ["LoadBalancer", { sizeUnit: 3 }, [36, 36, 36]],
  ["LoadBalancer", { size: "lb-large" }, [72, 72, 72]],
  ["LoadBalancer", { type: "REGIONAL_NETWORK", sizeUnit: 2 }, [30, 30, 30]],
  ["LoadBalancer", { type: "GLOBAL", sizeUnit: 2 }, [15, 15, 15]],
  ["LoadBalancer", { type: unknown, sizeUnit: 2 }, [15, 24, 30]],
  ["LoadBalancer", { type: unknown }, [12, 12, 15]],
  ["LoadBalancer", { sizeUnit: unknown }, "sizeUnit is unknown until pulumi up"],
  ["LoadBalancer", { size: "lb-huge" }, "size has a value that cannot be read"],
  ["LoadBalancer", { size: "constructor" }, "size has a value that cannot be read"],
  [
    "ContainerRegistry",
    { subscriptionTierSlug: "constructor" },
    "subscriptionTierSlug has a value that cannot be read",
  ],
  ["KubernetesNodePool", { size: "s-2vcpu-4gb", autoScale: unknown }, "autoScale is unknown until pulumi up"],
  ["KubernetesCluster", { nodePool: pool, isolatedWorkers: unknown }, "isolatedWorkers is unknown until pulumi up"],
  ["LoadBalancer", { type: "LOCAL" }, "type has a value that cannot be read"],
  ["Volume", { size: 100 }, [10, 10, 10]],
  ["Volume", { size: -100 }, "size has a value that cannot be read"],
  ["KubernetesNodePool", { size: "s-2vcpu-4gb", nodeCount: -50 }, "nodeCount has a value that cannot be read"],
  ["KubernetesNodePool", { ...pool, maxNodes: -5 }, "maxNodes has a value that cannot be read"],
  ["LoadBalancer", { sizeUnit: -1 }, "sizeUnit has a value that cannot be read"],
  ["Volume", { size: unknown }, "size is unknown until pulumi up"],
  ["ReservedIp", { dropletId: unknown }, "free"],
  ["ReservedIp", {}, [0, 5, 5]],
  ["FloatingIp", { dropletId: 1 }, "free"],
  ["ReservedIpv6", {}, "free"],
  ["Vpc", {}, "free"],
  ["VpcNatGateway", { size: 2 }, [80, 80, 80]],
  ["VpcNatGateway", { size: unknown }, "size is unknown until pulumi up"],
  ["Nfs", { size: 100 }, [30, 30, 30]],
  ["Nfs", { size: 100, performanceTier: "standard" }, [15, 15, 15]],
  ["Nfs", { size: 100, performanceTier: unknown }, [15, 30, 30]],
  ["Nfs", { size: 10, performanceTier: "standard" }, [7.5, 7.5, 7.5]],
  ["Nfs", { size: 100, performanceTier: "slow" }, "performanceTier has a value that cannot be read"],
  ["Nfs", {}, "size is not set"],
  ["VolumeSnapshot", {}, "$0.06 per GB and month of a size that is not known before it exists"],
])("%s", (kind, inputs, expected) => {
  it(`of ${JSON.stringify(inputs, (_, value) => (typeof value === "symbol" ? "?" : value))}`, () => {
    expect(monthly(kind, inputs)).toEqual(expected);
  });
});

describe("what exists already", () => {
  it("has a snapshot by its size, an image too, less surely", () => {
    expect(monthly("VolumeSnapshot", {}, { outputs: { size: 25 } })).toEqual([1.5, 1.5, 1.5]);
    expect(monthly("DropletSnapshot", {}, { outputs: { size: 10.5 } })).toEqual([0.63, 0.63, 0.63]);
    expect(priceOf("CustomImage", {}, { outputs: { sizeGigabytes: 10 } })).toMatchObject({ confidence: "low" });
    expect(monthly("GradientaiCustomModel", {}, { outputs: { costEstimatePerMonth: 12 } })).toEqual([12, 12, 12]);
  });

  it("may be a cluster from before high availability was the default", () => {
    const upgraded = { nodePool: { size: "s-1vcpu-2gb", nodeCount: 1 }, version: "1.36.0-do.1" };
    expect(monthly("KubernetesCluster", upgraded, { id: "c1" })).toEqual([12, 52, 52]);
  });
});

describe("databases", () => {
  const db = { engine: "pg", size: "db-s-1vcpu-2gb", nodeCount: 2 };

  it.each<[string, ValueMap, readonly number[] | string]>([
    ["two nodes", db, [60.9, 60.9, 60.9]],
    ["one node of the smallest", { engine: "mysql", size: "db-s-1vcpu-1gb", nodeCount: 1 }, [15.15, 15.15, 15.15]],
    ["the storage that is included", { ...db, storageSizeMib: "30720" }, [60.9, 60.9, 60.9]],
    ["20 GiB more storage", { ...db, storageSizeMib: "51200" }, [65.2, 69.5, 69.5]],
    ["unknown storage", { ...db, storageSizeMib: unknown }, [60.9, 60.9, 73.8]],
    ["storage that can grow", { ...db, storageAutoscale: { enabled: true } }, [60.9, 60.9, 73.8]],
    [
      "too much storage",
      { ...db, storageSizeMib: "102400" },
      "storageSizeMib is outside the 30 to 60 GiB that its size can have",
    ],
    [
      "storage that is not a number",
      { ...db, storageSizeMib: "much" },
      "storageSizeMib has a value that cannot be read",
    ],
    [
      "storage that grows in words",
      { ...db, storageAutoscale: { enabled: "yes" } },
      "storageAutoscale.enabled has a value that cannot be read",
    ],
    ["Valkey", { engine: "valkey", size: "db-s-1vcpu-2gb", nodeCount: 2 }, [60, 60, 60]],
    ["Kafka", { engine: "kafka", size: "db-s-2vcpu-2gb", nodeCount: 3 }, [148.8, 148.8, 148.8]],
    [
      "more Kafka",
      { engine: "kafka", size: "db-s-2vcpu-2gb", nodeCount: 6 },
      'no published price for "kafka" on "db-s-2vcpu-2gb" with another nodeCount than 3 (catalogue of 2026-11-23)',
    ],
    [
      "MongoDB",
      { ...db, engine: "mongodb" },
      'no published price for "mongodb" on "db-s-1vcpu-2gb" (catalogue of 2026-11-23)',
    ],
    ["an unknown engine", { ...db, engine: unknown }, "engine is unknown until pulumi up"],
    ["an unknown size", { ...db, size: unknown }, "size is unknown until pulumi up"],
    ["an unknown node count", { ...db, nodeCount: unknown }, "nodeCount is unknown until pulumi up"],
  ])("with %s", (_, inputs, expected) => {
    expect(monthly("DatabaseCluster", inputs)).toEqual(expected);
  });

  it("have replicas at the price of a node, if the size is told", () => {
    expect(monthly("DatabaseReplica", { size: "db-s-1vcpu-2gb" })).toEqual([30.45, 30.45, 30.45]);
    expect(monthly("DatabaseReplica", {})).toMatch(/size is not set/);
    expect(monthly("DatabaseReplica", { size: unknown })).toBe("size is unknown until pulumi up");
  });
});

describe("apps", () => {
  it.each<[string, ValueMap, readonly number[] | string]>([
    ["a container of the default size", { services: [{ name: "web" }] }, [5, 5, 5]],
    [
      "two instances and a worker",
      {
        services: [{ instanceSizeSlug: "apps-s-1vcpu-1gb", instanceCount: 2 }],
        workers: [{ instanceSizeSlug: "apps-d-1vcpu-0.5gb" }],
      },
      [53, 53, 53],
    ],
    [
      "autoscaling",
      {
        services: [{ instanceSizeSlug: "apps-d-1vcpu-1gb", autoscaling: { minInstanceCount: 1, maxInstanceCount: 4 } }],
      },
      [34, 34, 136],
    ],
    ["a job", { jobs: [{ instanceSizeSlug: "apps-s-1vcpu-1gb" }] }, [0, 0.01, 12]],
    [
      "a service of $12 and a dear job before each deployment",
      {
        services: [{ instanceSizeSlug: "apps-s-1vcpu-1gb" }],
        jobs: [{ kind: "PRE_DEPLOY", instanceSizeSlug: "apps-d-2vcpu-8gb" }],
      },
      [12, 12.07, 110],
    ],
    [
      "a job of every quarter of an hour",
      { jobs: [{ kind: "SCHEDULED", instanceSizeSlug: "apps-d-2vcpu-8gb", schedule: { cron: "*/15 * * * *" } }] },
      [0, 7.1, 98],
    ],
    [
      "a job of every minute",
      { jobs: [{ kind: "SCHEDULED", instanceSizeSlug: "apps-d-2vcpu-8gb", schedule: { cron: "* * * * *" } }] },
      [0, 98, 98],
    ],
    [
      "a job on a schedule that is not one",
      { jobs: [{ kind: "SCHEDULED", schedule: { cron: "daily" } }] },
      "spec.jobs[0].schedule.cron has a value that cannot be read",
    ],
    [
      "a job of a kind that does not exist",
      { jobs: [{ kind: "SOMETIMES" }] },
      "spec.jobs[0].kind has a value that cannot be read",
    ],
    ["a static site", { staticSites: [{ name: "www" }] }, "free"],
    ["databases", { databases: [{ name: "dev" }, { name: "prod", production: true }] }, [7, 7, 7]],
    ["a dedicated address", { services: [{}], egresses: [{ type: "DEDICATED_IP" }] }, [30, 30, 30]],
    [
      "functions only",
      { functions: [{ name: "f" }] },
      "functions are billed by use, and usage.app.function_gib_seconds is not set",
    ],
    ["nothing", {}, "free"],
    ["unknown services", { services: unknown }, "spec.services is unknown until pulumi up"],
    ["an unknown service", { services: [unknown] }, "spec.services[0].instanceSizeSlug is unknown until pulumi up"],
    [
      "an unknown size",
      { services: [{ instanceSizeSlug: "apps-x" }] },
      'spec.services[0].instanceSizeSlug "apps-x" is not in the catalogue of 2026-11-23',
    ],
    [
      "an unknown count",
      { services: [{ instanceCount: unknown }] },
      "spec.services[0].instanceCount is unknown until pulumi up",
    ],
    ["services that are no list", { services: "web" }, "spec.services has a value that cannot be read"],
    ["a service that is none", { services: ["web"] }, "spec.services[0] has a value that cannot be read"],
    [
      "a database in words",
      { databases: [{ production: "yes" }] },
      "spec.databases[0].production has a value that cannot be read",
    ],
    [
      "an egress that is an object",
      { egresses: [{ type: {} }] },
      "spec.egresses[0].type has a value that cannot be read",
    ],
    ["an unknown kind of database", { databases: [{ production: unknown }] }, [0, 7, 7]],
    ["an unknown egress", { egresses: [{ type: unknown }] }, [0, 0, 25]],
    ["an unknown static site", { staticSites: [unknown] }, "spec.staticSites[0] is unknown until pulumi up"],
  ])("with %s", (_, spec, expected) => {
    expect(monthly("App", { spec })).toEqual(expected);
  });

  it("have no price without a spec", () => {
    expect(monthly("App", {})).toBe("spec is not set");
    expect(monthly("App", { spec: "web" })).toBe("spec has a value that cannot be read");
  });
});

describe("reasons", () => {
  const spec = { services: [{ instanceSizeSlug: "hunter2" }] };

  it.each<[string, ValueMap, string]>([
    ["Droplet", { size: "hunter2" }, "size"],
    ["DropletAutoscale", { config: { maxInstances: 1 }, dropletTemplate: { size: "hunter2" } }, "dropletTemplate.size"],
    ["KubernetesCluster", { nodePool: { size: "hunter2", nodeCount: 1 } }, "nodePool"],
    ["DatabaseCluster", { engine: "hunter2", size: "db-s-1vcpu-1gb", nodeCount: 1 }, "engine"],
    ["DatabaseCluster", { engine: "pg", size: "hunter2", nodeCount: 1 }, "size"],
    ["DatabaseReplica", { size: "hunter2" }, "size"],
    ["App", { spec }, "spec.services[0].instanceSizeSlug"],
  ])("do not show what is a secret of a %s: %j", (kind, inputs, secret) => {
    expect(monthly(kind, inputs)).toContain('"hunter2"');
    expect(monthly(kind, inputs, { secrets: [secret] })).toMatch(/^(?!.*hunter2).*\(not shown\)/);
  });

  it("do not show what is no slug", () => {
    expect(monthly("Droplet", { size: "my pass word" })).toMatch(/^size \(not shown\) is not in the catalogue/);
  });
});

describe("what a team pays once", () => {
  const bucket = () => resource("SpacesBucket", {});
  const spaces = (values: Partial<UsageAssumptions["spaces"]>): UsageAssumptions => ({
    spaces: { ...defaultUsage.spaces, ...values },
  });

  it("is the Spaces subscription, however many buckets", () => {
    expect(estimateCost([]).total.expected).toBe(0);
    expect(estimateCost([bucket()]).total.expected).toBe(5);
    const three = estimateCost([bucket(), bucket(), bucket()]);
    expect(three.total).toEqual({ low: 5, expected: 5, high: 5 });
    expect(three.entries.map(({ kind, price }) => [kind, price.state])).toEqual([
      ["SpacesBucket", "free"],
      ["SpacesBucket", "free"],
      ["SpacesBucket", "free"],
      ["Spaces subscription", "priced"],
    ]);
  });

  it("is storage and traffic beyond what the subscription includes, by assumption", () => {
    const estimate = estimateCost([bucket(), bucket()], spaces({ storage_gib: 1250, outbound_gib: 2024 }));
    expect(estimate.fixed.expected).toBe(5);
    expect(estimate.usage.expected).toBe(30);
    expect(estimate.total.expected).toBe(35);
    expect(estimate.entries.filter((entry) => entry.charge === "usage")).toHaveLength(1);
    expect(estimateCost([bucket()], spaces({ storage_gib: 10, outbound_gib: 0 })).total.expected).toBe(5);
  });

  it("is nothing where another stack pays the subscription", () => {
    expect(estimateCost([bucket()], spaces({ subscription_active: true, storage_gib: 9000 })).total.expected).toBe(0);
  });

  it("is the registry's subscription at its highest tier", () => {
    const registry = (tier: ValueMap[string]) => resource("ContainerRegistries", { subscriptionTierSlug: tier });
    expect(estimateCost([registry("starter")]).total.expected).toBe(0);
    expect(estimateCost([registry("basic"), registry("professional"), registry("basic")]).total.expected).toBe(20);
    const open = estimateCost([registry("basic"), registry(unknown)]);
    expect(open.total).toEqual({ low: 5, expected: 5, high: 5 });
    expect(open.unpriced).toMatchObject([
      { reason: "subscriptionTierSlug is unknown until pulumi up: its subscription costs $0 to $20" },
    ]);
    expect(estimateCost([registry("gold")]).unpriced).toHaveLength(1);
  });
});

describe("the running total", () => {
  it("returns what is new", () => {
    const total = costTotal();
    expect(total.add(resource("SpacesBucket", {})).map((entry) => entry.kind)).toEqual([
      "SpacesBucket",
      "Spaces subscription",
    ]);
    expect(total.total.expected).toBe(5);
    expect(total.add(resource("SpacesBucket", {})).map((entry) => entry.kind)).toEqual(["SpacesBucket"]);
    expect(total.total.expected).toBe(5);
  });

  it("leaves out what the stack does not manage, and what is not DigitalOcean's", () => {
    const droplet = { size: "s-1vcpu-1gb" };
    const others = [
      resource("Droplet", droplet, { external: true }),
      resource("Droplet", droplet, { pending: "delete" }),
      viewOf({ urn: "u", type: "example:index:Tier", name: "t", inputs: {} }, undefined),
      viewOf({ urn: "u", type: "digitalocean:acme:Tier", name: "t", inputs: {} }, undefined),
      viewOf({ urn: "u", type: "pulumi:providers:digitalocean", name: "p", inputs: {} }, undefined),
    ];
    expect(estimateCost(others)).toMatchObject({ entries: [], unpriced: [], total: { expected: 0 } });
    expect(estimateCost([resource("Droplet", droplet, { pending: "replace" })]).total.expected).toBe(6);
  });

  it("names a DigitalOcean type that has no kind", () => {
    const type = "digitalocean:index/quantum:Quantum";
    const quantum = viewOf({ urn: "urn:q", type, name: "q", inputs: {} }, kindOf(type));
    expect(estimateCost([quantum]).unpriced).toEqual([
      { urn: "urn:q", kind: "Quantum", reason: "its type is not in this version's kinds" },
    ]);
  });

  const size = fc.constantFrom(...bundledDropletSizes.map(([slug]) => slug), unknown, "no-such-size");
  const anyResource = fc.oneof(
    fc
      .record({ size, backups: fc.constantFrom(true, false, null, unknown) })
      .map((inputs) => resource("Droplet", inputs)),
    fc.integer({ min: 1, max: 16384 }).map((gib) => resource("Volume", { size: gib })),
    fc
      .constantFrom("starter", "basic", "professional", unknown)
      .map((subscriptionTierSlug) => resource("ContainerRegistry", { subscriptionTierSlug })),
    fc
      .record({ size, nodeCount: fc.integer({ min: 0, max: 20 }) })
      .map((inputs) => resource("KubernetesNodePool", inputs)),
    fc.constantFrom("SpacesBucket", "ReservedIp", "UptimeCheck", "Vpc", "Nfs").map((kind) => resource(kind, {})),
  );
  const usage = fc.record({
    spaces: fc.record({
      storage_gib: fc.integer({ min: 0, max: 5000 }),
      outbound_gib: fc.integer({ min: 0, max: 5000 }),
      subscription_active: fc.boolean(),
    }),
  });

  it("is the sum of its entries", () => {
    fc.assert(
      fc.property(fc.array(anyResource), usage, (resources, assumptions) => {
        const estimate = estimateCost(resources, assumptions);
        for (const bound of ["low", "expected", "high"] as const) {
          const sum = estimate.entries.reduce(
            (total, { price }) => total + (price.state === "priced" ? price.monthly[bound] : 0),
            0,
          );
          expect(estimate.total[bound]).toBeCloseTo(sum, 1);
          expect(estimate.fixed[bound] + estimate.usage[bound]).toBeCloseTo(estimate.total[bound], 1);
        }
        expect(estimate.entries.filter((entry) => entry.price.state === "unpriced")).toHaveLength(
          estimate.unpriced.length,
        );
      }),
    );
  });

  it("never falls, and keeps low, expected and high in order", () => {
    fc.assert(
      fc.property(fc.array(anyResource), usage, (resources, assumptions) => {
        const total = costTotal(assumptions);
        let before = total.total;
        for (const next of resources) {
          total.add(next);
          const { low, expected, high } = total.total;
          expect(low).toBeGreaterThanOrEqual(before.low - 1e-6);
          expect(expected).toBeGreaterThanOrEqual(before.expected - 1e-6);
          expect(high).toBeGreaterThanOrEqual(before.high - 1e-6);
          expect(low).toBeLessThanOrEqual(expected + 1e-6);
          expect(expected).toBeLessThanOrEqual(high + 1e-6);
          before = total.total;
        }
      }),
    );
  });

  it("does not depend on the order", () => {
    const shuffled = fc
      .array(anyResource)
      .chain((resources) =>
        fc.tuple(fc.constant(resources), fc.shuffledSubarray(resources, { minLength: resources.length })),
      );
    fc.assert(
      fc.property(shuffled, usage, ([resources, other], assumptions) => {
        const [a, b] = [estimateCost(resources, assumptions), estimateCost(other, assumptions)];
        for (const bound of ["low", "expected", "high"] as const) {
          expect(Math.abs(a.total[bound] - b.total[bound])).toBeLessThan(0.011);
        }
        expect(a.unpriced).toHaveLength(b.unpriced.length);
      }),
    );
  });
});
