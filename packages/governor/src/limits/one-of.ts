import { numeral, quoted } from "../view/quoted";
import type { Limit } from "./limit";

/** One of a few numbers. */
export function oneNumberOf(path: string, numbers: readonly number[], citation: string): Limit {
  return {
    path,
    allowed: choice(numbers),
    citation,
    judge(property, resource) {
      if (property.opaque) return property;
      const number = property.number();
      const kept = !property.present || (number !== undefined && numbers.includes(number));
      return kept ? undefined : `found ${numeral(resource, property)}`;
    },
  };
}

/** One of a few words; with `anyCase` in upper or lower case alike. */
export function oneWordOf(path: string, words: readonly string[], citation: string, { anyCase = false } = {}): Limit {
  const fold = (word: string) => (anyCase ? word.toLowerCase() : word);
  const folded = words.map(fold);
  return {
    path,
    allowed: choice(words),
    citation,
    judge(property, resource) {
      if (property.opaque) return property;
      const kept = !property.present || folded.includes(fold(property.text() ?? ""));
      return kept ? undefined : `found ${quoted(resource, property)}`;
    },
  };
}

/** `a, b or c` */
function choice(all: readonly (string | number)[]): string {
  return all.length === 1 ? `${all[0]}` : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
