import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { WebTierDesign } from "./design";

/** Plans the Droplets' membership of the project; the load balancer and a pool name it in inputs of their own. */
export function planProject(
  { name, plan, args }: WebTierDesign,
  droplets: readonly Planned<digitalocean.Droplet>[],
): void {
  const { projectId } = args;
  if (projectId === undefined || droplets.length === 0) return;
  plan.child(digitalocean.ProjectResources, {
    name: `${name}-project`,
    inputs: {
      project: projectId,
      resources: droplets.map((droplet) => droplet.output(({ dropletUrn }) => dropletUrn)),
    },
    from: { inputs: { project: "projectId" } },
  });
}
