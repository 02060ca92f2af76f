import type { DataProblem } from "./data-problem";
import type { Path } from "./path";

/** Deeper than any settings, and shallow enough for every function that walks them. */
const deepest = 64;

/**
 * Copies data that came from outside into maps, lists and scalars of our own. What no YAML or JSON document could hold,
 * what refers to itself and what nests endlessly is reported; undefined in a map counts as left out.
 */
export function copyPlain(data: unknown): { readonly data: unknown; readonly problems: readonly DataProblem[] } {
  const problems: DataProblem[] = [];
  const refuse = (path: Path, message: string): undefined => {
    problems.push({ path, message });
    return undefined;
  };
  const copy = (value: unknown, path: Path, around: readonly object[]): unknown => {
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      return value;
    if (typeof value !== "object") return refuse(path, `expected plain data, found a ${typeof value}`);
    if (around.includes(value)) return refuse(path, "refers to itself");
    if (around.length >= deepest) return refuse(path.slice(0, 4), `nests deeper than ${deepest} levels`);
    const inside = [...around, value];
    if (Array.isArray(value)) return value.map((item: unknown, index) => copy(item ?? null, [...path, index], inside));
    if (!isPlainMap(value)) return refuse(path, "expected plain data, found an object of a class");
    const entries: [string, unknown][] = [];
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue;
      if (key === "__proto__") problems.push({ path: [...path, key], at: "key", message: "unknown key" });
      else {
        const copied = copy(item, [...path, key], inside);
        if (copied !== undefined) entries.push([key, copied]);
      }
    }
    return Object.fromEntries(entries);
  };
  return { data: copy(data, [], []), problems };
}

/** Also for objects of another realm, whose prototype is not this `Object.prototype`. */
function isPlainMap(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (typeof prototype === "object" && Object.getPrototypeOf(prototype) === null);
}
