import { numeral } from "../view/quoted";
import type { Limit } from "./limit";

/** A number from `least` to `most`, both included. */
export function between(path: string, least: number, most: number, citation: string): Limit {
  return {
    path,
    allowed: `${least} to ${most}`,
    citation,
    judge(property, resource) {
      if (property.opaque) return property;
      if (!property.present) return undefined;
      const number = property.number();
      if (number === undefined) return "is not a number";
      return least <= number && number <= most ? undefined : `found ${numeral(resource, property)}`;
    },
  };
}
