import { most, poolCount } from "../cost/count";
import { fleetPrice } from "../cost/droplet-price";
import { nodeShares } from "../cost/traffic";
import { between } from "../limits/between";
import { openApi, provider } from "../limits/citations";
import { nodeGpuPartition } from "../limits/gpu-partition";
import { distinctTaints, nodeLabels, taintPart } from "../limits/node-label";
import { nodeSize } from "../limits/node-size";
import { notAbove } from "../limits/not-above";
import { oneWordOf } from "../limits/one-of";
import { named } from "../limits/text";
import { defaultPool, poolAttributes } from "../live/kubernetes-cluster";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const kubernetesNodePool: Kind = defineKind({
  name: "KubernetesNodePool",
  type: "digitalocean:index/kubernetesNodePool:KubernetesNodePool",
  scopes: scopesOf("kubernetes", "read", "update"),
  scopesWhere: { tags: ["tag:read"] },
  tags: { use: "label", path: "tags" },
  size: { path: "size", list: "kubernetes" },
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { autoScale: false },
  replacing: ["clusterId", "gpuPartitionMode", "size"],
  computed: ["actualNodeCount", "nodes"],
  limits: [
    nodeGpuPartition("gpuPartitionMode"),
    nodeSize("size"),
    notAbove("minNodes", "maxNodes", openApi),
    named(
      "name",
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
      "lower-case letters, digits and dashes, not starting or ending with a dash",
      openApi,
    ),
    between("nodeCount", 0, 512, openApi),
    between("minNodes", 0, 512, openApi),
    between("maxNodes", 0, 512, openApi),
    nodeLabels("labels"),
    taintPart("taints", "key"),
    taintPart("taints", "value"),
    oneWordOf("taints[].effect", ["NoSchedule", "PreferNoSchedule", "NoExecute"], openApi),
    distinctTaints("taints", provider),
  ],
  droplets: (pool) => most(poolCount(pool)),
  usage: "droplet",
  shares: nodeShares(),
  live: {
    listed: { root: "node_pools" },
    under: "KubernetesCluster",
    is: (pool, { under }) => under === undefined || defaultPool(under)?.id !== pool.id,
    name: "{under.name}/{name}",
    attributes: (pool, { under }) => poolAttributes(pool, under),
  },
  price: (pool) => fleetPrice(pool, "size", poolCount(pool)),
});
