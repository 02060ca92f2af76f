import type { Property } from "../view/property";
import { quoted } from "../view/quoted";
import type { ResourceView } from "../view/resource";
import type { Limit } from "./limit";

/** Properties that a text must differ from. */
export interface Others {
  /** What tells them from the others of the same resource. */
  readonly of: string;
  /** All of them, the text's own included, in order. */
  all(): readonly Property[];
}

/**
 * A text that no other of its kind repeats; the first to have it keeps to the limit. What is not known is not judged.
 *
 * @param fold What of a text counts.
 */
export function distinct(
  { path, allowed, citation }: Pick<Limit, "path" | "allowed" | "citation">,
  among: (resource: ResourceView, property: Property) => Others,
  fold: (text: string) => string = (text) => text,
): Limit {
  // Each of thousands would look through thousands.
  const known = new WeakMap<ResourceView, Map<string, ReadonlyMap<string, string>>>();
  const firstPaths = (resource: ResourceView, { of, all }: Others) => {
    const ofResource = known.get(resource) ?? new Map<string, ReadonlyMap<string, string>>();
    known.set(resource, ofResource);
    const found =
      ofResource.get(of) ??
      new Map(
        all()
          .toReversed()
          .map((one) => [fold(one.text() ?? ""), one.path]),
      );
    ofResource.set(of, found);
    return found;
  };
  return {
    path,
    allowed,
    citation,
    judge(property, resource) {
      const text = property.text();
      if (text === undefined) return undefined;
      const first = firstPaths(resource, among(resource, property)).get(fold(text));
      if (first === undefined || first === property.path) return undefined;
      return `found ${quoted(resource, property)}, as in ${first}`;
    },
  };
}
