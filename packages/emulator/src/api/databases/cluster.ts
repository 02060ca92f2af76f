import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes, ownTags } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { notFound, unprocessable } from "../errors.ts";
import { type Call, need } from "../operation.ts";
import { allEngines, type Engine } from "./engine.ts";

export const storageAutoscale = z.object({
  enabled: z.boolean(),
  // 0 is none: the provider sends it where storage does not grow.
  threshold_percent: z.literal(0).or(z.number().min(15).max(95)).exactOptional(),
  increment_gib: z.literal(0).or(z.number().min(10).max(500)).exactOptional(),
});

export const status = z.enum(["creating", "online", "resizing", "migrating", "forking"]);

const cluster = z.object({
  id: z.string(),
  name: z.string(),
  engine: z.string(),
  version: z.string(),
  num_nodes: z.number(),
  size: z.string(),
  region: z.string(),
  status,
  created_at: stampSchema,
  private_network_uuid: z.string(),
  tags: z.array(z.string()),
  storage_size_mib: z.number().exactOptional(),
  maintenance_window: z.object({ day: z.string(), hour: z.string() }),
  eviction_policy: z.string().exactOptional(),
  sql_mode: z.string().exactOptional(),
  autoscale: storageAutoscale.exactOptional(),
  /** What was set of the engine's own configuration. */
  config: z.record(z.string(), z.json()).exactOptional(),
  /** Names of its own that its certificate is for, too. */
  service_cnames: z.array(z.string()).exactOptional(),
  /** How far schemas of Kafka must fit their former versions. */
  schema_level: z.string().exactOptional(),
});

/** A database cluster. Its users, databases, pools, rules and replicas are records of their own. */
export type Cluster = z.infer<typeof cluster>;

export const clusterTable = tableOf("databases", cluster);

describes(clusterTable, {
  kind: "DatabaseCluster",
  product: "Database Clusters",
  urn: "dbaas",
  path: "/v2/databases",
  tags: ownTags("databases", "database"),
  read: ({ id, name, region, status, private_network_uuid, engine, size, num_nodes, storage_size_mib, ...row }) => ({
    id,
    name,
    detail: `${num_nodes} x ${size}`,
    region,
    status,
    vpcs: [private_network_uuid],
    since: row.created_at,
    inputs: { engine, size, nodeCount: num_nodes, storageSizeMib: storage_size_mib },
  }),
});

/** The cluster that a path names. */
export function clusterOf(call: Call): Cluster {
  return need(call, clusterTable, "database_cluster_uuid");
}

/** What reads the cluster that a path names, and refuses one of another engine. */
export function clusterRunning(...engines: readonly string[]): (call: Call) => Cluster {
  return (call) => {
    const found = clusterOf(call);
    if (!engines.includes(found.engine)) throw unprocessable(`${found.engine} clusters do not support this`);
    return found;
  };
}

/** What a cluster runs. */
export function engineOf({ engine }: Pick<Cluster, "engine">): Engine {
  const found = allEngines.get(engine);
  // A record has an engine that was checked when it was made.
  if (found === undefined) throw notFound();
  return found;
}

/** A cluster or replica as transitions name it. */
export const databaseSubject = (id: string) => `database:${id}`;
