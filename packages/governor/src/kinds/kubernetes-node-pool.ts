import { most, poolCount } from "../cost/count";
import { fleetPrice } from "../cost/droplet-price";
import { notAbove } from "../limits/not-above";
import { openApi } from "../limits/sources";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const kubernetesNodePool: Kind = defineKind({
  name: "KubernetesNodePool",
  type: "digitalocean:index/kubernetesNodePool:KubernetesNodePool",
  tags: { use: "label", path: "tags" },
  size: { path: "size", list: "kubernetes" },
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { autoScale: false },
  replacing: ["clusterId", "gpuPartitionMode", "size"],
  computed: ["actualNodeCount", "nodes"],
  limits: [notAbove("minNodes", "maxNodes", openApi)],
  droplets: (pool) => most(poolCount(pool)),
  price: (pool) => fleetPrice(pool, "size", poolCount(pool)),
});
