import * as pulumi from "@pulumi/pulumi";

const stackType = "pulumi:pulumi:Stack";

// A plan is judged before it is registered, when the engine has told nothing yet. What a resource gets from those
// around it is a private matter of the SDK, which tests with the real engine guard.

/** What a resource gets from those around it. */
export interface Around {
  readonly project: string;
  readonly stack: string;
  /** Their types, outermost first, but for the stack's. */
  readonly types: readonly string[];
  /** True if they pass `protect` on. */
  readonly protect: boolean;
}

/** What the children of a parent get, which is registered already. */
export function aroundOf(parent: pulumi.Resource | undefined): Around {
  return {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    types: typesAround(parent),
    protect: parent !== undefined && Reflect.get(parent, "__protect") === true,
  };
}

/** The URN that a resource is going to have. */
export function plannedUrn(type: string, name: string, { project, stack, types }: Around): string {
  return `urn:pulumi:${stack}::${project}::${[...types, type].join("$")}::${name}`;
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
