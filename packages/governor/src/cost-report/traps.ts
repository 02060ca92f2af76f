import type { CostEntry } from "../cost/estimate";
import { someOf } from "../cost/some-of";
import { commonTraps } from "../cost/traps";
import type { ResourceView } from "../view/resource";

/** What to know about the prices of a stack, each with the resources that it concerns, in the order of the words. */
export function trapsOf(
  entries: readonly { readonly entry: CostEntry; readonly resource: ResourceView }[],
): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { entry, resource } of entries) {
    for (const { words, has } of [...(resource.kind?.traps ?? []), ...commonTraps]) {
      if (has?.(resource, entry.price) === false) continue;
      const name = `${entry.kind} ${resource.name}`;
      const known = names.get(words);
      if (known === undefined) names.set(words, [name]);
      else known.push(name);
    }
  }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([words, some]) => `${someOf(some, 3)}: ${words}`);
}
