import { clusterOf, isOfClaim } from "../cluster-of.ts";
import { textsOf } from "../live-account.ts";
import type { WasteKind } from "./waste.ts";

/** What a Kubernetes cluster made and nobody deleted with it. */
export const kubernetesLeftover: WasteKind = {
  id: "kubernetes-leftover",
  title: "Leftovers of Kubernetes clusters that no longer exist",
  kinds: ["Volume", "VolumeSnapshot", "LoadBalancer", "Droplet", "Firewall"],
  needs: ["KubernetesCluster"],
  fix: "Delete it; next time, delete the cluster with its associated resources",
  check(resource, { account }) {
    const cluster = clusterOf(resource, account);
    if (cluster !== undefined)
      return cluster.exists ? undefined : `the Kubernetes cluster ${cluster.id}, which made it, no longer exists`;
    // Not every version of the storage driver tags what it makes.
    const isOrphan =
      resource.kind?.name === "Volume" &&
      isOfClaim(resource) &&
      textsOf(account.fact(resource, "droplet_ids")).length === 0 &&
      account.stack.ofKind("KubernetesCluster").length === 0;
    return isOrphan
      ? "it was made for a persistent volume claim, and the account has no Kubernetes cluster"
      : undefined;
  },
};
