import type { ActiveRule } from "./active";
import type { ResourceRule } from "./rule";

/** Finds the resource rules among those that are on which concern a kind, in their order. */
export type RulesOfKind = (active: readonly ActiveRule[], kind: string) => readonly ActiveRule<ResourceRule>[];

/** Remembers what it found: a stack has few kinds and many resources of each. */
export function rulesByKind(): RulesOfKind {
  const found = new WeakMap<readonly ActiveRule[], Map<string, readonly ActiveRule<ResourceRule>[]>>();
  return (active, kind) => {
    const byKind = found.get(active) ?? new Map<string, readonly ActiveRule<ResourceRule>[]>();
    found.set(active, byKind);
    const rules = byKind.get(kind) ?? active.filter(isResourceRule).filter(({ rule }) => concerns(rule, kind));
    byKind.set(kind, rules);
    return rules;
  };
}

function isResourceRule(one: ActiveRule): one is ActiveRule<ResourceRule> {
  return one.rule.scope === "resource";
}

function concerns({ kinds }: ResourceRule, kind: string): boolean {
  return kinds === "all" || kinds.includes(kind);
}
