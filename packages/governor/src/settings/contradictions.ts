import type { Rule } from "../rules/rule";
import type { DataProblem } from "./data-problem";
import type { Sections } from "./document";
import { showFound } from "./found";
import { nearest } from "./nearest";
import { overlaps, type Path, showPath } from "./path";
import { everyRule, type Settings } from "./settings";

/** What the contradictions are looked for in. */
export interface Subject {
  readonly sections: Sections;
  /** The same, as the rules see it. */
  readonly settings: Settings;
  /** Places that are at fault already: what follows from them alone is not reported again. */
  readonly faulty: readonly Path[];
  /** True for a place that takes true or false. */
  readonly isSwitch: (path: Path) => boolean;
}

/** What is right for itself but not beside the rest of the settings. */
export function contradictionsIn(subject: Subject, rules: readonly Rule[]): readonly DataProblem[] {
  return [
    ...mistypedProviders(subject.sections),
    ...regionsBothWays(subject.sections),
    ...defaultTagsNotAllowed(subject.sections),
    ...longTags(subject.sections),
    ...rules.flatMap((rule) => levelAgainstKey(subject, rule) ?? []),
  ];
}

const digitalocean: Path = ["providers", "digitalocean"];

/** A provider that we do not govern gives a warning, and a slip of the keyboard must not end as one. */
function mistypedProviders({ providers = {} }: Sections): readonly DataProblem[] {
  return Object.keys(providers)
    .filter((name) => name !== "digitalocean" && nearest(name, ["digitalocean"]) !== undefined)
    .map((name) => ({
      path: ["providers", name],
      at: "key",
      message: 'unknown provider; did you mean "digitalocean"?',
    }));
}

function regionsBothWays({ providers }: Sections): readonly DataProblem[] {
  const { allowed = [], disallowed = [] } = providers?.digitalocean?.regions ?? {};
  return disallowed
    .filter((slug) => allowed.includes(slug))
    .map((slug) => ({
      path: [...digitalocean, "regions", "disallowed"],
      item: slug,
      found: slug,
      message: `"${slug}" is both allowed and disallowed`,
      hint: "remove it from one of the two lists",
    }));
}

function defaultTagsNotAllowed({ tags }: Sections): readonly DataProblem[] {
  return Object.entries(tags?.default ?? {}).flatMap(([key, value]) => {
    const allowed = Object.hasOwn(tags?.allowed ?? {}, key) ? tags?.allowed?.[key] : undefined;
    if (allowed === undefined || allowed.includes(value)) return [];
    const near = nearest(value, allowed);
    return [
      {
        path: ["tags", "default", key],
        found: value,
        message: `the default ${showFound(value)} is not an allowed value${near === undefined ? "" : `; did you mean "${near}"?`}`,
        allowed: allowed.join(", "),
      },
    ];
  });
}

/** DigitalOcean holds key and value as one flat tag. */
const longestTag = 255;

function longTags({ tags }: Sections): readonly DataProblem[] {
  return Object.entries(tags?.default ?? {})
    .filter(([key, value]) => key.length + 1 + value.length > longestTag)
    .map(([key]) => ({
      path: ["tags", "default", key],
      message: `key and value together are longer than ${longestTag} characters as key:value`,
    }));
}

function levelAgainstKey({ sections, settings, faulty, isSwitch }: Subject, rule: Rule): DataProblem | undefined {
  const own = sections.rules?.[rule.id]?.level;
  const level = own ?? sections.rules?.[everyRule]?.level;
  if (rule.asked === undefined || level === undefined) return undefined;
  const keys = rule.asked.keys.map((key): Path => key.split("."));
  if (faulty.some((path) => keys.some((key) => overlaps(path, key)))) return undefined;
  const names = keys.map(showPath).join(" or ");
  const problem = { path: own === undefined ? ["rules", everyRule] : ["rules", rule.id, "level"], found: level };
  const what = own === undefined ? `the rule ${rule.id}` : "the rule";
  switch (rule.asked.by(settings)) {
    case "yes":
      if (level !== "disabled") return undefined;
      return {
        ...problem,
        message: `${what} is disabled here, but ${names} requires it`,
        hint:
          own === undefined
            ? `remove the key, or set a level for ${rule.id} under rules`
            : "remove one of the two; to exclude single resources, use an exemption",
      };
    case "no":
      if (level === "disabled") return undefined;
      return {
        ...problem,
        message: `${what} is ${level} here, but ${names} turns it off`,
        hint: own === undefined ? `remove the key, or set ${rule.id}: disabled under rules` : "remove one of the two",
      };
    case "absent":
      // Meant for every rule, it is meant for those that have something to go by.
      if (own === undefined || level === "disabled" || keys.every(isSwitch)) return undefined;
      return {
        ...problem,
        message: `the rule cannot run without ${names}, which is not set`,
        hint: `set ${names}, or remove the level`,
      };
  }
}
