import { numeral } from "../view/quoted";
import type { Limit } from "./limit";

/** A number that is at least another. */
export function atLeast(path: string, least: number, citation: string): Limit {
  return {
    path,
    allowed: `at least ${least}`,
    citation,
    judge(property, resource) {
      if (property.opaque) return property;
      const number = property.number();
      return number === undefined || number >= least ? undefined : `found ${numeral(resource, property)}`;
    },
  };
}
