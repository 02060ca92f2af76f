import { describe, expect, it } from "vitest";
import { kindNamed } from "../kinds/index";
import { cpuOf } from "../test/cpu";
import { type ResourceRecord, type ResourceView, viewOf } from "../view/resource";
import { unknown, type ValueMap } from "../view/value";
import { costTotal, estimateCost } from "./estimate";
import { monthlyCost } from "./monthly-cost";

function resource(kind: string, name: string, inputs: ValueMap, more: Partial<ResourceRecord> = {}): ResourceView {
  const known = kindNamed(kind);
  if (known === undefined) throw new Error(`no kind ${kind}`);
  return viewOf({ urn: urnOf(kind, name), type: known.type, name, inputs, ...more }, known);
}

const urnOf = (kind: string, name: string) => `urn:pulumi:dev::p::${kindNamed(kind)?.type}::${name}`;
const from = (path: string, kind: string, ...names: readonly string[]): Partial<ResourceRecord> => ({
  propertyDependencies: { [path]: names.map((name) => urnOf(kind, name)) },
});
const elsewhere = { provider: "urn:pulumi:dev::p::pulumi:providers:digitalocean::other::id" };

/** Low, expected and high of a stack. */
function total(...resources: readonly ResourceView[]): readonly number[] {
  const { low, expected, high } = estimateCost(resources).total;
  return [low, expected, high];
}

describe("a reserved address", () => {
  const pairs = [
    ["ReservedIp", "ReservedIpAssignment"],
    ["FloatingIp", "FloatingIpAssignment"],
  ] as const;

  it.each(pairs)("%s is free with its own %s, whichever comes first", (kind, assignment) => {
    const ip = resource(kind, "ip", { region: "nyc3" });
    const assigned = resource(
      assignment,
      "a",
      { ipAddress: unknown, dropletId: unknown },
      from("ipAddress", kind, "ip"),
    );
    expect(total(ip, assigned)).toEqual([0, 0, 0]);
    expect(total(assigned, ip)).toEqual([0, 0, 0]);
  });

  it("is free by its address, once that is known", () => {
    const ip = resource("ReservedIp", "ip", {}, { id: "192.0.2.7" });
    expect(total(ip, resource("ReservedIpAssignment", "a", { ipAddress: "192.0.2.7", dropletId: 1 }))).toEqual([
      0, 0, 0,
    ]);
    const named = resource("ReservedIp", "ip", { ipAddress: "192.0.2.7" });
    expect(total(named, resource("ReservedIpAssignment", "a", { ipAddress: "192.0.2.7" }))).toEqual([0, 0, 0]);
  });

  it("is free as the address of a load balancer", () => {
    const balancer = resource("LoadBalancer", "lb", { ip: unknown }, from("ip", "ReservedIp", "ip"));
    expect(total(resource("ReservedIp", "ip", {}), balancer)).toEqual([12, 12, 12]);
  });

  it("is $5 while nothing holds it, though a load balancer has an address of its own", () => {
    expect(total(resource("ReservedIp", "ip", {}))).toEqual([0, 5, 5]);
    expect(total(resource("ReservedIp", "ip", {}), resource("LoadBalancer", "lb", {}))).toEqual([12, 17, 17]);
  });

  it("is $5 where another address is assigned", () => {
    const ip = resource("ReservedIp", "ip", {}, { id: "192.0.2.7" });
    expect(total(ip, resource("ReservedIpAssignment", "a", { ipAddress: "192.0.2.8" }))).toEqual([0, 5, 5]);
    const other = resource("ReservedIpAssignment", "a", { ipAddress: unknown }, from("ipAddress", "ReservedIp", "b"));
    expect(total(resource("ReservedIp", "a", {}), resource("ReservedIp", "b", {}), other)).toEqual([0, 5, 5]);
  });

  it("is $5 where what names it is in another account, or about to be deleted", () => {
    const assigned = (more: Partial<ResourceRecord>) =>
      resource("ReservedIpAssignment", "a", { ipAddress: "192.0.2.7" }, more);
    const ip = resource("ReservedIp", "ip", {}, { id: "192.0.2.7" });
    expect(total(ip, assigned(elsewhere))).toEqual([0, 5, 5]);
    expect(total(ip, assigned({ pending: "delete" }))).toEqual([0, 5, 5]);
  });

  it("may be free if the reader does not tell which address is assigned: one assignment holds one address", () => {
    const assignment = (name: string) => resource("ReservedIpAssignment", name, { ipAddress: unknown });
    const ip = (name: string) => resource("ReservedIp", name, {});
    expect(total(ip("a"), assignment("a"))).toEqual([0, 0, 5]);
    expect(total(ip("a"), ip("b"), assignment("a"))).toEqual([0, 5, 10]);
    const either = resource(
      "ReservedIpAssignment",
      "x",
      { ipAddress: unknown },
      from("ipAddress", "ReservedIp", "a", "b"),
    );
    expect(total(ip("a"), ip("b"), either)).toEqual([0, 5, 10]);
  });

  it("takes no longer each, the more there are whose assignment is not known", () => {
    const count = 5000;
    const all = Array.from({ length: count }, (_, index) => [
      resource("ReservedIp", `ip-${index}`, {}),
      resource("ReservedIpAssignment", `a-${index}`, { ipAddress: unknown, dropletId: 1 }),
    ]).flat();
    expect(cpuOf(() => expect(total(...all)).toEqual([0, 0, 5 * count]))).toBeLessThan(2000);
  });

  it("counts as assigned in a running total, since its assignment comes later", () => {
    const running = costTotal();
    running.add(resource("ReservedIp", "ip", {}));
    expect(running.total).toEqual({ low: 0, expected: 0, high: 5 });
  });

  it("is free with its assignment among the arguments of a program", () => {
    const output = Promise.resolve("192.0.2.7");
    const address = { kind: "ReservedIp", inputs: { region: "nyc3" } };
    expect(monthlyCost([address]).monthly).toBe(5);
    const assignment = { kind: "ReservedIpAssignment", inputs: { ipAddress: output, dropletId: 1 } };
    expect(monthlyCost([address, assignment]).monthly).toBe(0);
  });
});

