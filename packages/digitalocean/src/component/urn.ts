import * as pulumi from "@pulumi/pulumi";

const stackType = "pulumi:pulumi:Stack";

/**
 * The URN that a resource is going to have. The engine tells it only once the resource is registered, and a plan is
 * judged before that; the types of the parents are a private matter of the SDK, which a test guards.
 */
export function plannedUrn(type: string, name: string, parent: pulumi.Resource | undefined): string {
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${[...typesAround(parent), type].join("$")}::${name}`;
}

/** Types of a resource and all around it, outermost first, but for the stack's. */
function typesAround(resource: unknown): readonly string[] {
  const types: string[] = [];
  let here = resource;
  while (typeof here === "object" && here !== null) {
    const type: unknown = Reflect.get(here, "__pulumiType");
    if (typeof type !== "string" || type === stackType) break;
    types.unshift(type);
    here = Reflect.get(here, "__parentResource");
  }
  return types;
}
