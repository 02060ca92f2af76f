import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";

/** An input of a Droplet, which an autoscale pool has in the template of its Droplets. */
export function dropletInput(resource: ResourceView, input: string): Property {
  return resource.read(resource.kind?.name === "DropletAutoscale" ? `dropletTemplate.${input}` : input);
}
