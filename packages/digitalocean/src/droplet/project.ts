import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { DropletDesign } from "./design";
import type { Storage } from "./volume";

/** Plans the membership of the project. A reserved address cannot move to a project while it is assigned. */
export function planProject(
  { name, plan, args }: DropletDesign,
  droplet: Planned<digitalocean.Droplet>,
  storage: Storage | undefined,
): void {
  const { projectId } = args;
  if (projectId === undefined) return;
  const volumes = storage?.volume === undefined ? [] : [storage.volume.output(({ volumeUrn }) => volumeUrn)];
  plan.child(digitalocean.ProjectResources, {
    name: `${name}-project`,
    inputs: { project: projectId, resources: [droplet.output(({ dropletUrn }) => dropletUrn), ...volumes] },
    from: { inputs: { project: "projectId" } },
  });
}
