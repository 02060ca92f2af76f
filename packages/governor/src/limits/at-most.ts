import type { Property } from "../view/property";
import type { Limit } from "./limit";

/** A list of at most so many entries, equal ones counted once. */
export function atMost(path: string, most: number, source: string, fix?: string): Limit {
  return {
    path,
    allowed: `at most ${most} entries`,
    source,
    ...(fix === undefined ? {} : { fix }),
    judge(list) {
      if (list.opaque) return list;
      const count = distinct(list.elements());
      return count > most ? `it has ${count} entries` : undefined;
    },
  };
}

/** How many there are; the provider takes ids and tags as sets, tags without regard to case. */
function distinct(elements: readonly Property[]): number {
  const texts = elements.flatMap((element) => element.text()?.toLowerCase() ?? element.number()?.toString() ?? []);
  return elements.length - texts.length + new Set(texts).size;
}
