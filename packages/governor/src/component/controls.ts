import { type ActiveRule, activeControl } from "../rules/active";
import type { Rule } from "../rules/rule";
import type { Settings } from "../settings/settings";
import type { ResourceView } from "../view/resource";

/** The rules that governed components keep by themselves, each under `governor.controls` of its inputs. */
export interface Controls {
  /**
   * The rules that are on at a place: those of the settings, and over them the controls of the components around it, so
   * that whatever changes a child on its way to the engine is held to them, too.
   *
   * @param around The resources around the place; those that are no governed components do not count.
   */
  over(active: readonly ActiveRule[], around: Iterable<ResourceView>): readonly ActiveRule[];
}

/** Reads controls for an evaluation. */
export function controlsOf(rules: readonly Rule[], settings: Settings): Controls {
  const named = new Map<string, ReadonlySet<string>>();
  const merged = new Map<string, readonly ActiveRule[]>();
  return {
    over(active, around) {
      const ids = new Set<string>();
      for (const component of around) {
        if (component.kind !== undefined) continue;
        const own = named.get(component.urn) ?? namedBy(component);
        named.set(component.urn, own);
        for (const id of own) ids.add(id);
      }
      if (ids.size === 0) return active;
      const key = [...ids].sort().join();
      const known = merged.get(key) ?? merge(rules, settings, active, ids);
      merged.set(key, known);
      return known;
    },
  };
}

function namedBy(component: ResourceView): ReadonlySet<string> {
  if (!component.read("governor.digest").present) return new Set();
  const ids = component.read("governor.controls").elements();
  return new Set(ids.flatMap((id) => id.text() ?? []));
}

function merge(
  rules: readonly Rule[],
  settings: Settings,
  active: readonly ActiveRule[],
  ids: ReadonlySet<string>,
): readonly ActiveRule[] {
  return rules.flatMap((rule) => {
    const base = active.find((one) => one.rule === rule);
    // A limit is the stack's, and no component's.
    return (ids.has(rule.id) && rule.scope !== "total" ? activeControl(rule, settings) : base) ?? [];
  });
}
