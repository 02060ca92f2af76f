import { type DatabaseEngine, databaseEngines, postgresqlConnections } from "../../catalogue";
import { numeral, quoted } from "../../view/quoted";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown } from "../../view/value";
import { targetsOf } from "../kit/origin";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource, type Outcome } from "../rule";
import { engineOf } from "./engine";

/** Kinds that only some engines have. */
const parts = [...new Set(databaseEngines.flatMap(({ children }) => children))].sort();

const cluster = { kind: "DatabaseCluster", name: "orders", inputs: { engine: "pg", size: "db-s-1vcpu-2gb" } };
const events = { kind: "DatabaseCluster", name: "events", inputs: { engine: "kafka", nodeCount: 3 } };
const part = (kind: string, name: string, of: string, inputs: ExampleResource["inputs"] = {}): ExampleResource => ({
  kind,
  name,
  inputs: { clusterId: unknown, ...inputs },
  dependsOn: { clusterId: [of] },
});

export const databaseEngineOptions = defineRule({
  id: "database-engine-options",
  group: "database",
  scope: "stack",
  title: "Databases use only what their engine and size offer.",
  severity: "medium",
  level: "mandatory",
  kinds: ["DatabaseCluster", ...parts],
  needs: [],
  why:
    "Engines differ: only PostgreSQL has connection pools, only Kafka has topics, a cache has neither users nor databases, and read-only replicas exist for PostgreSQL and MySQL alone. " +
    "The provider does not compare a resource with its cluster, so a preview passes, and `up` stops halfway. " +
    "The pools of a cluster share its connections: 25 for each GB of memory, of which DigitalOcean keeps back 3 (DigitalOcean docs, PostgreSQL limits). Pools that ask for more are rejected. " +
    "A topic has at most as many replicas as its cluster has nodes, and what a cluster has from the start, such as the user doadmin and the database defaultdb, cannot be created again. " +
    "Only a cluster in the same program and account is compared.",
  fix: "Use an engine that offers it, a larger size, or another name",
  references: [
    "https://docs.digitalocean.com/products/databases/",
    "https://docs.digitalocean.com/products/databases/postgresql/details/limits/",
    pulumiDocs("DatabaseConnectionPool"),
    pulumiDocs("DatabaseKafkaTopic"),
  ],
  good: [
    {
      title: "a pool, a user and a replica of PostgreSQL, and a topic of Kafka",
      resources: [
        cluster,
        part("DatabaseConnectionPool", "app", "orders", { size: 40 }),
        part("DatabaseUser", "clerk", "orders", { name: "clerk" }),
        part("DatabaseReplica", "reports", "orders"),
        events,
        part("DatabaseKafkaTopic", "clicks", "events", { name: "clicks", replicationFactor: 3 }),
      ],
    },
    {
      title: "a pool of a cluster that does not come from the program",
      resources: [{ kind: "DatabaseConnectionPool", name: "app", inputs: { clusterId: "5a4981aa", size: 500 } }],
    },
  ],
  bad: [
    {
      title: "a pool of MySQL",
      resources: [
        { ...cluster, inputs: { ...cluster.inputs, engine: "mysql" } },
        part("DatabaseConnectionPool", "app", "orders", { size: 10 }),
      ],
      fixed: { resources: [cluster] },
    },
    {
      title: "a replica of a cache",
      resources: [
        { kind: "DatabaseCluster", name: "cache", inputs: { engine: "valkey" } },
        part("DatabaseReplica", "copy", "cache"),
      ],
      fixed: { resources: [], without: ["copy"] },
    },
    {
      title: "pools with more connections than the size has",
      resources: [
        cluster,
        part("DatabaseConnectionPool", "app", "orders", { size: 40 }),
        part("DatabaseConnectionPool", "jobs", "orders", { size: 8 }),
      ],
      fixed: { resources: [{ ...cluster, inputs: { engine: "pg", size: "db-s-2vcpu-4gb" } }] },
    },
    {
      title: "more replicas of a topic than nodes",
      resources: [events, part("DatabaseKafkaTopic", "clicks", "events", { name: "clicks", replicationFactor: 4 })],
      fixed: { resources: [part("DatabaseKafkaTopic", "clicks", "events", { name: "clicks", replicationFactor: 3 })] },
    },
    {
      title: "a user and a database that the cluster has already",
      resources: [
        cluster,
        part("DatabaseUser", "admin", "orders", { name: "doadmin" }),
        part("DatabaseDb", "first", "orders", { name: "defaultdb" }),
      ],
      fixed: {
        resources: [
          part("DatabaseUser", "admin", "orders", { name: "admin" }),
          part("DatabaseDb", "first", "orders", { name: "orders" }),
        ],
      },
    },
  ],
  undecided: [
    {
      title: "an engine that is unknown until pulumi up",
      resources: [
        { ...cluster, inputs: { engine: unknown } },
        part("DatabaseConnectionPool", "app", "orders", { size: 10 }),
      ],
    },
    {
      title: "a size that is unknown until pulumi up, of the pool or of the cluster",
      resources: [
        cluster,
        part("DatabaseConnectionPool", "app", "orders", { size: unknown }),
        { ...cluster, name: "billing", inputs: { engine: "pg", size: unknown } },
        part("DatabaseConnectionPool", "jobs", "billing", { size: 10 }),
      ],
    },
  ],
  *check(stack) {
    if (stack.ofKind("DatabaseCluster").length === 0) return;
    const pools = new Map<ResourceView, ResourceView[]>();
    for (const [one, of] of belonging(stack)) {
      const engine = engineOf(of);
      if ("hidden" in engine) {
        yield unclear(undefined, "whether its engine offers it", engine.hidden, { resource: one });
      } else if (engine.known !== undefined) {
        yield* judge(one, of, engine.known);
        if (one.kind?.name === "DatabaseConnectionPool" && offers(engine.known, one)) {
          pools.set(of, [...(pools.get(of) ?? []), one]);
        }
      }
    }
    for (const [of, its] of pools) yield* judgeConnections(of, its);
  },
});

