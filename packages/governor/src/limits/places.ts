import type { Property } from "../view/property";
import type { ResourceView } from "../view/resource";

/**
 * The properties at the path of a limit, in which `[]` is every element of a list. What cannot be seen on the way
 * stands for all that would be below it, so that one unknown list is one unknown.
 */
export function placesOf(resource: ResourceView, path: string): readonly Property[] {
  let places: readonly Property[] = [];
  for (const [depth, segment] of path.split(".").entries()) {
    const [key = "", each] = segment.split("[");
    const here = depth === 0 ? [resource.read(key)] : places.map((place) => (place.opaque ? place : place.get(key)));
    places = each === undefined ? here : here.flatMap((list) => (list.opaque ? [list] : list.elements()));
  }
  return places;
}
