import type { Rule } from "../rules/rule";
import type { DataProblem } from "./data-problem";
import { type Path, valueAt } from "./path";
import type { Settings } from "./settings";
import type { Standing } from "./tightener";
import { tightenings, tightenKeys } from "./tightening";

/** The sections of a floor and of settings that are put under it. */
export interface Tightened {
  readonly floor: { readonly sections: object; readonly settings: Settings };
  readonly own: { readonly sections: object; readonly settings: Settings };
  readonly rules: readonly Rule[];
  /** Where the floor says what it says of a path, for a message. */
  readonly floorPlace: (path: Path) => string;
  /** True where the own sections were laid over the floor's already, as in the floor's own environments. */
  readonly replaces?: boolean;
}

/**
 * Puts settings under a floor: for each key what is stricter, and a problem for whatever would loosen it. Nothing is
 * clamped in silence.
 */
export function tighten({ floor, own, rules, floorPlace, replaces = false }: Tightened): {
  readonly sections: unknown;
  readonly problems: readonly DataProblem[];
} {
  const problems: DataProblem[] = [];
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const standing = (path: Path): Standing => ({
    path,
    rules: byId,
    settings: { floor: floor.settings, own: own.settings },
    replaces,
    loosens: (problem) =>
      problems.push({ path, discreet: { message: `loosens the floor (${floorPlace(path)})` }, ...problem }),
    floorPlace: (...paths) =>
      floorPlace(paths.find((one) => valueAt(floor.sections, one) !== undefined) ?? paths[0] ?? path),
    within: (...segments) => standing([...path, ...segments]),
  });
  return { sections: tightenKeys(tightenings, floor.sections, own.sections, standing([])), problems };
}
