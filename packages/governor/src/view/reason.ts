import type { Property } from "./property";

/** Why a property does not give what is needed of it, such as `size is not known before up`. */
export function reasonOf(property: Property): string {
  switch (property.state) {
    case "unknown":
      return `${property.path} is not known before up`;
    case "hidden":
      return `${property.path} is a secret that this source does not show`;
    case "absent":
      return `${property.path} is not set`;
    default:
      return `${property.path} has a value that is not understood`;
  }
}

/** True where a text, a number or a boolean stands; where a list or an object is due, it cannot be read as one. */
export function isScalar(property: Property): boolean {
  return property.text() !== undefined || property.number() !== undefined || property.boolean() !== undefined;
}
