import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo, describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { dropletKey } from "../droplets/droplet.ts";
import { kubernetesTable, tagsOf } from "./cluster.ts";

const node = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["provisioning", "running"]),
  droplet: z.number(),
  created_at: stampSchema,
});

export type KubernetesNode = z.infer<typeof node>;

export const taint = z.object({
  key: z.string(),
  value: z.string().default(""),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});

/** A taint as it is asked for: DigitalOcean's Go client writes `Key`, as its API does not mind. */
export const requestedTaint = z.preprocess(
  (value) => Object.fromEntries(Object.entries(Object(value)).map(([key, part]) => [key.toLowerCase(), part])),
  taint,
);

const pool = z.object({
  id: z.string(),
  cluster: z.string(),
  name: z.string(),
  size: z.string(),
  /** Without those that DigitalOcean adds. */
  tags: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  taints: z.array(taint),
  auto_scale: z.boolean(),
  min_nodes: z.number(),
  max_nodes: z.number(),
  nodes: z.array(node),
});

/** Nodes of one kind within a cluster. Each is a Droplet, too. */
export type NodePool = z.infer<typeof pool>;

export const poolTable = tableOf("kubernetes_node_pools", pool);

describes(kubernetesTable, {
  kind: "KubernetesCluster",
  product: "Kubernetes Clusters",
  urn: "kubernetes",
  path: "/v2/kubernetes/clusters",
  // Its nodes are Droplets, which are paid for as such.
  read({ id, name, region, state, vpc_uuid, version, ha, isolated_workers, ...row }, account) {
    const pools = poolsOf(account, id);
    return {
      id,
      name,
      ...(ha ? { detail: "high availability" } : {}),
      region,
      status: state,
      vpcs: [vpc_uuid],
      subnets: [row.worker_subnet_uuid],
      targets: pools.flatMap(({ nodes }) => nodes.map(({ droplet }) => dropletKey(droplet))),
      since: row.created_at,
      inputs: {
        region,
        version,
        ha,
        isolatedWorkers: isolated_workers,
        nodePool: { size: pools[0]?.size, nodeCount: 0 },
      },
    };
  },
});
belongsTo("KubernetesCluster", poolTable);

/** The node pools of a cluster. */
export function poolsOf(account: Account, cluster: string): readonly NodePool[] {
  return poolTable.of(account).filter((pool) => pool.cluster === cluster);
}

/** A pool as transitions name it. */
export const poolSubject = (id: string) => `kubernetes_pool:${id}`;

/** A pool as the API answers with it. */
export function poolAnswer({ cluster, nodes, tags, ...pool }: NodePool) {
  return {
    ...pool,
    count: nodes.length,
    tags: [...tagsOf(cluster), "k8s:worker", ...tags],
    nodes: nodes.map(({ id, name, state, droplet, created_at }) => ({
      id,
      name,
      status: { state },
      droplet_id: String(droplet),
      created_at,
      updated_at: created_at,
    })),
  };
}