describe("a replica without a size", () => {
  const cluster = (more: Partial<ResourceRecord> = {}) =>
    resource("DatabaseCluster", "db", { engine: "pg", size: "db-s-2vcpu-4gb", nodeCount: 1 }, more);

  it("has its cluster's", () => {
    const replica = resource(
      "DatabaseReplica",
      "r",
      { clusterId: unknown },
      from("clusterId", "DatabaseCluster", "db"),
    );
    expect(total(cluster(), replica)).toEqual([121.8, 121.8, 121.8]);
    const known = resource("DatabaseReplica", "r", { clusterId: "c-1" });
    expect(total(cluster({ id: "c-1" }), known)).toEqual([121.8, 121.8, 121.8]);
  });

  it("has one that was read from the cloud, which itself is not counted", () => {
    const replica = resource("DatabaseReplica", "r", { clusterId: "c-1" });
    expect(total(cluster({ id: "c-1", external: true }), replica)).toEqual([60.9, 60.9, 60.9]);
  });

  it("has no price beside the cluster of another account, or another cluster", () => {
    for (const other of [cluster({ id: "c-1", ...elsewhere }), cluster({ id: "c-2" })]) {
      const { unpriced } = estimateCost([other, resource("DatabaseReplica", "r", { clusterId: "c-1" })]);
      expect(unpriced).toMatchObject([
        { reason: "size is not set, and its cluster, whose size it has, is not in this stack" },
      ]);
    }
  });
});

describe("a snapshot", () => {
  it.each([
    ["VolumeSnapshot", "volumeId", "Volume", { size: 100 }, 6],
    ["DropletSnapshot", "dropletId", "Droplet", { size: "s-2vcpu-2gb" }, 3.6],
    ["NfsSnapshot", "shareId", "Nfs", { size: 50 }, 3],
  ] as const)("%s is at most as large as what its %s names", (kind, path, source, inputs, most) => {
    const snapshot = resource(kind, "s", { [path]: unknown }, from(path, source, "x"));
    const alone = estimateCost([resource(source, "x", inputs)]).total.expected;
    const { low, expected, high } = estimateCost([resource(source, "x", inputs), snapshot]).total;
    expect([low - alone, expected - alone, high - alone].map((usd) => Number(usd.toFixed(2)))).toEqual([
      0.01,
      most,
      most,
    ]);
    expect(estimateCost([snapshot]).unpriced).toHaveLength(1);
  });
});

describe("a peering", () => {
  const vpc = (name: string, region: string, id?: string) =>
    resource("Vpc", name, { region }, id === undefined ? {} : { id });
  const peering = resource("VpcPeering", "p", { vpcIds: [unknown, "v-2"] }, from("vpcIds", "Vpc", "a", "b"));

  it("is free inside a datacenter, and by traffic between two", () => {
    expect(estimateCost([vpc("a", "nyc3"), vpc("b", "nyc3", "v-2"), peering]).unpriced).toEqual([]);
    expect(estimateCost([vpc("a", "nyc3"), vpc("b", "ams3", "v-2"), peering]).unpriced).toMatchObject([
      {
        reason:
          "billed by traffic, $0.01 per GiB sent between datacenters, and usage.vpc_peering.outbound_gib is not set",
      },
    ]);
    expect(estimateCost([peering]).unpriced).toMatchObject([{ reason: expect.stringContaining("cannot determine") }]);
  });
});

describe("what is free for the first few of a team", () => {
  const app = (name: string, sites: number, more: Partial<ResourceRecord> = {}) =>
    resource("App", name, { spec: { staticSites: Array.from({ length: sites }, () => ({ name: "www" })) } }, more);
  const check = (name: string, more: Partial<ResourceRecord> = {}) => resource("UptimeCheck", name, {}, more);

  it("is three static sites, of one app or of several", () => {
    expect(total(app("a", 3))).toEqual([0, 0, 9]);
    expect(total(app("a", 4))).toEqual([3, 3, 12]);
    expect(total(app("a", 2), app("b", 2))).toEqual([3, 3, 12]);
  });

  it("is one uptime check", () => {
    expect(total(check("a"))).toEqual([0, 0, 1]);
    expect(total(check("a"), check("b"), check("c"))).toEqual([2, 2, 3]);
  });

  it("is free for the team of each account, and so is each subscription", () => {
    expect(total(check("a"), check("b", elsewhere))).toEqual([0, 0, 2]);
    expect(total(app("a", 2), app("b", 2, elsewhere))).toEqual([0, 0, 12]);
    const buckets = [resource("SpacesBucket", "a", {}), resource("SpacesBucket", "b", {}, elsewhere)];
    expect(total(...buckets)).toEqual([10, 10, 10]);
    const registries = ["a", "b"].map((name, index) =>
      resource("ContainerRegistry", name, { subscriptionTierSlug: "basic" }, index === 0 ? {} : elsewhere),
    );
    expect(total(...registries)).toEqual([10, 10, 10]);
  });
});
