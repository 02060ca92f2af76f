import type { Path } from "./path";

/**
 * The data without the places at fault, so that what is right can be checked further. Where something is missing, what
 * lacks it goes.
 */
export function prune(data: unknown, faulty: readonly Path[]): unknown {
  const places = new Set(faulty.map(keyOf));
  const lacking = new Set(faulty.map((path) => keyOf(path.slice(0, -1))));
  const kept = (value: unknown, path: Path): unknown => {
    if (places.has(keyOf(path))) return undefined;
    if (typeof value !== "object" || value === null) return value;
    const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(value);
    if (lacking.has(keyOf(path))) {
      const present = new Set(entries.map(([key]) => keyOf([...path, key])));
      if (faulty.some((place) => isChild(path, place) && !present.has(keyOf(place)))) return undefined;
    }
    const rest = entries.flatMap(([key, item]) => {
      const inner = kept(item, [...path, key]);
      return inner === undefined ? [] : [[key, inner] as const];
    });
    return Array.isArray(value) ? rest.map(([, item]) => item) : Object.fromEntries(rest);
  };
  return kept(data, []);
}

function isChild(parent: Path, place: Path): boolean {
  return place.length === parent.length + 1 && keyOf(place.slice(0, -1)) === keyOf(parent);
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
