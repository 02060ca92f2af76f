import { most, poolCount } from "../cost/count";
import { clusterPrice } from "../cost/kubernetes-price";
import { notAbove } from "../limits/not-above";
import { openApi } from "../limits/sources";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const kubernetesCluster: Kind = defineKind({
  name: "KubernetesCluster",
  type: "digitalocean:index/kubernetesCluster:KubernetesCluster",
  // The inner tags name the Droplets of the first node pool.
  tags: { use: "label", path: "tags", inner: "nodePool.tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  size: { path: "nodePool.size", list: "kubernetes" },
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026); autoUpgrade: DigitalOcean's OpenAPI (7 Aug 2026).
  // ha is not here: what it is when left out depends on the version.
  defaults: {
    autoUpgrade: false,
    destroyAllAssociatedResources: false,
    isolatedWorkers: false,
    "nodePool.autoScale": false,
    registryIntegration: false,
    surgeUpgrade: true,
  },
  replacing: [
    "clusterSubnet",
    "isolatedWorkers",
    "nodePool.gpuPartitionMode",
    "nodePool.size",
    "region",
    "serviceSubnet",
    "vpcUuid",
    "workerSubnetUuid",
  ],
  secrets: ["kubeConfigs"],
  computed: ["clusterUrn", "createdAt", "endpoint", "ipv4Address", "kubeConfigs", "status", "updatedAt"],
  limits: [notAbove("nodePool.minNodes", "nodePool.maxNodes", openApi)],
  droplets: (cluster) => most(poolCount(cluster, "nodePool.")),
  price: clusterPrice,
});
