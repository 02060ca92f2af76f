import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { engineOf } from "./engine";

export const databaseStandby = defineRule({
  id: "database-standby",
  group: "database",
  scope: "resource",
  title: "In production, every database has a standby node.",
  severity: "medium",
  level: "advisory",
  kinds: ["DatabaseCluster"],
  why:
    "If the only node of a database fails, DigitalOcean restores it from a backup: the application waits, and the last minutes of data may be missing; a cache starts empty. " +
    "A standby node takes over automatically and holds the same data. " +
    "Each node costs as much as the first, so the rule applies only to environments with `production: true` in governor.yaml, and repairs nothing. " +
    "Engines differ: MongoDB and OpenSearch need three nodes for it, and Kafka never has fewer.",
  fix: "Set nodeCount: 2 or more (3 for MongoDB and OpenSearch); sizes of 1 GB are for single nodes, so choose a larger one with it. An existing cluster is updated in place, and each node is billed like the first",
  references: [
    "https://docs.digitalocean.com/products/databases/postgresql/how-to/add-standby-nodes/",
    pulumiDocs("DatabaseCluster"),
  ],
  controls: { iso27001: ["8.14"], soc2: ["A1.2"], "nist-800-53": ["CP-10", "SI-13"] },
  good: [
    {
      title: "with a standby node in production",
      production: true,
      resources: [
        { kind: "DatabaseCluster", name: "orders", inputs: { engine: "pg", nodeCount: 2 } },
        { kind: "DatabaseCluster", name: "events", inputs: { engine: "kafka", nodeCount: 3 } },
      ],
    },
    {
      title: "not in production",
      resources: [{ kind: "DatabaseCluster", inputs: { engine: "pg", nodeCount: 1 } }],
    },
  ],
  bad: [
    {
      title: "a single node in production",
      production: true,
      resources: [
        { kind: "DatabaseCluster", name: "orders", inputs: { engine: "pg", nodeCount: 1 } },
        { kind: "DatabaseCluster", name: "documents", inputs: { engine: "mongodb", nodeCount: 1 } },
      ],
      fixed: {
        resources: [
          { kind: "DatabaseCluster", name: "orders", inputs: { engine: "pg", nodeCount: 2 } },
          { kind: "DatabaseCluster", name: "documents", inputs: { engine: "mongodb", nodeCount: 3 } },
        ],
      },
    },
    {
      title: "a number that cannot be read",
      production: true,
      resources: [{ kind: "DatabaseCluster", inputs: { engine: "pg", nodeCount: "two" } }],
      fixed: { resources: [{ kind: "DatabaseCluster", inputs: { engine: "pg", nodeCount: 2 } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      production: true,
      resources: [{ kind: "DatabaseCluster", inputs: { engine: "pg", nodeCount: unknown } }],
    },
  ],
  *check(cluster, { settings }) {
    if (settings.environment?.production !== true) return;
    const count = cluster.read("nodeCount");
    // The provider refuses a cluster without one.
    if (!count.present) return;
    const nodes = count.number();
    if (nodes === undefined) yield unclear(count, "whether it has a standby node", count);
    else if (nodes < 2) {
      const engine = engineOf(cluster);
      const needed = "known" in engine ? engine.known?.nodes.find((one) => one > 1) : undefined;
      const fix = `Set nodeCount: ${needed}; sizes of 1 GB are for single nodes, so choose a larger one with it. An existing cluster is updated in place, and each node is billed like the first`;
      yield violation(
        count,
        "a production database with a single node has no standby",
        needed === undefined || cluster.isSecret("engine") ? {} : { fix },
      );
    }
  },
});
