import { isPlainObject } from "./plain-object";

/** The properties that are set: `undefined` and null count as left out, and must not undo a default. */
export function defined<T extends object>(properties: T): T;
export function defined(properties: object): object {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => isSet(value)));
}

/** The same at every depth of plain objects and arrays. An element that is not set stays: its place counts. */
export function definedThroughout<T extends object>(properties: T): T;
export function definedThroughout(properties: object): unknown {
  return withoutUnset(properties);
}

function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnset);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (isSet(inner) ? [[key, withoutUnset(inner)]] : [])),
  );
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
