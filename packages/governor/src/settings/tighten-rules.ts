import { isLooser, type Level, stricterLevel, strictness } from "../findings/finding";
import { levelOf } from "../rules/active";
import type { Parameter, Rule } from "../rules/rule";
import { showFound } from "./found";
import { listed } from "./issues";
import { everyRule, type RuleSettings } from "./settings";
import { ordered, type Standing, type Tightener } from "./tightener";

type Rules = Readonly<Record<string, RuleSettings>>;

/** For each rule the stricter level and `on_unknown`, and parameters that are at least as strict as the floor's. */
export const tightenRules: Tightener<Rules> = (floor, own, at) => {
  if (floor === undefined && own === undefined && at.rules.size === 0) return undefined;
  const { [everyRule]: everyOfFloor, ...ofFloor } = rulesIn(floor);
  const { [everyRule]: everyOfOwn, ...ofOwn } = rulesIn(own);
  const every = tightenEvery(everyOfFloor?.level, everyOfOwn?.level, ofOwn, at);
  const single = [...new Set([...Object.keys(ofFloor), ...Object.keys(ofOwn), ...at.rules.keys()])].map(
    (id) =>
      [id, tightenRule(ofFloor[id] ?? {}, ofOwn[id] ?? {}, { rule: at.rules.get(id), every }, at.within(id))] as const,
  );
  return Object.fromEntries([
    ...(every.level === undefined ? [] : [[everyRule, { level: every.level }] as const]),
    ...single.filter(([, settings]) => Object.keys(settings).length > 0),
  ]);
};

/** The level of every rule without one of its own. */
interface Every {
  /** As it counts under the floor. */
  readonly level: Level | undefined;
  /** As the own settings have it, unless it loosens. */
  readonly own: Level | undefined;
}

/** The own level for every rule, unless it is weaker than what the floor has for any of them: then the floor's. */
function tightenEvery(floor: Level | undefined, own: Level | undefined, single: Rules, at: Standing): Every {
  if (own === undefined) return { level: floor, own };
  const loosened = [...at.rules.values()]
    .filter(({ id }) => single[id]?.level === undefined)
    .filter((rule) => isLooser(own, levelOf(rule, at.settings.floor)))
    .map(({ id }) => id);
  // Rules that are not defined here go by it too.
  const others = floor !== undefined && isLooser(own, floor);
  if (loosened.length === 0 && !others) return { level: own, own };
  at.within(everyRule).loosens({
    found: own,
    message:
      loosened.length === 0
        ? `${own} is weaker than ${floor}, the floor's level (${at.within(everyRule).floorPlace()})`
        : `${own} is weaker than the floor's level of ${listed(loosened)} (${at.floorPlace()})`,
    hint: "set levels for single rules, none weaker than the floor's",
  });
  return { level: floor, own: undefined };
}

/** What is known of a rule besides what is set for it. */
interface Subject {
  /** Undefined for an organisation's rule that is not defined here: whoever defines it judges the rest. */
  readonly rule: Rule | undefined;
  readonly every: Every;
}

function tightenRule(floor: RuleSettings, own: RuleSettings, subject: Subject, at: Standing): RuleSettings {
  const { rule } = subject;
  const level = tightenLevel(floor.level, own.level, subject, at.within("level"));
  const onUnknown = tightenOnUnknown(floor.on_unknown, own.on_unknown, at.within("on_unknown"));
  const params = { ...floor.params, ...own.params };
  for (const [name, parameter] of Object.entries(rule?.params ?? {})) {
    const set = own.params?.[name];
    if (set === undefined) continue;
    const held = floor.params?.[name] ?? parameter.default;
    const problems = loosenings(parameter, held, set);
    for (const message of problems) {
      at.within("params", name).loosens({
        found: showFound(set),
        message: `${message} (${at.within("params", name).floorPlace()})`,
        hint: "leave it out to use the floor's",
      });
    }
    if (problems.length > 0) params[name] = held;
  }
  return {
    ...(level === undefined ? {} : { level }),
    ...(onUnknown === "report" || onUnknown === "deny" ? { on_unknown: onUnknown } : {}),
    ...(Object.keys(params).length === 0 ? {} : { params }),
  };
}

function tightenLevel(
  floor: Level | undefined,
  own: Level | undefined,
  { rule, every }: Subject,
  at: Standing,
): Level | undefined {
  const { settings } = at;
  const held = rule === undefined ? floor : levelOf(rule, settings.floor);
  if (own !== undefined && held !== undefined && isLooser(own, held)) {
    const keys = floor === undefined ? (rule?.asked?.keys ?? []).map((key) => key.split(".")) : [];
    at.loosens({
      found: own,
      message: `${own} is weaker than ${held}, the floor's level (${at.floorPlace(...keys)})`,
      allowed: strictness.filter((level) => level === held || isLooser(held, level)).join(", "),
      hint: "leave the level out to use the floor's; exempt single resources in the floor",
    });
    return held;
  }
  if (own !== undefined || rule === undefined || held === undefined) return own ?? floor;
  const byKey = [settings.own, settings.floor].some((one) => rule.asked?.by(one) === "yes");
  const wanted = every.own ?? (rule.asked?.by(settings.own) === "yes" ? "mandatory" : held);
  const level = stricterLevel(held, wanted);
  // What follows from the rest needs no level of its own, beside which a key might seem to contradict it.
  const byDefault =
    every.level ?? (rule.asked === undefined ? (rule.level ?? "advisory") : byKey ? "mandatory" : "disabled");
  return floor === undefined && level === byDefault ? undefined : level;
}

const tightenOnUnknown = ordered(["report", "deny"], "report");

/** What would loosen a parameter. */
function loosenings(parameter: Parameter, held: unknown, set: unknown): readonly string[] {
  const { tightens } = parameter;
  switch (tightens) {
    case "lower":
    case "higher": {
      if (typeof set !== "number" || typeof held !== "number") return [];
      const looser = tightens === "lower" ? set > held : set < held;
      return looser ? [`${set} is ${tightens === "lower" ? "more" : "less"} than ${held}, the floor's`] : [];
    }
    case "subset":
      return itemsOf(set)
        .filter((item) => !isAmong(item, itemsOf(held), parameter))
        .map((item) => `${showFound(item)} is not in the floor's list: ${itemsOf(held).join(", ")}`);
    case "superset": {
      const missing = itemsOf(held).filter((item) => !itemsOf(set).includes(item));
      return missing.length === 0
        ? []
        : [`omits ${missing.map((one) => showFound(one)).join(", ")}, which the floor lists`];
    }
    default:
      return JSON.stringify(set) === JSON.stringify(held)
        ? []
        : [`only the floor may set this parameter; its value is ${showFound(held)}`];
  }
}

function itemsOf(list: unknown): readonly (string | number)[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string" || typeof item === "number") : [];
}

function isAmong(item: string | number, list: readonly (string | number)[], parameter: Parameter): boolean {
  const among = parameter.type === "array" ? parameter.items.among : undefined;
  return list.includes(item) || among?.(item, list) === true;
}

/** Rules as they stand in sections that were parsed. */
function rulesIn(sections: unknown): Rules {
  return isRules(sections) ? sections : {};
}

function isRules(sections: unknown): sections is Rules {
  return typeof sections === "object" && sections !== null;
}
