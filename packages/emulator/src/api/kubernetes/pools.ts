import { isNodeSize } from "@infrafabric/governor/internal";
import * as z from "zod";
import { limitsOf } from "../account/limits.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { notFound, unprocessable } from "../errors.ts";
import {
  accepted,
  bodyOperation,
  type Call,
  created,
  noContent,
  type Operation,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { allSizes } from "../sizes/size.ts";
import { tagName } from "../tags/tag.ts";
import { type KubernetesCluster, kubernetesOf, tagsOf } from "./cluster.ts";
import { type NodePool, poolAnswer, poolSubject, poolsOf, poolTable, requestedTaint } from "./node-pool.ts";
import { deletePool, replace, scale } from "./nodes.ts";

const path = "/v2/kubernetes/clusters/{cluster_id}/node_pools";

const poolName = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "invalid pool name");
const nodeCount = z.number().int().min(0).max(512);

const changes = z.object({
  name: poolName.exactOptional(),
  count: nodeCount.exactOptional(),
  tags: z.array(tagName).nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  taints: z.array(requestedTaint).nullish(),
  auto_scale: z.boolean().exactOptional(),
  min_nodes: nodeCount.exactOptional(),
  max_nodes: nodeCount.exactOptional(),
});

/** A pool as it is asked for. */
export const requestedPool = changes.extend({ name: poolName, size: z.string() });

/** Pools of nodes within clusters. */
export const poolOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) =>
    page(call, "node_pools", poolsOf(call.account, kubernetesOf(call).id).map(poolAnswer)),
  ),
  bodyOperation("POST", path, "document", requestedPool, (call, body) => {
    const cluster = kubernetesOf(call);
    checkPools(call, [body]);
    return created({ node_pool: poolAnswer(addPool(call, cluster, body)) });
  }),
  operation("GET", `${path}/{node_pool_id}`, "document", (call) => {
    call.cloud.transitions.poll(call.account, poolSubject(param(call, "node_pool_id")));
    return ok({ node_pool: poolAnswer(poolOf(call)) });
  }),
  bodyOperation("PUT", `${path}/{node_pool_id}`, "document", changes, (call, body) => {
    const next = changed(poolOf(call), body);
    const count = countOf(next, body.count ?? next.nodes.length);
    refuseBeyondDroplets(call, [{ ...next, count }], next.nodes.length);
    return accepted({ node_pool: poolAnswer(scale(call, next, count)) });
  }),
  operation("DELETE", `${path}/{node_pool_id}`, "document", (call) => {
    const pool = poolOf(call);
    if (poolsOf(call.account, pool.cluster).length === 1) throw unprocessable("a cluster requires a node pool");
    deletePool(call, pool);
    return noContent();
  }),
  operation("DELETE", `${path}/{node_pool_id}/nodes/{node_id}`, "document", (call) => {
    const pool = poolOf(call);
    const id = param(call, "node_id");
    if (!pool.nodes.some((node) => node.id === id)) throw notFound();
    replace(call, pool, [id], ["1", "true"].includes(call.query.get("replace") ?? "") ? 1 : 0);
    return accepted(undefined);
  }),
  bodyOperation(
    "POST",
    `${path}/{node_pool_id}/recycle`,
    "document",
    z.object({ nodes: z.array(z.string()).exactOptional() }),
    (call, { nodes }) => {
      const pool = poolOf(call);
      const ids = nodes ?? pool.nodes.map(({ id }) => id);
      if (ids.some((id) => !pool.nodes.some((node) => node.id === id))) throw notFound();
      replace(call, pool, ids, ids.length);
      return accepted(undefined);
    },
  ),
];

/** Sizes that nodes can have. */
export const nodeSizes: readonly string[] = [...allSizes.keys()].filter(isNodeSize);

/** Refuses pools that cannot be, before anything of them is made. */
export function checkPools(call: Call, pools: readonly z.infer<typeof requestedPool>[]): void {
  // The words are those of terraform-provider-digitalocean issue 827.
  const misfits = pools.flatMap(({ size }, index) =>
    nodeSizes.includes(size) ? [] : [`worker_node_pool_specs[${index}].invalid droplet size`],
  );
  if (misfits.length > 0) throw unprocessable(`validation error: ${misfits.join("; ")}`);
  for (const pool of pools) checkBounds(pool);
  refuseBeyondDroplets(call, pools);
}

/**
 * Refuses pools for which the account has too few Droplets left, were they scaled to their maximum. The words are those
 * of doctl issues 1619 and 793.
 */
function refuseBeyondDroplets(
  { account }: Call,
  pools: readonly Pick<z.infer<typeof requestedPool>, "auto_scale" | "count" | "min_nodes" | "max_nodes">[],
  present = 0,
): void {
  const most = pools.map(({ auto_scale, count, min_nodes = 0, max_nodes = 0 }) =>
    auto_scale ? max_nodes : (count ?? min_nodes),
  );
  const additional = most.reduce((sum, nodes) => sum + nodes, -present);
  if (additional <= 0 || additional <= limitsOf(account).droplets - dropletTable.of(account).size) return;
  const desired = pools.some(({ auto_scale }) => auto_scale) ? "autoscale desired max nodes exceed limits, " : "";
  throw unprocessable(
    `validation error: ${desired}${additional} additional nodes but not enough available droplet limit`,
  );
}

function checkBounds({ auto_scale = false, min_nodes = 0, max_nodes = 0 }: z.infer<typeof changes>): void {
  if (auto_scale && min_nodes > max_nodes) throw unprocessable("min_nodes must not be greater than max_nodes");
}

/** True for a pool that begins with a node. */
export function hasWorker({ auto_scale, count, min_nodes = 0 }: z.infer<typeof requestedPool>): boolean {
  return auto_scale === true || (count ?? min_nodes) > 0;
}

/** Adds a pool to a cluster, with its nodes. */
export function addPool(call: Call, { id: cluster }: KubernetesCluster, body: z.infer<typeof requestedPool>): NodePool {
  const { name, size } = body;
  const isTaken = poolsOf(call.account, cluster).some((pool) => pool.name === name);
  if (isTaken) throw unprocessable(`the cluster already has a node pool ${name}`);
  const empty: NodePool = {
    id: call.cloud.ids.uuid(),
    cluster,
    name,
    size,
    tags: [],
    labels: {},
    taints: [],
    auto_scale: false,
    min_nodes: 0,
    max_nodes: 0,
    nodes: [],
  };
  const pool = changed(empty, body);
  return scale(call, pool, countOf(pool, body.count ?? pool.min_nodes));
}

function changed(pool: NodePool, { count: _, tags, labels, taints, ...body }: z.infer<typeof changes>): NodePool {
  const next = {
    ...pool,
    ...body,
    tags: tags == null ? pool.tags : tags.filter((tag) => ![...tagsOf(pool.cluster), "k8s:worker"].includes(tag)),
    labels: labels ?? pool.labels,
    taints: taints ?? pool.taints,
  };
  checkBounds(next);
  return next;
}

/** How many nodes a pool comes to have: the autoscaler keeps within its limits. */
function countOf({ auto_scale, min_nodes, max_nodes }: NodePool, asked: number): number {
  return auto_scale ? Math.min(Math.max(asked, min_nodes, 1), max_nodes) : asked;
}

/** The pool that a path names, in the cluster that it names. */
function poolOf(call: Call): NodePool {
  const pool = rows(call, poolTable).get(param(call, "node_pool_id"));
  if (pool === undefined || pool.cluster !== kubernetesOf(call).id) throw notFound();
  return pool;
}
