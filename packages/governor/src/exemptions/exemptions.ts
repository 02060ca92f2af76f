import { type Enclosing, isGovernedComponent, outwards } from "../component/enclosing";
import type { Notice } from "../findings/finding";
import { isNamespaced } from "../rules/rule-id";
import { typescriptWords } from "../settings/data-words";
import { globMatches } from "../settings/glob";
import { issueWords } from "../settings/issue-words";
import { exemptionInCode } from "../settings/schema";
import type { Exemption, Settings } from "../settings/settings";
import type { ResourceView } from "../view/resource";
import type { StackView } from "../view/stack";
import { compilePattern, type ExemptPlace } from "./pattern";

/** The exemption that covers a finding, and whether it still holds. */
export interface Cover {
  readonly exemption: Exemption;
  readonly expired: boolean;
}

/** Looks up exemptions and remembers which of them matched something. */
export interface ExemptionBook {
  /** The exemption for `rule` at a place, from the settings or from the nearest component around it. */
  coverOf(rule: string, place: ExemptPlace, enclosing: Enclosing | undefined): Cover | undefined;
  /**
   * What is wrong with exemptions: those of the settings that covered nothing, which only a complete view of the stack
   * can tell; those in use that expire soon; those that never end; and those in code that are not as exemptions must be, which cover nothing.
   */
  notices(stack: StackView): readonly Notice[];
}

/** An exemption that holds longer never ends, for all practical purposes. */
const mostYears = 10;

/** How many days ahead an owner is warned that an exemption expires. */
const warnedDays = 14;

/** What exemptions are opened for. */
export interface ExemptionScope {
  /** `project/stack`. */
  readonly stackName: string;
  /** Day in UTC, `YYYY-MM-DD`: an exemption holds up to and including its `expires`. */
  readonly today: string;
  /** Ids of the rules of this run. Exemptions from another organisation's rules are not for it to judge. */
  readonly defined: ReadonlySet<string>;
}

/** Opens the exemptions of some settings for one stack. */
export function openExemptions(settings: Settings, { stackName, today, defined }: ExemptionScope): ExemptionBook {
  const here = settings.exemptions.filter(
    (exemption) => exemption.stacks === undefined || exemption.stacks.some((glob) => globMatches(glob, stackName)),
  );
  const byRule = new Map<
    string,
    { readonly exemption: Exemption; readonly matches: (place: ExemptPlace) => boolean }[]
  >();
  for (const exemption of here) {
    const ofRule = byRule.get(exemption.rule) ?? [];
    ofRule.push({ exemption, matches: compilePattern(exemption.resource) });
    byRule.set(exemption.rule, ofRule);
  }
  const farthest = `${Number(today.slice(0, 4)) + mostYears}${today.slice(4)}`;
  const warnedFrom = new Date(Date.parse(today) + warnedDays * 86_400_000).toISOString().slice(0, 10);
  const used = new Set<Exemption>();
  /** Those that cover a finding, here or in code. */
  const covering = new Set<Exemption>();
  const byComponent = new Map<string, ExemptionsInCode>();
  const inCodeOf = (component: ResourceView): ExemptionsInCode => {
    const known = byComponent.get(component.urn) ?? exemptionsInCode(component);
    byComponent.set(component.urn, known);
    return known;
  };
  /** For each rule, the exemption of the nearest component that has one; shared by all that stand within it. */
  const nearestByRule = new Map<string, WeakMap<Enclosing, { readonly exemption: Exemption | undefined }>>();
  const nearestOf = (rule: string, enclosing: Enclosing | undefined): Exemption | undefined => {
    const nearest = nearestByRule.get(rule) ?? new WeakMap<Enclosing, { readonly exemption: Exemption | undefined }>();
    nearestByRule.set(rule, nearest);
    const without: Enclosing[] = [];
    let found: Exemption | undefined;
    for (const at of outwards(enclosing)) {
      const known = nearest.get(at);
      without.push(at);
      found =
        known === undefined
          ? holding(inCodeOf(at.component).valid.filter((exemption) => exemption.rule === rule))
          : known.exemption;
      if (known !== undefined || found !== undefined) break;
    }
    for (const at of without) nearest.set(at, { exemption: found });
    return found;
  };
  const described = (exemption: Exemption): string =>
    settings.secret === true && settings.exemptions.includes(exemption)
      ? `exemptions[${settings.exemptions.indexOf(exemption)}], which is secret,`
      : `the exemption from ${exemption.rule} for "${exemption.resource}" (owner ${exemption.owner}, expires ${exemption.expires})`;
  const holding = (matching: readonly Exemption[]) =>
    matching.find((exemption) => exemption.expires >= today) ?? matching[0];
  const coverBy = (exemption: Exemption): Cover => {
    covering.add(exemption);
    return { exemption, expired: exemption.expires < today };
  };
  return {
    coverOf(rule, place, enclosing) {
      const matching = (byRule.get(rule) ?? []).flatMap(({ exemption, matches }) =>
        matches(place) ? [exemption] : [],
      );
      for (const exemption of matching) used.add(exemption);
      const best = holding(matching);
      if (best !== undefined) return coverBy(best);
      if (!settings.exempt_in_code.includes(rule)) return undefined;
      const nearest = nearestOf(rule, enclosing);
      return nearest === undefined ? undefined : coverBy(nearest);
    },
    notices(stack) {
      const complete = !stack.gaps.has("unchanged-resources") && !stack.gaps.has("property-dependencies");
      const unmatched = here
        .filter((exemption) => !used.has(exemption) && (defined.has(exemption.rule) || !isNamespaced(exemption.rule)))
        .map(
          (exemption): Notice => ({
            level: complete && exemption.stacks !== undefined ? "error" : "warning",
            message: `${described(exemption)} matches no finding in ${stackName}: remove it from ${originOf(exemption, settings)}, or correct its resource`,
          }),
        );
      const expiring = [...covering]
        .filter(({ expires }) => expires >= today && expires <= warnedFrom)
        .map(
          (exemption): Notice => ({
            level: "warning",
            message: `${described(exemption)} expires ${inDays(exemption.expires, today)}: fix what it covers, or have its owner review it`,
          }),
        );
      const invalid = stack.resources.flatMap((component) =>
        inCodeOf(component).problems.map(
          (problem): Notice => ({ level: "error", message: problem, urn: component.urn }),
        ),
      );
      const inCode = stack.resources.flatMap((component) =>
        inCodeOf(component).valid.map((exemption) => ({ exemption, urn: component.urn })),
      );
      const endless = [...here.map((exemption) => ({ exemption })), ...inCode]
        .filter(({ exemption }) => exemption.expires > farthest)
        .map(
          ({ exemption, ...where }): Notice => ({
            level: "warning",
            message: `${described(exemption)} expires too far in the future: choose a date before ${farthest}, when its owner reviews it`,
            ...where,
          }),
        );
      return [...unmatched, ...expiring, ...endless, ...invalid];
    },
  };
}

