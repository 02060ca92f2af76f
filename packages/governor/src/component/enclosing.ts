import type { ResourceView } from "../view/resource";

/** The governed components around a place, from the inside out. */
export interface Enclosing {
  readonly component: ResourceView;
  readonly outer: Enclosing | undefined;
}

/** Finds a resource by URN. */
export type Around = (urn: string) => ResourceView | undefined;

/** True for a component of the governor's: another's may mean something else by the names of its inputs. */
export function isGovernedComponent(resource: ResourceView): boolean {
  return resource.kind === undefined && resource.read("governor.digest").present;
}

/**
 * Looks up what stands around resources. What was found for a parent is remembered, so that a chain of parents costs
 * no more than as many resources side by side.
 */
export function enclosingLookup(): (resource: ResourceView, around: Around) => Enclosing | undefined {
  const within = new WeakMap<ResourceView, { readonly enclosing: Enclosing | undefined }>();
  return (resource, around) => {
    const parents: ResourceView[] = [];
    // Readers refuse a resource that is its own parent; views that were made by hand may hold one.
    const seen = new Set<ResourceView>([resource]);
    let at = parentOf(resource, around);
    while (at !== undefined && !within.has(at) && !seen.has(at)) {
      parents.push(at);
      seen.add(at);
      at = parentOf(at, around);
    }
    let enclosing = at === undefined ? undefined : within.get(at)?.enclosing;
    for (const parent of parents.reverse()) {
      if (isGovernedComponent(parent)) enclosing = { component: parent, outer: enclosing };
      within.set(parent, { enclosing });
    }
    return enclosing;
  };
}

/** The components of a place, from the inside out. */
export function* outwards(enclosing: Enclosing | undefined): Iterable<Enclosing> {
  for (let at = enclosing; at !== undefined; at = at.outer) yield at;
}

function parentOf({ parent }: ResourceView, around: Around): ResourceView | undefined {
  return parent === undefined ? undefined : around(parent);
}
