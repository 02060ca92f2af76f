import { charactersOf } from "./found";

/** Where something stands in the settings: keys and list positions from the top. */
export type Path = readonly (string | number)[];

const plainKey = /^([\w./-]{1,64}|[?*])$/;

/** A path for people, such as `exemptions[0].reason`. Keys that are not plain words are described, not shown. */
export function showPath(path: Path): string {
  let shown = "";
  for (const segment of path) {
    if (typeof segment === "number") shown += `[${segment}]`;
    else shown += `${shown === "" ? "" : "."}${showKey(segment)}`;
  }
  return shown;
}

/** The value at a path, or undefined where there is none. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const segment of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = Reflect.get(value, segment);
  }
  return value;
}

/** True when one path leads to, or through, the place of the other. */
export function overlaps(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((segment, index) => segment === other[index]);
}

function showKey(key: string): string {
  return plainKey.test(key) ? key : `<key of ${charactersOf(key)}>`;
}
