import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { createDroplets, dropletParts } from "../droplets/create-droplets.ts";
import { removeDroplet } from "../droplets/destroy-droplet.ts";
import { dropletSubject, dropletTable } from "../droplets/droplet.ts";
import { ApiError } from "../errors.ts";
import { kubernetesTable, tagsOf } from "./cluster.ts";
import { type KubernetesNode, type NodePool, poolSubject, poolTable } from "./node-pool.ts";

/** What nodes run. DigitalOcean has images of its own for that. */
const workerImage = "debian-12-x64";

/** Who changes nodes. */
interface Actor {
  readonly cloud: Cloud;
  readonly account: Account;
}

/** Brings a pool to a number of nodes: new ones are provisioned, the youngest ones go. */
export function scale(actor: Actor, pool: NodePool, count: number): NodePool {
  const kept = pool.nodes.slice(0, count);
  for (const node of pool.nodes.slice(count)) drop(actor, node);
  return withNodes(actor, { ...pool, nodes: kept }, count - kept.length);
}

/** Takes nodes out of a pool, and puts as many new ones in their place as are asked for. */
export function replace(actor: Actor, pool: NodePool, ids: readonly string[], fresh: number): NodePool {
  const gone = pool.nodes.filter(({ id }) => ids.includes(id));
  for (const node of gone) drop(actor, node);
  return withNodes(actor, { ...pool, nodes: pool.nodes.filter((node) => !gone.includes(node)) }, fresh);
}

/** Replaces nodes whose Droplets were destroyed: a pool keeps its number of nodes. */
export function heal(cloud: Cloud, account: Account): void {
  const droplets = dropletTable.of(account);
  for (const pool of poolTable.of(account).all()) {
    const lost = pool.nodes.filter(({ droplet }) => droplets.get(droplet) === undefined).map(({ id }) => id);
    if (lost.length === 0) continue;
    try {
      replace({ cloud, account }, pool, lost, lost.length);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Where there is no room for new ones, the pool is smaller.
      replace({ cloud, account }, pool, lost, 0);
    }
  }
}

function withNodes(actor: Actor, pool: NodePool, fresh: number): NodePool {
  const { cloud, account } = actor;
  const added = newNodes(actor, pool, Math.max(0, fresh));
  if (added.length > 0) cloud.transitions.begin(account, "kubernetes_pool.change", poolSubject(pool.id));
  return poolTable.of(account).put(pool.id, { ...pool, nodes: [...pool.nodes, ...added] });
}

/** What ends with the provisioning of a pool's nodes. */
export function completeNodes(account: Account, { subject }: { readonly subject: string }): void {
  const [, id = ""] = subject.split(":");
  const pool = poolTable.of(account).get(id);
  if (pool === undefined) return;
  poolTable.of(account).put(id, { ...pool, nodes: pool.nodes.map((node) => ({ ...node, state: "running" })) });
}

/** Takes a pool away with its nodes. */
export function deletePool(actor: Actor, pool: NodePool): void {
  for (const node of pool.nodes) drop(actor, node);
  const { cloud, account } = actor;
  cloud.transitions.forget(account, poolSubject(pool.id));
  poolTable.of(account).delete(pool.id);
}

/** New nodes, each on a Droplet of its own. */
function newNodes({ cloud, account }: Actor, pool: NodePool, count: number): KubernetesNode[] {
  const cluster = kubernetesTable.of(account).get(pool.cluster);
  if (count === 0 || cluster === undefined) return [];
  const names = Array.from({ length: count }, () => `${pool.name}-${cloud.ids.hex(5)}`);
  const parts = dropletParts.parse({
    region: cluster.region,
    size: pool.size,
    image: workerImage,
    vpc_uuid: cluster.vpc_uuid,
    tags: [...tagsOf(cluster.id), "k8s:worker", ...pool.tags],
    public_networking: !cluster.isolated_workers,
  });
  return createDroplets(cloud, account, names, parts).map(({ droplet: { id, name, created_at } }) => ({
    id: cloud.ids.uuid(),
    name,
    state: "provisioning",
    droplet: id,
    created_at,
  }));
}

function drop({ cloud, account }: Actor, { droplet }: KubernetesNode): void {
  cloud.transitions.forget(account, dropletSubject(droplet));
  removeDroplet(cloud, account, droplet);
}
