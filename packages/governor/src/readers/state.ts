import * as z from "zod";
import type { ResourceRecord } from "../view/resource";
import { nameOf } from "../view/urn";
import { decodeMap } from "./decode";
import { positionOf } from "./position";
import { ReaderError, shortened } from "./reader-error";

/** Read value by value later: to go through every property here as well would take as long again. */
const properties = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "must be an object",
);

/** A resource as states and previews write it. */
export const resourceState = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: properties.optional(),
  outputs: properties.optional(),
  custom: z.boolean().optional(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  protect: z.boolean().optional(),
  external: z.boolean().optional(),
  delete: z.boolean().optional(),
  pendingReplacement: z.boolean().optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).optional(),
  sourcePosition: z.string().optional(),
  stackTrace: z.array(z.looseObject({ sourcePosition: z.string().optional() })).optional(),
});

/** A resource as states and previews write it. */
export type ResourceState = z.infer<typeof resourceState>;

/** What `pulumi stack export` writes. */
export const stackExport = z.looseObject({
  deployment: z.looseObject({ resources: z.array(resourceState).optional() }),
});

/** The records of a deployed stack. A resource that an interrupted replacement left for deletion is not a second one. */
export function recordsOfState(state: z.infer<typeof stackExport>): readonly ResourceRecord[] {
  const byUrn = new Map<string, ResourceRecord>();
  for (const resource of state.deployment.resources ?? []) {
    const record = recordOf(resource, {
      ...(resource.delete === true
        ? { pending: "delete" }
        : resource.pendingReplacement === true
          ? { pending: "replace" }
          : {}),
    });
    const earlier = byUrn.get(record.urn);
    // One that is left out would not be judged.
    if (earlier !== undefined && earlier.pending === undefined && record.pending === undefined)
      throw new ReaderError(`two resources have the URN ${shortened(record.urn)}, and neither is pending deletion`);
    if (earlier === undefined || earlier.pending === "delete") byUrn.set(record.urn, record);
  }
  return [...byUrn.values()];
}

/** One resource's state as a record. `more` overrides what the state says of itself. */
export function recordOf(state: ResourceState, more: Partial<ResourceRecord> = {}): ResourceRecord {
  const source = positionOf(state.sourcePosition, state.stackTrace);
  return {
    urn: state.urn,
    type: state.type,
    name: nameOf(state.urn),
    inputs: decodeMap(state.inputs ?? {}, undefined, state.urn),
    ...(state.outputs === undefined ? {} : { outputs: decodeMap(state.outputs, undefined, state.urn) }),
    ...(state.id === undefined || state.id === "" ? {} : { id: state.id }),
    ...(state.parent === undefined || state.parent === "" ? {} : { parent: state.parent }),
    ...(state.provider === undefined || state.provider === "" ? {} : { provider: providerUrn(state.provider) }),
    ...(state.custom === undefined ? {} : { custom: state.custom }),
    ...(state.protect === true ? { protect: true } : {}),
    ...(state.external === true ? { external: true } : {}),
    ...(source === undefined ? {} : { source }),
    ...(state.propertyDependencies === undefined
      ? {}
      : { propertyDependencies: withoutNulls(state.propertyDependencies) }),
    ...more,
  };
}

/** A provider reference is the provider's URN followed by `::` and its id. */
function providerUrn(reference: string): string {
  const end = reference.lastIndexOf("::");
  return end < 0 ? reference : reference.slice(0, end);
}

function withoutNulls(
  dependencies: Readonly<Record<string, readonly string[] | null>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(dependencies).map(([key, urns]) => [key, urns ?? []]));
}
