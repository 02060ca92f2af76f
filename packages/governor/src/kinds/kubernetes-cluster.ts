import { prices } from "../catalogue/prices";
import { most, poolCount } from "../cost/count";
import { clusterPrice } from "../cost/kubernetes-price";
import { usd } from "../cost/money";
import { nodeShares } from "../cost/traffic";
import { between } from "../limits/between";
import { openApi, provider } from "../limits/citations";
import { clusterSubnet } from "../limits/cluster-subnet";
import { nodeGpuPartition } from "../limits/gpu-partition";
import { kubernetesVersion } from "../limits/kubernetes-version";
import { distinctTaints, nodeLabels, taintPart } from "../limits/node-label";
import { nodeSize } from "../limits/node-size";
import { notAbove } from "../limits/not-above";
import { oneWordOf } from "../limits/one-of";
import { singleSignOn } from "../limits/single-sign-on";
import { someWorker } from "../limits/some-worker";
import { named } from "../limits/text";
import { clusterAttributes, nodeDroplets } from "../live/kubernetes-cluster";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const kubernetesCluster: Kind = defineKind({
  name: "KubernetesCluster",
  type: "digitalocean:index/kubernetesCluster:KubernetesCluster",
  scopes: [...scopesOf("kubernetes"), "kubernetes:access_cluster"],
  scopesWhere: { "nodePool.tags": ["tag:read"], tags: ["tag:read"], vpcUuid: ["vpc:read"] },
  // The inner tags name the Droplets of the first node pool.
  tags: { use: "label", path: "tags", inner: "nodePool.tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  vpcs: ["vpcUuid"],
  size: { path: "nodePool.size", list: "kubernetes" },
  nameInput: "name",
  // What was deployed on it, and the secrets that it keeps, are in no program.
  holdsData: true,
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
  unimported: [
    "destroyAllAssociatedResources",
    "kubeconfigExpireSeconds",
    "maintenancePolicy.duration",
    "nodePool.actualNodeCount",
    "nodePool.id",
    "nodePool.nodes",
    "registryIntegration",
  ],
  secrets: ["kubeConfigs"],
  computed: ["clusterUrn", "createdAt", "endpoint", "ipv4Address", "kubeConfigs", "status", "updatedAt"],
  limits: [
    nodeGpuPartition("nodePool.gpuPartitionMode"),
    nodeSize("nodePool.size"),
    singleSignOn,
    someWorker,
    notAbove("nodePool.minNodes", "nodePool.maxNodes", openApi),
    named(
      "name",
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
      "lower-case letters, digits and dashes, not starting or ending with a dash",
      openApi,
    ),
    kubernetesVersion,
    clusterSubnet("clusterSubnet", "serviceSubnet"),
    clusterSubnet("serviceSubnet", "clusterSubnet"),
    named("maintenancePolicy.startTime", /^([01]?\d|2[0-3]):[0-5]\d$/, "a time of day in UTC such as 04:00", openApi),
    oneWordOf(
      "maintenancePolicy.day",
      ["any", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
      openApi,
      { anyCase: true },
    ),
    named(
      "nodePool.name",
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
      "lower-case letters, digits and dashes, not starting or ending with a dash",
      openApi,
    ),
    between("nodePool.nodeCount", 0, 512, openApi),
    between("nodePool.minNodes", 0, 512, openApi),
    between("nodePool.maxNodes", 0, 512, openApi),
    nodeLabels("nodePool.labels"),
    taintPart("nodePool.taints", "key"),
    taintPart("nodePool.taints", "value"),
    oneWordOf("nodePool.taints[].effect", ["NoSchedule", "PreferNoSchedule", "NoExecute"], openApi),
    distinctTaints("nodePool.taints", provider),
  ],
  droplets: (cluster) => most(poolCount(cluster, "nodePool.")),
  usage: "droplet",
  shares: nodeShares("nodePool."),
  traps: [
    {
      words: `ha is not set: it is on by default from Kubernetes 1.36, costs ${usd(prices.kubernetesHighAvailability.usd)} a month and cannot be turned off again`,
      has: (cluster, price) =>
        !cluster.given("ha").present && price.state === "priced" && price.basis.includes("high availability"),
    },
    {
      words: `what runs in the cluster is not in this stack: each Service of type LoadBalancer costs ${usd(prices.loadBalancerRegional.usd)} a month, each volume ${usd(prices.volume.usd)} per GiB`,
    },
  ],
  live: {
    listed: { path: "/v2/kubernetes/clusters", root: "kubernetes_clusters" },
    urn: "do:kubernetes:{id}",
    makes: { kind: "Droplet", ids: nodeDroplets },
    attributes: clusterAttributes,
  },
  price: clusterPrice,
});
