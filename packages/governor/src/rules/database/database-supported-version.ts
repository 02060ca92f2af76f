import { asOf } from "../../catalogue/as-of";
import { type DatabaseEngine, databaseVersionState, maintainedVersions } from "../../catalogue/database-engines";
import type { Property } from "../../view/property";
import { quoted } from "../../view/quoted";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { engineOf } from "./engine";

const question = "whether its version is still maintained";

export const databaseSupportedVersion = defineRule({
  id: "database-supported-version",
  group: "database",
  scope: "resource",
  title: "Every database runs a version that is still maintained.",
  severity: "high",
  level: "advisory",
  kinds: ["DatabaseCluster"],
  why:
    "After its end of life, a version gets no more fixes: its vulnerabilities are published and stay open. " +
    "DigitalOcean then creates no new clusters with it and upgrades existing ones when it chooses, ready or not. Redis as an engine is retired: Valkey has taken its place. " +
    "The dates are those of DigitalOcean's API, or of the engine's vendor where the API has none; a version older than all that DigitalOcean offers counts as ended, and one that is newer than the catalogue passes. " +
    `The date of the catalogue decides (${asOf}), so that a verdict never changes overnight.`,
  fix: "Raise version to one that is maintained, after trying it on a fork of the cluster: an existing cluster is upgraded in place and cannot go back",
  references: [
    "https://docs.digitalocean.com/products/databases/postgresql/how-to/upgrade-version/",
    "https://docs.digitalocean.com/products/databases/valkey/",
    pulumiDocs("DatabaseCluster"),
  ],
  controls: {
    cis: ["2.2"],
    iso27001: ["8.8"],
    soc2: ["CC7.1"],
    "pci-dss": ["6.3"],
    "nist-800-53": ["SA-22", "SI-2"],
  },
  good: [
    {
      title: "maintained, and newer than the catalogue",
      resources: [
        { kind: "DatabaseCluster", name: "current", inputs: { engine: "pg", version: "17" } },
        { kind: "DatabaseCluster", name: "patch", inputs: { engine: "mysql", version: "8.4" } },
        { kind: "DatabaseCluster", name: "newer", inputs: { engine: "pg", version: "99" } },
      ],
    },
  ],
  bad: [
    {
      title: "PostgreSQL 11",
      resources: [{ kind: "DatabaseCluster", inputs: { engine: "pg", version: "11" } }],
      fixed: { resources: [{ kind: "DatabaseCluster", inputs: { engine: "pg", version: "17" } }] },
    },
    {
      title: "versions that DigitalOcean offered once",
      resources: [
        { kind: "DatabaseCluster", name: "orders", inputs: { engine: "mysql", version: "5.7" } },
        { kind: "DatabaseCluster", name: "events", inputs: { engine: "kafka", version: "3.5" } },
        { kind: "DatabaseCluster", name: "documents", inputs: { engine: "mongodb", version: "6" } },
      ],
      fixed: {
        resources: [
          { kind: "DatabaseCluster", name: "orders", inputs: { engine: "mysql", version: "8" } },
          { kind: "DatabaseCluster", name: "events", inputs: { engine: "kafka", version: "3.8" } },
          { kind: "DatabaseCluster", name: "documents", inputs: { engine: "mongodb", version: "7.0" } },
        ],
      },
    },
    {
      title: "Redis, an engine that is retired",
      resources: [{ kind: "DatabaseCluster", name: "cache", inputs: { engine: "redis", version: "7" } }],
      fixed: {
        resources: [{ kind: "DatabaseCluster", name: "valkey", inputs: { engine: "valkey", version: "8" } }],
        without: ["cache"],
      },
    },
    {
      title: "a version that cannot be read",
      resources: [{ kind: "DatabaseCluster", inputs: { engine: "pg", version: "v17" } }],
      fixed: { resources: [{ kind: "DatabaseCluster", inputs: { engine: "pg", version: "17" } }] },
    },
  ],
  undecided: [
    {
      title: "an engine or a version that is unknown until pulumi up",
      resources: [
        { kind: "DatabaseCluster", name: "engine", inputs: { engine: unknown, version: "11" } },
        { kind: "DatabaseCluster", name: "version", inputs: { engine: "pg", version: unknown } },
      ],
    },
  ],
  *check(cluster) {
    const engine = engineOf(cluster);
    if ("hidden" in engine) yield unclear(engine.hidden, question, engine.hidden);
    else if (engine.known !== undefined) yield* judge(cluster, engine.known);
  },
});

function* judge(cluster: ResourceView, engine: DatabaseEngine): Iterable<Outcome> {
  if (engine.closed === true) {
    yield violation(cluster.read("engine"), `${nameOf(cluster, engine)} is retired`, {
      fix: 'Create a cluster with engine: "valkey" beside it and move the data and the clients; changing the engine of this one would replace it',
    });
    return;
  }
  const version = cluster.read("version");
  // The provider refuses a cluster without one.
  if (!version.present) return;
  const text = version.text();
  const state = text === undefined ? undefined : databaseVersionState(engine, text);
  if (state === undefined) yield unclear(version, question, version);
  else if (state !== "maintained") {
    yield violation(version, wordsOf(cluster, version, state), {
      fix: `Raise version to one of ${maintainedVersions(engine).join(", ")}, after trying it on a fork of the cluster: an existing cluster is upgraded in place and cannot go back`,
    });
  }
}

function nameOf(cluster: ResourceView, { slug }: DatabaseEngine): string {
  return cluster.isSecret("engine") ? "its engine" : slug;
}

/** A date would tell a version that is secret. */
function wordsOf(cluster: ResourceView, version: Property, state: { readonly ended: string } | "withdrawn"): string {
  if (cluster.isSecret("version") || cluster.isSecret("engine")) return "its version is no longer maintained";
  return state === "withdrawn"
    ? `version ${quoted(cluster, version)} is older than all that DigitalOcean offers`
    : `version ${quoted(cluster, version)} is no longer maintained since ${state.ended}`;
}
