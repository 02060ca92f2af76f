import type { ApiObject } from "./live";

/** The objects in a list; none for anything else. */
export function objectsIn(value: unknown): readonly ApiObject[] {
  return listIn(value).filter(isApiObject);
}

/** The elements of a list; none for anything else. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** True for an object, not for a list. */
export function isApiObject(value: unknown): value is ApiObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The attribute of an object; undefined in anything else. */
export function attributeOf(value: unknown, name: string): unknown {
  return isApiObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * Fills in a template such as `{under.id}/user/{name}`; undefined if the object lacks one of its attributes.
 *
 * @param encode How to write an attribute, such as `encodeURIComponent` in a path.
 */
export function filledIn(
  template: string,
  object: ApiObject,
  under?: ApiObject,
  encode: (text: string) => string = (text) => text,
): string | undefined {
  let isWhole = true;
  const text = template.replaceAll(/\{(under\.)?([\w.]+)\}/g, (_, outer: string | undefined, path: string) => {
    const value = path.split(".").reduce<unknown>(attributeOf, outer === undefined ? object : under);
    if ((typeof value !== "string" && typeof value !== "number") || value === "") isWhole = false;
    return encode(`${value}`);
  });
  return isWhole ? text : undefined;
}
