import { numeral } from "../view/quoted";
import type { Limit } from "./limit";

/** A number that is at most another one of the resource. */
export function notAbove(path: string, upper: string, citation: string): Limit {
  return {
    path,
    allowed: `at most ${upper}`,
    citation,
    judge(lower, resource) {
      const bound = resource.read(upper);
      if (!lower.present || !bound.present) return undefined;
      const unseen = [lower, bound].find((property) => property.opaque);
      if (unseen !== undefined) return unseen;
      const [least, most] = [lower.number(), bound.number()];
      if (least === undefined || most === undefined || least <= most) return undefined;
      return `found ${numeral(resource, lower)}, but ${upper} is ${numeral(resource, bound)}`;
    },
  };
}
