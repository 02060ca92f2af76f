import { attributeOf, listIn, objectsIn } from "./api-object";
import type { ApiObject } from "./live";

/** By this tag the provider tells the node pool that belongs to the cluster itself. */
const defaultTag = "terraform:default-node-pool";

/** The node pool that is an input of the cluster: the one that the provider has marked, else the first. */
export function defaultPool(cluster: ApiObject): ApiObject | undefined {
  const pools = objectsIn(cluster.node_pools);
  return pools.find(({ tags }) => listIn(tags).includes(defaultTag)) ?? pools[0];
}

/** The Droplets that are nodes. */
export function nodeDroplets(cluster: ApiObject): readonly unknown[] {
  return objectsIn(cluster.node_pools).flatMap(({ nodes }) => objectsIn(nodes).map((node) => node.droplet_id));
}

/** The API's names of the inputs of a cluster, of which its default node pool is one. */
export function clusterAttributes(cluster: ApiObject): ApiObject {
  const { tags, registry_enabled: registry, rdma_shared_dev_plugin: rdma, status, ipv4, ...rest } = cluster;
  const pool = defaultPool(cluster);
  return {
    ...rest,
    tags: ownTags(tags),
    registry_integration: registry,
    rdma_shared_device_plugin: rdma,
    status: attributeOf(status, "state"),
    ipv4_address: ipv4,
    node_pool: pool && poolAttributes(pool, undefined),
  };
}

/** The API's names of the inputs of a node pool. */
export function poolAttributes({ tags, count, ...rest }: ApiObject, cluster: ApiObject | undefined): ApiObject {
  return { ...rest, tags: ownTags(tags), node_count: count, cluster_id: cluster?.id };
}

/** Without the tags that DOKS and the provider put there. */
function ownTags(tags: unknown): readonly unknown[] {
  return listIn(tags).filter((tag) => typeof tag === "string" && tag !== "k8s" && !/^(k8s|terraform):/.test(tag));
}
