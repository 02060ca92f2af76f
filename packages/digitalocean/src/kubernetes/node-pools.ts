import * as digitalocean from "@pulumi/digitalocean";
import { joinTags } from "../component/join-tags";
import type { Planned } from "../component/planned";
import type { KubernetesDesign } from "./design";
import type { NodePoolArgs } from "./governed-kubernetes-args";
import type { NodeTag } from "./node-tag";

/** Plans a pool of nodes for each key. */
export function planNodePools(
  design: KubernetesDesign,
  cluster: Planned<digitalocean.KubernetesCluster>,
  { tagName }: NodeTag,
): Readonly<Record<string, Planned<digitalocean.KubernetesNodePool>>> {
  const { name, plan, args, labels } = design;
  const clusterId = cluster.output(({ id }) => id);
  const pools = Object.entries(args.pools ?? {}).map(([key, pool]) => {
    const at = `pools.${key}` as const;
    const { size, taints = [], tags = [], gpuPartitionMode } = pool;
    if (pool.labels?.pool !== undefined && pool.labels.pool !== key) {
      design.problem(`${at}.labels.pool`, `is "${key}", the key of the pool, by which pods select its nodes`, {
        hint: "use another label",
      });
    }
    const inputs: digitalocean.KubernetesNodePoolArgs = {
      // The name is left to the provider: a new pool is there before the old one goes.
      clusterId,
      size,
      ...nodesOf(design, at, pool),
      labels: { pool: key, ...pool.labels },
      taints: taints.map(({ key, value = "", effect }) => ({ key, value, effect })),
      tags: [...labels, tagName],
      ...(gpuPartitionMode === undefined ? {} : { gpuPartitionMode }),
    };
    if (tags.length > 0) Object.assign(inputs, { tags: joinTags(inputs.tags, tags) });
    const planned = plan.child(digitalocean.KubernetesNodePool, {
      name: `${name}-${key}`,
      inputs,
      from: {
        inputs: {
          size: `${at}.size`,
          nodeCount: `${at}.nodeCount`,
          minNodes: `${at}.minNodes`,
          maxNodes: `${at}.maxNodes`,
          tags: tags.length > 0 ? `${at}.tags` : "tags",
          gpuPartitionMode: `${at}.gpuPartitionMode`,
        },
        mirrors: { labels: `${at}.labels`, taints: `${at}.taints` },
        whole: at,
      },
    });
    return [key, planned] as const;
  });
  return Object.fromEntries(pools);
}

/** How many nodes: a number, or bounds within which the autoscaler decides. */
function nodesOf(
  { problem }: KubernetesDesign,
  at: string,
  { nodeCount, minNodes, maxNodes }: NodePoolArgs,
): Pick<digitalocean.KubernetesNodePoolArgs, "nodeCount" | "autoScale" | "minNodes" | "maxNodes"> {
  const bounds = [minNodes, maxNodes].filter((bound) => bound !== undefined).length;
  if (nodeCount !== undefined) {
    if (bounds > 0) {
      problem(`${at}.nodeCount`, "is for a pool that does not scale, but minNodes or maxNodes is set", {
        hint: "remove nodeCount, or minNodes and maxNodes",
      });
    }
    return { nodeCount };
  }
  if (bounds < 2) {
    const missing = minNodes !== undefined ? "maxNodes" : maxNodes !== undefined ? "minNodes" : "nodeCount";
    problem(`${at}.${missing}`, "is missing", { hint: "set nodeCount, or minNodes and maxNodes" });
    return {};
  }
  return {
    autoScale: true,
    ...(minNodes === undefined ? {} : { minNodes }),
    ...(maxNodes === undefined ? {} : { maxNodes }),
  };
}
