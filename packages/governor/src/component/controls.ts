import { type ActiveRule, activeControl } from "../rules/active";
import type { Rule } from "../rules/rule";
import type { Settings } from "../settings/settings";
import type { ResourceView } from "../view/resource";
import { type Enclosing, isGovernedComponent, outwards } from "./enclosing";

/** The rules that governed components keep by themselves, each under `governor.controls` of its inputs. */
export interface Controls {
  /**
   * The rules that are on at a place: those of the settings, and over them the controls of the components around it, so
   * that whatever changes a child on its way to the engine is held to them, too.
   */
  within(active: readonly ActiveRule[], enclosing: Enclosing | undefined): readonly ActiveRule[];
  /** The rules that are on anywhere among the resources. */
  among(active: readonly ActiveRule[], resources: Iterable<ResourceView>): readonly ActiveRule[];
}

/** Reads controls for an evaluation. */
export function controlsOf(rules: readonly Rule[], settings: Settings, now: Date): Controls {
  const known = new Set(rules.map(({ id }) => id));
  const merged = new Map<string, readonly ActiveRule[]>();
  const idsWithin = new WeakMap<Enclosing, ReadonlySet<string>>();
  const withControls = (active: readonly ActiveRule[], ids: ReadonlySet<string>): readonly ActiveRule[] => {
    if (ids.size === 0) return active;
    const key = [...ids].sort().join();
    const on = merged.get(key) ?? merge(rules, settings, active, ids, now);
    merged.set(key, on);
    return on;
  };
  const idsOf = (enclosing: Enclosing): ReadonlySet<string> => {
    const unseen: Enclosing[] = [];
    let ids: ReadonlySet<string> = new Set();
    for (const at of outwards(enclosing)) {
      const found = idsWithin.get(at);
      if (found !== undefined) {
        ids = found;
        break;
      }
      unseen.push(at);
    }
    for (const at of unseen.reverse()) {
      const more = namedBy(at.component, known).filter((id) => !ids.has(id));
      if (more.length > 0) ids = new Set([...ids, ...more]);
      idsWithin.set(at, ids);
    }
    return ids;
  };
  return {
    within: (active, enclosing) => (enclosing === undefined ? active : withControls(active, idsOf(enclosing))),
    among(active, resources) {
      const ids = new Set<string>();
      for (const resource of resources) {
        if (isGovernedComponent(resource)) for (const id of namedBy(resource, known)) ids.add(id);
      }
      return withControls(active, ids);
    },
  };
}

/** The rules of this run that a component names. */
function namedBy(component: ResourceView, rules: ReadonlySet<string>): readonly string[] {
  const ids = component.read("governor.controls").elements();
  return ids.flatMap((element) => {
    const id = element.text();
    return id !== undefined && rules.has(id) ? [id] : [];
  });
}

function merge(
  rules: readonly Rule[],
  settings: Settings,
  active: readonly ActiveRule[],
  ids: ReadonlySet<string>,
  now: Date,
): readonly ActiveRule[] {
  return rules.flatMap((rule) => {
    const base = active.find((one) => one.rule === rule);
    // A limit is the stack's, and no component's.
    return (ids.has(rule.id) && rule.scope !== "total" ? activeControl(rule, settings, now) : base) ?? [];
  });
}