/** `at the end of today (UTC)`, `tomorrow`, `in 9 days`: how long an exemption still holds. */
function inDays(expires: string, today: string): string {
  const days = Math.round((Date.parse(expires) - Date.parse(today)) / 86_400_000);
  if (days === 0) return "at the end of today (UTC)";
  return days === 1 ? "tomorrow" : `in ${days} days`;
}

/** Where an exemption stands: in the settings, or in the floor that they stand under. */
function originOf(exemption: Exemption, { origin, floor }: Settings): string {
  const isOfFloor = floor?.exemptions.some(
    ({ rule, resource, expires }) =>
      rule === exemption.rule && resource === exemption.resource && expires === exemption.expires,
  );
  return floor !== undefined && isOfFloor === true ? originOf(exemption, floor) : origin;
}

let inCodeSchema: ReturnType<typeof exemptionInCode> | undefined;

interface ExemptionsInCode {
  readonly valid: readonly Exemption[];
  /** What is wrong with the others. */
  readonly problems: readonly string[];
}

/**
 * Exemptions that a governed component was given in code: `exemptions: [{ rule, reason, owner, expires }]`. Another's
 * component may mean something else by that name.
 */
function exemptionsInCode(component: ResourceView): ExemptionsInCode {
  const valid: Exemption[] = [];
  const problems: string[] = [];
  const elements = isGovernedComponent(component) ? component.read("exemptions").elements() : [];
  for (const element of elements) {
    const keys = ["rule", "reason", "owner", "expires"];
    inCodeSchema ??= exemptionInCode();
    const data = Object.fromEntries(keys.map((key) => [key, element.get(key).text()]));
    const parsed = inCodeSchema.safeParse(data, { error: issueWords(typescriptWords) });
    if (parsed.success) valid.push({ ...parsed.data, resource: component.name });
    else
      problems.push(...parsed.error.issues.map((issue) => `${element.path}.${issue.path.join(".")}: ${issue.message}`));
  }
  return { valid, problems };
}
