/** A value that the engine cannot know before `up`. */
export const unknown: unique symbol = Symbol.for("infrafabric.unknown");

/** A secret that the reader at hand does not show. */
export const hidden: unique symbol = Symbol.for("infrafabric.hidden");

/** An object whose properties are values. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** A property value as every reader gives it: JSON whose parts may be unknown or hidden, at any depth. */
export type Value = string | number | boolean | null | typeof unknown | typeof hidden | readonly Value[] | ValueMap;

/** True for an object, false for a list, a scalar, `unknown` and `hidden`. */
export function isValueMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !isValueList(value);
}

/** True for a list. */
export function isValueList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
