import { placesOf } from "../../limits/places";
import type { Property } from "../../view/property";
import { type Doubt, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { parseUrn } from "../../view/urn";
import { existingKind } from "../strict-reads";

/** URNs of the resources of a kind that an input comes from; undefined if the reader does not tell. */
export function originsOf(resource: ResourceView, path: string, kind: string): readonly string[] | undefined {
  const { type } = existingKind(kind);
  return resource.dependsOn(path)?.filter((urn) => parseUrn(urn)?.type === type);
}

/**
 * Why a value that cannot be seen may be something else than what a resource of `kind` gave, or nothing at all;
 * undefined if it comes from one.
 */
export function doubtOfOrigin(resource: ResourceView, property: Property, kind: string): Doubt | undefined {
  const origins = originsOf(resource, property.path, kind);
  if (origins !== undefined && origins.length > 0) return undefined;
  const why =
    origins === undefined
      ? "what was read does not show where it comes from"
      : `it does not come from a ${kind} in the program`;
  const { reason, unreadable } = doubtOf(property);
  return { reason: `${reason}, and ${why}`, unreadable };
}

/** True for the resource of that id, which for some kinds is an input, such as the name of a domain. */
function isNamed({ id, kind, read }: ResourceView, text: string): boolean {
  return id === text || (kind?.idInput !== undefined && read(kind.idInput).text() === text);
}

/** What one place of an input names. */
export interface Targets {
  readonly property: Property;
  /** Each of them once; none for what is not of the stack. */
  readonly resources: readonly ResourceView[];
  /** Why they cannot be determined; undefined if they are known. */
  readonly doubt: Doubt | undefined;
}

/**
 * The resources of a kind that an input of one resource names, in the same account: by id, or by the resource that a
 * value comes from which is unknown until `pulumi up`.
 *
 * @param path In which `[]` is every element of a list, such as `vpcs[].vpcUuid`.
 */
export function targetsOf(stack: StackView, resource: ResourceView, path: string, kind: string): readonly Targets[] {
  const places = placesOf(resource, path).filter((property) => property.present);
  const ofAccount = ({ account }: ResourceView) => account === resource.account;
  const seen = new Set<ResourceView>();
  return places.map((property) => {
    const id = property.text();
    const urns = property.opaque ? originsOf(resource, property.path, kind) : [];
    const from = (urns ?? []).flatMap((urn) => stack.resource(urn) ?? []).filter(ofAccount);
    const found = id === undefined ? from : stack.ofKind(kind).filter((one) => isNamed(one, id) && ofAccount(one));
    const why =
      urns === undefined
        ? `what was read does not say which ${kind} it comes from`
        : from.length > places.length
          ? `it comes from one of ${from.length} ${kind} resources`
          : undefined;
    if (why !== undefined) return { property, resources: [], doubt: { reason: why, unreadable: false } };
    const resources = found.filter((one) => !seen.has(one));
    for (const one of resources) seen.add(one);
    return { property, resources, doubt: undefined };
  });
}
