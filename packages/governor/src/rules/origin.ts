import { kindNamed } from "../kinds";
import type { Property } from "../view/property";
import { type Doubt, doubtOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { parseUrn } from "../view/urn";

/** URNs of the resources of a kind that an input comes from; undefined where the source does not tell. */
export function originsOf(resource: ResourceView, path: string, kind: string): readonly string[] | undefined {
  const type = kindNamed(kind)?.type;
  return resource.dependsOn(path)?.filter((urn) => parseUrn(urn)?.type === type);
}

/**
 * Why a value that cannot be seen may be something else than what a resource of `kind` gave, or nothing at all;
 * undefined where it comes from one.
 */
export function doubtOfOrigin(resource: ResourceView, property: Property, kind: string): Doubt | undefined {
  const origins = originsOf(resource, property.path, kind);
  if (origins !== undefined && origins.length > 0) return undefined;
  const why =
    origins === undefined ? "this source does not tell where it comes from" : `it comes from no ${kind} of the program`;
  const { reason, unreadable } = doubtOf(property);
  return { reason: `${reason}, and ${why}`, unreadable };
}
