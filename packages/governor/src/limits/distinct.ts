import type { Property } from "../view/property";
import { quoted } from "../view/quoted";
import type { ResourceView } from "../view/resource";
import type { Limit } from "./limit";

/**
 * A text that no other of its kind repeats; the first to have it keeps to the limit. What is not known is not judged.
 *
 * @param all All properties that it must differ from, itself included, in order.
 * @param fold What of a text counts.
 */
export function distinct(
  { path, allowed, citation }: Pick<Limit, "path" | "allowed" | "citation">,
  all: (resource: ResourceView, property: Property) => readonly Property[],
  fold: (text: string) => string = (text) => text,
): Limit {
  return {
    path,
    allowed,
    citation,
    judge(property, resource) {
      const text = property.text();
      if (text === undefined) return undefined;
      const first = all(resource, property).find((one) => fold(one.text() ?? "") === fold(text));
      if (first === undefined || first.path === property.path) return undefined;
      return `found ${quoted(resource, property)}, as in ${first.path}`;
    },
  };
}
