import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { KubernetesDesign } from "./design";

/** Plans the cluster's membership of the project. */
export function planProject(
  { name, plan, args: { projectId } }: KubernetesDesign,
  cluster: Planned<digitalocean.KubernetesCluster>,
): void {
  if (projectId === undefined) return;
  plan.child(digitalocean.ProjectResources, {
    name: `${name}-project`,
    inputs: { project: projectId, resources: [cluster.output(({ clusterUrn }) => clusterUrn)] },
    from: { inputs: { project: "projectId" } },
  });
}
