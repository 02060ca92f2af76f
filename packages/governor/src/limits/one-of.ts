import { numeral, quoted } from "../view/quoted";
import type { Limit } from "./limit";

/** One of a few numbers. */
export function oneNumberOf(path: string, numbers: readonly number[], source: string): Limit {
  return {
    path,
    allowed: choice(numbers),
    source,
    judge(property, resource) {
      if (property.opaque) return property;
      const number = property.number();
      const kept = !property.present || (number !== undefined && numbers.includes(number));
      return kept ? undefined : `it is ${numeral(resource, property)}`;
    },
  };
}

/** One of a few words. */
export function oneWordOf(path: string, words: readonly string[], source: string): Limit {
  return {
    path,
    allowed: choice(words),
    source,
    judge(property, resource) {
      if (property.opaque) return property;
      const kept = !property.present || words.includes(property.text() ?? "");
      return kept ? undefined : `it is ${quoted(resource, property)}`;
    },
  };
}

/** `a, b or c` */
function choice(all: readonly (string | number)[]): string {
  return `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
