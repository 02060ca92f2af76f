import type { Property } from "../view/property";
import type { Limit } from "./limit";

/** Properties of which an object has one at most. What is false or empty is not set. */
export function oneAmong(path: string, names: readonly string[], citation: string): Limit {
  return {
    path,
    allowed: `one of ${names.join(", ")}`,
    citation,
    judge(object) {
      const given = names.filter((name) => isGiven(object.get(name)));
      return object.opaque || given.length < 2 ? undefined : `has ${given.join(" and ")}`;
    },
  };
}

const isGiven = (property: Property): boolean =>
  property.present && property.boolean() !== false && property.text() !== "";
