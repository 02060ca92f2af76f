import { type Level, stricterLevel } from "../findings/finding";
import { everyRule, type Settings } from "../settings/settings";
import type { Parameters, ParameterValues, Rule, RuleContext } from "./rule";

/** A rule with the level and parameters that it has under some settings. */
export interface ActiveRule<R extends Rule = Rule> {
  readonly rule: R;
  readonly level: Exclude<Level, "disabled">;
  readonly denyUnknown: boolean;
  readonly context: RuleContext;
}

/** The level that the settings give to a rule, by its id or with every other rule. */
function setLevelOf({ id }: Rule, { rules }: Settings): Level | undefined {
  return rules[id]?.level ?? rules[everyRule]?.level;
}

/** The level that a rule has under some settings. */
export function levelOf(rule: Rule, settings: Settings): Level {
  const set = setLevelOf(rule, settings);
  if (set !== undefined) return set;
  if (rule.asked === undefined) return rule.level ?? "advisory";
  return rule.asked.by(settings) === "yes" ? "mandatory" : "disabled";
}

/**
 * The level that a rule has inside a component that keeps it by itself: mandatory, whether or not the settings ask for
 * it, unless they set a level for the rule or say no to it; under a floor, never less than by the floor alone.
 */
function controlLevelOf(rule: Rule, settings: Settings): Level {
  const isDecided = setLevelOf(rule, settings) !== undefined || rule.asked?.by(settings) === "no";
  const level = isDecided ? levelOf(rule, settings) : "mandatory";
  return settings.floor === undefined ? level : stricterLevel(level, controlLevelOf(rule, settings.floor));
}

/** The rules that are on under some settings, with what each needs to run. */
export function activeRules(rules: readonly Rule[], settings: Settings, now = new Date()): readonly ActiveRule[] {
  return rules.flatMap((rule) => activeAt(levelOf(rule, settings), rule, settings, now) ?? []);
}

/** A rule as it is inside a component that keeps it by itself; undefined where the settings switch it off there, too. */
export function activeControl(rule: Rule, settings: Settings, now = new Date()): ActiveRule | undefined {
  return activeAt(controlLevelOf(rule, settings), rule, settings, now);
}

function activeAt<R extends Rule>(level: Level, rule: R, settings: Settings, now: Date): ActiveRule<R> | undefined {
  if (level === "disabled") return undefined;
  const { on_unknown, params = {} } = settings.rules[rule.id] ?? {};
  const context = { settings, params: parametersOf(rule.params ?? {}, params), now };
  return { rule, level, denyUnknown: on_unknown === "deny", context };
}

/** Values as set, else the defaults. The settings were checked against the parameters when they were parsed. */
function parametersOf(parameters: Parameters, set: Readonly<Record<string, unknown>>): ParameterValues<Parameters> {
  const values: Record<string, ParameterValues<Parameters>[string]> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = set[name];
    values[name] = isScalar(value) || isList(value) ? value : parameter.default;
  }
  return values;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function isList(value: unknown): value is readonly (string | number)[] {
  return Array.isArray(value) && value.every((item) => typeof item === "number" || typeof item === "string");
}
