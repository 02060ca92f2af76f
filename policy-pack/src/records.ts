import type { ResourceRecord, ResourceView, ValueMap } from "@infrafabric/governor";
import { decodeMap, kindUnder, nameOf, viewOf } from "@infrafabric/governor/internal";
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";

/** A resource as the engine shows it before it is created or updated, with the detail of each list element. */
export function recordOf(args: ResourceValidationArgs, inputs: ValueMap, secrets: readonly string[]): ResourceRecord {
  return {
    urn: args.urn,
    type: args.type,
    // Engines disagree on the name of a resource that holds "::".
    name: nameOf(args.urn),
    inputs,
    secrets,
    ...(args.opts.parent === undefined ? {} : { parent: args.opts.parent }),
    ...(args.provider === undefined ? {} : { provider: args.provider.urn }),
    ...(args.opts.protect ? { protect: true } : {}),
  };
}

/**
 * A resource as the engine shows it at the end: its outputs and dependencies, on the inputs that were captured before,
 * because outputs collapse a list with one unknown into a single unknown.
 *
 * @param captured What the resource stage showed. What never passed that stage was read from the cloud by
 * `Resource.get` or left out by `--target`: this operation does not manage it.
 */
export function completed(resource: PolicyResource, captured: ResourceRecord | undefined): ResourceRecord {
  const outputs = decodeMap(resource.props, undefined, resource.urn);
  const { id } = outputs;
  const propertyDependencies = Object.fromEntries(
    Object.entries(resource.propertyDependencies).map(([property, on]) => [property, on.map(({ urn }) => urn)]),
  );
  const base = captured ?? {
    urn: resource.urn,
    type: resource.type,
    name: nameOf(resource.urn),
    inputs: outputs,
    external: true,
    ...(resource.provider === undefined ? {} : { provider: resource.provider.urn }),
    ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
  };
  return { ...base, outputs, propertyDependencies, ...(typeof id === "string" ? { id } : {}) };
}

/** The view of a record. `provider`: inputs of the provider that manages it. */
export function view(record: ResourceRecord, provider: ValueMap | undefined): ResourceView {
  return viewOf(record, kindUnder(record.type, provider));
}

/** The inputs of the provider that a resource is shown with. */
export function providerInputs({
  type,
  provider,
}: Pick<ResourceValidationArgs, "type" | "provider">): ValueMap | undefined {
  // Reading them costs as much as reading a resource, and only one provider's decide anything.
  return type.startsWith("aws:s3/") && provider !== undefined
    ? decodeMap(provider.props, undefined, provider.urn)
    : undefined;
}
