import type { Level } from "../findings/finding";
import type { Settings } from "../settings/settings";
import type { Parameters, ParameterValues, Rule, RuleContext } from "./rule";

/** A rule with the level and parameters that it has under some settings. */
export interface ActiveRule<R extends Rule = Rule> {
  readonly rule: R;
  readonly level: Exclude<Level, "disabled">;
  readonly denyUnknown: boolean;
  readonly context: RuleContext;
}

/** The level that a rule has under some settings. */
export function levelOf(rule: Rule, settings: Settings): Level {
  const set = settings.rules[rule.id]?.level;
  if (set !== undefined) return set;
  if (rule.asked === undefined) return rule.level ?? "advisory";
  return rule.asked.by(settings) === "yes" ? "mandatory" : "disabled";
}

/** The rules that are on under some settings, with what each needs to run. */
export function activeRules(rules: readonly Rule[], settings: Settings): readonly ActiveRule[] {
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const level = levelOf(rule, settings);
    if (level === "disabled") continue;
    active.push({
      rule,
      level,
      denyUnknown: settings.rules[rule.id]?.on_unknown === "deny",
      context: { settings, params: parametersOf(rule.params ?? {}, settings.rules[rule.id]?.params ?? {}) },
    });
  }
  return active;
}

/** Values as set, else the defaults. The settings were checked against the parameters when they were parsed. */
function parametersOf(parameters: Parameters, set: Readonly<Record<string, unknown>>): ParameterValues<Parameters> {
  const values: Record<string, number | boolean | readonly number[]> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = set[name];
    values[name] =
      typeof value === "number" || typeof value === "boolean" || isNumberList(value) ? value : parameter.default;
  }
  return values;
}

function isNumberList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}
