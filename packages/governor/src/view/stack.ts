import type { Change } from "./change";
import type { ResourceView } from "./resource";
import { stackUrn } from "./urn";

/**
 * What a reader cannot tell of a stack:
 * - `unchanged-resources`: resources that this operation leaves alone are missing;
 * - `property-dependencies`: which resource an input comes from is not recorded;
 * - `source-positions`: where in the program a resource was registered is not recorded;
 * - `existing-resources`: which resources exist already is not recorded;
 * - `stack-outputs`: what the program exports is missing, or which of it is secret is not recorded.
 */
export type Gap =
  | "unchanged-resources"
  | "property-dependencies"
  | "source-positions"
  | "existing-resources"
  | "stack-outputs";

/** How a rule sees a stack, or an account in the place of one. */
export interface StackView {
  /** Whether it is one stack, or all that an account has, whoever manages it. */
  readonly extent: "stack" | "account";
  readonly project: string;
  readonly stack: string;
  /** URN of the stack itself, the place of findings that concern no single resource. */
  readonly urn: string;
  /** Every resource that the reader showed, components, providers and unmanaged ones included. */
  readonly resources: readonly ResourceView[];
  readonly gaps: ReadonlySet<Gap>;
  /** By kind, why some or all of its resources could not be read: what is missing of it may exist. */
  readonly unread: ReadonlyMap<string, string>;
  /** What the operation does, resource by resource; undefined if it is not a preview that was read. */
  readonly changes: readonly Change[] | undefined;
  /** The resource with that URN, if the reader showed it. */
  resource(urn: string): ResourceView | undefined;
  /** The managed resources of the named kinds, such as `Droplet`. */
  ofKind(...names: readonly string[]): readonly ResourceView[];
}

/** Facts of a stack besides its resources. */
export interface StackFacts {
  readonly project: string;
  readonly stack: string;
  /** Default `stack`. */
  readonly extent?: StackView["extent"];
  readonly gaps?: Iterable<Gap>;
  readonly unread?: StackView["unread"];
  readonly changes?: readonly Change[];
}

/** Makes the view of a stack. */
export function stackOf(resources: readonly ResourceView[], facts: StackFacts): StackView {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const byKind = new Map<string, ResourceView[]>();
  for (const resource of resources) {
    if (resource.kind === undefined || !resource.managed) continue;
    const sameKind = byKind.get(resource.kind.name);
    if (sameKind === undefined) byKind.set(resource.kind.name, [resource]);
    else sameKind.push(resource);
  }
  return {
    extent: facts.extent ?? "stack",
    project: facts.project,
    stack: facts.stack,
    urn: stackUrn(facts.project, facts.stack),
    resources,
    gaps: new Set(facts.gaps),
    unread: facts.unread ?? new Map(),
    changes: facts.changes,
    resource: (urn) => byUrn.get(urn),
    ofKind: (...names) => names.flatMap((name) => byKind.get(name) ?? []),
  };
}
