/** A value that the engine cannot know before `up`. */
export const unknown: unique symbol = Symbol.for("infrafabric.unknown");

/** A value that Terraform cannot know before `apply`. */
export const unapplied: unique symbol = Symbol.for("infrafabric.unapplied");

/** A value that DigitalOcean's API does not show of what exists. */
export const unshown: unique symbol = Symbol.for("infrafabric.unshown");

/** A secret that the reader at hand does not show. */
export const hidden: unique symbol = Symbol.for("infrafabric.hidden");

/** An object whose properties are values. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** A property value as every reader gives it: JSON whose parts may be unknown or hidden, at any depth. */
export type Value = string | number | boolean | null | Sentinel | readonly Value[] | ValueMap;

type Sentinel = typeof unknown | typeof unapplied | typeof unshown | typeof hidden;

/** True for an object, false for a list, a scalar and what cannot be seen. */
export function isValueMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !isValueList(value);
}

/** True for a list. */
export function isValueList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The same object with another value at a path such as `nodePool.size` or `rules[0].ports`; lists only grow at their end. */
export function withValue(root: ValueMap, path: string, value: Value): ValueMap {
  const [head = "", ...rest] = path.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
  const before = Object.hasOwn(root, head) ? root[head] : undefined;
  return { ...root, [head]: within(before, rest, value) };
}

function within(before: Value | undefined, segments: readonly string[], value: Value): Value {
  const [head, ...rest] = segments;
  if (head === undefined) return value;
  if (!isValueList(before)) {
    const map = isValueMap(before) ? before : {};
    return { ...map, [head]: within(Object.hasOwn(map, head) ? map[head] : undefined, rest, value) };
  }
  const index = Math.min(Number(head), before.length);
  return [...before.slice(0, index), within(before[index], rest, value), ...before.slice(index + 1)];
}
