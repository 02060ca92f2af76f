import { numeral } from "../view/quoted";
import type { Limit } from "./limit";

/** A number from `least` to `most`, both included. */
export function between(
  path: string,
  least: number,
  most: number,
  citation: string,
  { whole = false }: { readonly whole?: boolean } = {},
): Limit {
  return {
    path,
    allowed: `${whole ? "a whole number from " : ""}${least} to ${most}`,
    citation,
    judge(property, resource) {
      if (property.opaque) return property;
      if (!property.present) return undefined;
      const number = property.number();
      if (number === undefined) return "is not a number";
      const isRight = least <= number && number <= most && (!whole || Number.isInteger(number));
      return isRight ? undefined : `found ${numeral(resource, property)}`;
    },
  };
}
