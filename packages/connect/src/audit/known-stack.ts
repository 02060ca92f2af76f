import type { ResourceView, StackView } from "@infrafabric/governor";
import { resourceKey } from "@infrafabric/governor/internal";

/** A stack export, with where it was read from. */
export interface KnownStack {
  readonly origin: string;
  readonly stack: StackView;
}

/** How messages call a stack. */
export const stackName = ({ stack: { project, stack } }: KnownStack) => `${project}/${stack}`;

/** A resource of a stack, and whose it is. */
export interface Managed {
  readonly by: KnownStack;
  readonly resource: ResourceView;
}

/** What stacks manage, by key. A resource that two stacks manage is that of the first. */
export function managedBy(stacks: readonly KnownStack[]): ReadonlyMap<string, Managed> {
  const managed = new Map<string, Managed>();
  for (const by of stacks) {
    for (const resource of by.stack.resources) {
      const key = resource.managed ? resourceKey(resource) : undefined;
      if (key !== undefined && !managed.has(key)) managed.set(key, { by, resource });
    }
  }
  return managed;
}
