import type { Property } from "./property";

/** Why a property cannot be used, such as `size is unknown until pulumi up`. */
export function reasonOf(property: Property): string {
  switch (property.state) {
    case "unknown":
      return property.knownAfter === undefined
        ? `${property.path} is not shown by DigitalOcean's API`
        : `${property.path} is unknown until ${property.knownAfter}`;
    case "hidden":
      return `${property.path} is a secret that cannot be read here`;
    case "absent":
      return `${property.path} is not set`;
    default:
      return `${property.path} has a value that cannot be read`;
  }
}

/** What keeps a rule from an answer. */
export interface Doubt {
  /** In words, such as `size is unknown until pulumi up`. */
  readonly reason: string;
  /** True if nothing hides the value: it is there, or missing, and cannot be read. */
  readonly unreadable: boolean;
}

/** The doubt that a property causes. `reason` says more exactly what is wrong with a value that cannot be read. */
export function doubtOf(property: Property, reason?: string): Doubt {
  return {
    reason: property.opaque ? reasonOf(property) : (reason ?? reasonOf(property)),
    unreadable: !property.opaque,
  };
}

/** A doubt about another resource, such as `the Firewall web`. */
export function doubtFrom(resource: string, { reason, unreadable }: Doubt): Doubt {
  return { reason: `of ${resource}, ${reason}`, unreadable };
}

/** True for a string, a number or a boolean, which cannot be read as the list or object that is expected. */
export function isScalar(property: Property): boolean {
  return property.text() !== undefined;
}
