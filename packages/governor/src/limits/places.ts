import type { Property } from "../view/property";
import type { ResourceView } from "../view/resource";

/** One step of a path: the property `key`, and every element of it. */
interface Step {
  readonly key: string;
  readonly each: boolean;
}

/** The paths are those of limits and rules: few, and looked up for each resource. */
const stepsByPath = new Map<string, readonly Step[]>();

/**
 * The properties at the path of a limit, in which `[]` is every element of a list. What cannot be seen on the way
 * stands for all that would be below it, so that one unknown list is one unknown.
 */
export function placesOf(resource: ResourceView, path: string): readonly Property[] {
  let places: readonly Property[] | undefined;
  for (const { key, each } of stepsOf(path)) {
    const here = places?.map((place) => (place.opaque ? place : place.get(key))) ?? [resource.read(key)];
    places = each ? here.flatMap((list) => (list.opaque ? [list] : list.elements())) : here;
  }
  return places ?? [];
}

function stepsOf(path: string): readonly Step[] {
  const known = stepsByPath.get(path);
  if (known !== undefined) return known;
  const steps = path.split(".").map((segment) => {
    const [key = "", each] = segment.split("[");
    return { key, each: each !== undefined };
  });
  stepsByPath.set(path, steps);
  return steps;
}
