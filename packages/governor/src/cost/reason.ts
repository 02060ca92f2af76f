import type { Property } from "../view/property";

/** Why a property does not give what a price needs, such as `size is not known before up`. */
export function reasonOf(property: Property): string {
  switch (property.state) {
    case "unknown":
      return `${property.path} is not known before up`;
    case "hidden":
      return `${property.path} is a secret that this source does not show`;
    case "absent":
      return `${property.path} is not set`;
    default:
      return `${property.path} has a value that no price is known for`;
  }
}
