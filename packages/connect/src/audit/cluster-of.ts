import type { ResourceView } from "@infrafabric/governor";
import { type LiveAccount, textsOf } from "./live-account.ts";

/** The Kubernetes cluster that made a resource. */
export interface ClusterOf {
  readonly id: string;
  /** False if the account has no such cluster any more. */
  readonly exists: boolean;
}

/** What Kubernetes makes for itself has the cluster's tag; a load balancer sends its traffic to what has it. */
const clusterTag = /^k8s:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** How the storage driver names a volume. */
const claimName = /^pvc-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The cluster that made a resource, by its tags; undefined if none did, or if clusters could not be read. */
export function clusterOf(resource: ResourceView, account: LiveAccount): ClusterOf | undefined {
  if (!account.isRead("KubernetesCluster") || isPartOfCluster(resource)) return undefined;
  const tags = [
    ...textsOf(resource.read("tags")),
    ...textsOf(account.fact(resource, "tags")),
    resource.read("dropletTag").text() ?? "",
  ];
  const id = tags.map((tag) => clusterTag.exec(tag)?.[1]?.toLowerCase()).find((one) => one !== undefined);
  if (id === undefined) return undefined;
  return { id, exists: account.stack.ofKind("KubernetesCluster").some((cluster) => cluster.id === id) };
}

/** True for a volume that Kubernetes made for a persistent volume claim. */
export function isOfClaim(volume: ResourceView): boolean {
  return claimName.test(volume.read("name").text() ?? "");
}

/** A cluster and its pools have the tag too: they are not made by it, they are it. */
const isPartOfCluster = ({ kind }: ResourceView) => kind?.name.startsWith("Kubernetes") === true;
