import { unknown } from "../../view/value";
import { unclear } from "../kit/outcome";
import { references } from "../kit/references";
import { requireYes } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";
import { engineOf } from "./engine";

const cluster = { kind: "DatabaseCluster", name: "orders", inputs: { engine: "pg" } };
const pool: ExampleResource = {
  kind: "DatabaseConnectionPool",
  name: "app",
  inputs: { clusterId: unknown, mode: "transaction", size: 10 },
  dependsOn: { clusterId: ["orders"] },
};

export const databaseConnectionPool = defineRule({
  id: "database-connection-pool",
  group: "database",
  scope: "stack",
  needs: ["property-dependencies", "unchanged-resources"],
  title: "Applications use PostgreSQL through a connection pool.",
  severity: "low",
  level: "advisory",
  kinds: ["DatabaseCluster", "DatabaseConnectionPool"],
  why:
    "PostgreSQL starts a process for each connection, and DigitalOcean allows few of them: 25 for each GB of memory, of which it keeps 3 for itself (DigitalOcean docs, PostgreSQL limits). " +
    "A few instances of an application, each with a pool of its own, use them up, and further connections are refused. " +
    "A DatabaseConnectionPool shares the connections among any number of clients; its transaction mode suits most applications. " +
    "Only PostgreSQL has such pools. A cluster whose applications open few connections needs no pool: exempt it, or disable the rule.",
  fix: "Add a DatabaseConnectionPool with clusterId: cluster.id and connect to it; it is free",
  references: [
    "https://docs.digitalocean.com/products/databases/postgresql/how-to/manage-connection-pools/",
    "https://docs.digitalocean.com/products/databases/postgresql/details/limits/",
    pulumiDocs("DatabaseConnectionPool"),
  ],
  controls: { iso27001: ["8.6"], soc2: ["A1.1"], "nist-800-53": ["SC-5"] },
  good: [
    {
      title: "a pool, and an engine that has none",
      resources: [cluster, pool, { kind: "DatabaseCluster", name: "billing", inputs: { engine: "mysql" } }],
    },
  ],
  bad: [
    {
      title: "no pool",
      resources: [cluster],
      fixed: { resources: [pool] },
    },
    {
      title: "a pool of another cluster",
      resources: [cluster, { ...cluster, name: "billing" }, pool],
      fixed: { resources: [{ ...pool, name: "more", dependsOn: { clusterId: ["billing"] } }] },
    },
  ],
  undecided: [
    {
      title: "an engine that is unknown until pulumi up",
      resources: [{ ...cluster, inputs: { engine: unknown } }],
    },
    {
      title: "a pool of a cluster that does not come from the program",
      resources: [cluster, { kind: "DatabaseConnectionPool", name: "app", inputs: { clusterId: unknown } }],
    },
  ],
  *check(stack) {
    const pools = references(stack, "DatabaseConnectionPool", "clusterId");
    for (const one of stack.ofKind("DatabaseCluster")) {
      const engine = engineOf(one);
      const answer = pools.to(one);
      if ("hidden" in engine) {
        if (answer !== "yes")
          yield unclear(engine.hidden, "whether it can have a connection pool", engine.hidden, { resource: one });
      } else if (engine.known?.children.includes("DatabaseConnectionPool") === true) {
        yield* requireYes(answer, one, {
          whether: "it has a connection pool",
          otherwise: "the PostgreSQL cluster has no connection pool",
        });
      }
    }
  },
});
