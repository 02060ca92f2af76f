import { isLooser, type Level, strictness } from "../findings/finding";
import { levelOf } from "../rules/active";
import type { Parameter, Rule } from "../rules/rule";
import { showFound } from "./found";
import { listed } from "./issues";
import { everyRule, type RuleSettings } from "./settings";
import { ordered, type Standing, type Tightener } from "./tightener";

type Rules = Readonly<Record<string, RuleSettings>>;

/** For each rule the stricter level and `on_unknown`, and parameters that are at least as strict as the floor's. */
export const tightenRules: Tightener<Rules> = (floor, own, at) => {
  if (floor === undefined && own === undefined) return undefined;
  const [ofFloor, ofOwn] = [rulesIn(floor), withoutLooseStar(rulesIn(own), at)];
  return Object.fromEntries(
    [...new Set([...Object.keys(ofFloor), ...Object.keys(ofOwn)])].map((id) => [
      id,
      tightenRule(ofFloor[id] ?? {}, ofOwn[id] ?? {}, at.rules.get(id), at.within(id)),
    ]),
  );
};

/** The own rules, without a level for every rule that is weaker than what the floor has for any of them. */
function withoutLooseStar(own: Rules, at: Standing): Rules {
  const { [everyRule]: every, ...single } = own;
  const level = every?.level;
  if (level === undefined) return own;
  const loosened = [...at.rules.values()]
    .filter(({ id }) => own[id]?.level === undefined)
    .filter((rule) => isLooser(level, levelOf(rule, at.settings.floor)));
  if (loosened.length === 0) return own;
  at.within(everyRule).loosens({
    found: level,
    message: `${level} is weaker than the floor's level of ${listed(loosened.map(({ id }) => id))} (${at.floorPlace()})`,
    hint: "set levels for single rules, none weaker than the floor's",
  });
  return single;
}

/** @param rule Undefined for an organisation's rule that is not defined here: whoever defines it judges the rest. */
function tightenRule(floor: RuleSettings, own: RuleSettings, rule: Rule | undefined, at: Standing): RuleSettings {
  const level = tightenLevel(floor, own, rule, at.within("level"));
  const onUnknown = tightenOnUnknown(floor.on_unknown, own.on_unknown, at.within("on_unknown"));
  const params = { ...floor.params, ...own.params };
  for (const [name, parameter] of Object.entries(rule?.params ?? {})) {
    const set = own.params?.[name];
    if (set === undefined) continue;
    const held = floor.params?.[name] ?? parameter.default;
    const faults = loosenings(parameter, held, set);
    for (const message of faults) {
      at.within("params", name).loosens({
        found: showFound(set),
        message: `${message} (${at.within("params", name).floorPlace()})`,
        hint: "leave it out to use the floor's",
      });
    }
    if (faults.length > 0) params[name] = held;
  }
  return {
    ...(level === undefined ? {} : { level }),
    ...(onUnknown === "report" || onUnknown === "deny" ? { on_unknown: onUnknown } : {}),
    ...(Object.keys(params).length === 0 ? {} : { params }),
  };
}

function tightenLevel(floor: RuleSettings, own: RuleSettings, rule: Rule | undefined, at: Standing): Level | undefined {
  const held = rule === undefined ? floor.level : levelOf(rule, at.settings.floor);
  if (own.level === undefined) return askedFor(rule, at) ? undefined : floor.level;
  if (held === undefined || !isLooser(own.level, held)) return own.level;
  const keys = floor.level === undefined ? (rule?.asked?.keys ?? []).map((key) => key.split(".")) : [];
  at.loosens({
    found: own.level,
    message: `${own.level} is weaker than ${held}, the floor's level (${at.floorPlace(...keys)})`,
    allowed: strictness.filter((level) => level === held || isLooser(held, level)).join(", "),
    hint: "leave the level out to use the floor's; exempt single resources in the floor",
  });
  return held;
}

/** True if only these settings ask for the rule by its key, so that no weaker level of the floor stands against it. */
function askedFor(rule: Rule | undefined, { settings }: Standing): boolean {
  return rule?.asked?.by(settings.own) === "yes" && rule.asked.by(settings.floor) !== "yes";
}

const tightenOnUnknown = ordered(["report", "deny"], "report");

/** What would loosen a parameter. */
function loosenings({ tightens }: Parameter, held: unknown, set: unknown): readonly string[] {
  switch (tightens) {
    case "lower":
    case "higher": {
      if (typeof set !== "number" || typeof held !== "number") return [];
      const looser = tightens === "lower" ? set > held : set < held;
      return looser ? [`${set} is ${tightens === "lower" ? "more" : "less"} than ${held}, the floor's`] : [];
    }
    case "subset":
      return itemsOf(set)
        .filter((item) => !itemsOf(held).includes(item))
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

function itemsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

/** Rules as they stand in sections that were parsed. */
function rulesIn(sections: unknown): Rules {
  return isRules(sections) ? sections : {};
}

function isRules(sections: unknown): sections is Rules {
  return typeof sections === "object" && sections !== null;
}