/** What belongs to a cluster of the program, with that cluster. */
function* belonging(stack: StackView): Iterable<readonly [ResourceView, ResourceView]> {
  for (const one of stack.ofKind(...parts)) {
    for (const { resources } of targetsOf(stack, one, "clusterId", "DatabaseCluster")) {
      for (const of of resources) yield [one, of];
    }
  }
}

function offers({ children }: DatabaseEngine, { kind }: ResourceView): boolean {
  return kind !== undefined && children.includes(kind.name);
}

function* judge(one: ResourceView, of: ResourceView, engine: DatabaseEngine): Iterable<Outcome> {
  if (!offers(engine, one)) {
    const words = of.isSecret("engine") ? "its engine" : `the engine ${engine.slug}`;
    const engines = databaseEngines.filter((other) => offers(other, one)).map(({ slug }) => slug);
    yield violation(undefined, `${words} has no ${one.kind?.name}`, {
      resource: one,
      fix: `Use it with ${engines.join(", ")}, or remove it`,
    });
    return;
  }
  const kept = {
    DatabaseDb: engine.reserved?.databases,
    DatabaseUser: engine.reserved?.users,
  }[one.kind?.name ?? ""];
  const name = one.read("name");
  if (kept?.includes(name.text() ?? "") === true) {
    yield violation(name, `the cluster keeps the name ${quoted(one, name)} for itself`, { resource: one });
  }
  if (one.kind?.name === "DatabaseKafkaTopic") yield* judgeReplication(one, of);
}

function* judgeReplication(topic: ResourceView, of: ResourceView): Iterable<Outcome> {
  const [factor, nodes] = [topic.read("replicationFactor"), of.read("nodeCount")];
  if (!factor.present || !nodes.present) return;
  const unseen = [factor, nodes].find((one) => one.opaque);
  if (unseen !== undefined) {
    yield unclear(factor, "whether the cluster has as many nodes", unseen, { resource: topic });
  } else if ((factor.number() ?? 0) > (nodes.number() ?? Number.POSITIVE_INFINITY)) {
    const message = `the topic has ${numeral(topic, factor)} replicas, and the cluster ${numeral(of, nodes)} nodes`;
    yield violation(factor, message, { resource: topic });
  }
}

function* judgeConnections(of: ResourceView, pools: readonly ResourceView[]): Iterable<Outcome> {
  const question = "whether its size has enough connections for the pools";
  const size = of.read("size");
  const sizes = pools.map((pool) => pool.read("size"));
  const unseen = [size, ...sizes].find((one) => one.opaque);
  if (unseen !== undefined) {
    yield unclear(undefined, question, unseen, { resource: of });
    return;
  }
  const most = postgresqlConnections(size.text() ?? "");
  const asked = sizes.reduce((sum, one) => sum + (one.number() ?? 0), 0);
  if (most === undefined || asked <= most) return;
  const isHidden = of.isSecret("size") || pools.some((pool) => pool.isSecret("size"));
  yield violation(
    size,
    isHidden
      ? "the connection pools ask for more connections than the size has"
      : `the connection pools ask for ${asked} connections, and the size ${quoted(of, size)} has ${most}`,
    { resource: of, fix: "Lower the size of the pools, or use a larger size for the cluster" },
  );
}
