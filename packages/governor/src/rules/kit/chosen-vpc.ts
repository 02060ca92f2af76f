import type { ResourceView } from "../../view/resource";
import type { Outcome } from "../rule";
import { doubtOfOrigin } from "./origin";
import { unclear, undecided, violation } from "./outcome";

/**
 * What is wrong with the VPC at `path`. An unknown ID is enough if it comes from a Vpc of
 * the program; without a VPC, DigitalOcean uses the default VPC of the region.
 *
 * @param what What would be created there, such as `the Droplet`.
 */
export function* chosenVpc(resource: ResourceView, path: string, what: string): Iterable<Outcome> {
  const vpc = resource.read(path);
  if (!vpc.present || vpc.text()?.trim() === "") {
    yield violation(vpc, `${what} would be created in the default VPC`);
    return;
  }
  if (vpc.text() !== undefined) return;
  const [head = path] = path.split(".");
  const outer = resource.read(head);
  // What an object that cannot be seen depends on says nothing of this one input.
  const unread = vpc.opaque ? (head !== path && outer.opaque ? outer : undefined) : vpc;
  if (unread !== undefined) {
    yield unclear(vpc, "whether a VPC is set", unread);
    return;
  }
  const doubt = doubtOfOrigin(resource, vpc, "Vpc");
  if (doubt !== undefined) yield undecided(vpc, doubt.reason);
}
