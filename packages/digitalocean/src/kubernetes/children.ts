import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { PrivateNetwork } from "../parts/private-network";
import { planAlerts } from "./alerts";
import { planCluster } from "./cluster";
import type { KubernetesDesign } from "./design";
import { planNetwork } from "./network";
import { planNodePools } from "./node-pools";
import { type NodeTag, planNodeTag } from "./node-tag";
import { planProject } from "./project";

/** The children of a governed cluster that others may want to look at, and what they know. */
export interface KubernetesChildren extends PrivateNetwork, Pick<NodeTag, "tag"> {
  readonly cluster: Planned<digitalocean.KubernetesCluster>;
  /** By key. */
  readonly nodePools: Readonly<Record<string, Planned<digitalocean.KubernetesNodePool>>>;
}

/** Plans the children of a governed cluster, in the order in which they are registered. */
export function planKubernetes(design: KubernetesDesign): KubernetesChildren {
  const nodeTag = planNodeTag(design);
  const network = planNetwork(design);
  const cluster = planCluster(design, network, nodeTag);
  const nodePools = planNodePools(design, cluster, nodeTag);
  planProject(design, cluster);
  planAlerts(design, nodeTag);
  return { ...network, tag: nodeTag.tag, cluster, nodePools };
}
