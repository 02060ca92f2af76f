import { accountNotices } from "./account/account-notices";
import { noticeOfMended, openBaseline } from "./baseline/carried";
import { controlsOf } from "./component/controls";
import { type Around, type Enclosing, enclosingLookup } from "./component/enclosing";
import { type Cover, openExemptions } from "./exemptions/exemptions";
import type { ExemptPlace } from "./exemptions/pattern";
import { withoutCovered } from "./findings/covering";
import { blocks, type Evaluation, type Finding, type Notice } from "./findings/finding";
import { fingerprintOf } from "./findings/fingerprint";
import { type ActiveRule, activeRules } from "./rules/active";
import { rulesByKind } from "./rules/by-kind";
import { checkRules } from "./rules/check-rules";
import { type GuardedOutcome, openGuard } from "./rules/guard";
import type { Outcome, ResourceRule, Rule, RuleContext, StackRule } from "./rules/rule";
import { type UnreadWatch, unreadOutcomes, watchUnread } from "./rules/unread";
import type { Settings } from "./settings/settings";
import { shown } from "./settings/shown";
import { undefinedRules } from "./settings/undefined-rules";
import { unjudgedProviders } from "./unjudged";
import { isOfDigitalOcean, isReplacing, type ResourceView } from "./view/resource";
import type { Gap, StackView } from "./view/stack";
import { nameOf, stackUrn } from "./view/urn";
import type { ValueMap } from "./view/value";

/** What an evaluation stands on. */
export interface EvaluationOptions {
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly project: string;
  readonly stack: string;
  /** Now; default the clock. Decides which exemptions and certificates have expired. */
  readonly now?: Date;
  /** How long a check of an own rule may take before it counts as one that does not return; default 10. */
  readonly checkSeconds?: number;
}

/**
 * Holds resources to the rules. A source that sees a stack as a whole calls `stack`; the policy pack, which sees one
 * resource after the other, calls `resource` for each and `whole` at the end.
 */
export interface Evaluator {
  /** The rules that are on. */
  readonly active: readonly ActiveRule[];
  /**
   * Findings of the resource rules. `around` finds a resource by URN, to walk its parents. `only`: the ids of the rules
   * to run; default all.
   */
  resource(resource: ResourceView, around: Around, only?: ReadonlySet<string>): readonly Finding[];
  /** Findings of one resource rule, whatever the others would say. */
  alone(one: ActiveRule, resource: ResourceView, around: Around): readonly Finding[];
  /** What a rule would set to repair a resource; undefined for nothing. */
  repair(one: ActiveRule, resource: ResourceView): ValueMap | undefined;
  /** Counts the resource in the running totals; the findings are the limits that it leads over. */
  count(resource: ResourceView): readonly Finding[];
  /** Findings of the rules on the stack as a whole, and what the run itself has to say. */
  whole(stack: StackView): Evaluation;
  /** All of the above for a stack that is seen as a whole. */
  stack(stack: StackView): Evaluation;
}

/**
 * Prepares an evaluation: which rules are on, at which level, with which exemptions.
 *
 * @throws RulesError for rules that cannot be used.
 */
export function createEvaluator(options: EvaluationOptions): Evaluator {
  checkRules(options.rules);
  const { settings } = options;
  const stackName = `${options.project}/${options.stack}`;
  const now = options.now ?? new Date();
  const today = now.toISOString().slice(0, 10);
  const defined = new Set(options.rules.map(({ id }) => id));
  const exemptions = openExemptions(settings, { stackName, today, defined });
  const wholeStack = exemptPlace(undefined, { urn: stackUrn(options.project, options.stack), around: () => undefined });
  const active = activeRules(options.rules, settings, now);
  const byId = new Map(options.rules.map((rule) => [rule.id, rule]));
  const controls = controlsOf(options.rules, settings, now);
  const baseline = openBaseline(
    settings.baseline,
    new Set(active.filter(({ rule }) => rule.ofOperation !== true).map(({ rule }) => rule.id)),
  );
  const guard = openGuard(options.checkSeconds);
  const ofKind = rulesByKind();
  const enclosingOf = enclosingLookup();
  const enclosingAt = (resource: ResourceView | undefined, { around }: Place): Enclosing | undefined =>
    resource === undefined ? undefined : enclosingOf(resource, around);
  const totals = active.flatMap((one) =>
    one.rule.scope === "total" ? [{ one, total: guard.total(one.rule, one.context) }] : [],
  );

  /** A limit is the stack's: whoever breaks it, only the stack can be exempt from it. */
  const coverOf = (rule: Rule, resource: ResourceView | undefined, place: Place): Cover | undefined =>
    rule.scope === "total"
      ? exemptions.coverOf(rule.id, wholeStack, undefined)
      : exemptions.coverOf(rule.id, exemptPlace(resource, place), enclosingAt(resource, place));

  /** Where a rule was first unverifiable: it is said once for a rule and a stack. */
  const unverifiable = new Map<string, string>();
  const isFirst = ({ rule, status, urn }: Finding): boolean => {
    if (status !== "unverifiable") return true;
    const first = unverifiable.get(rule) ?? urn;
    unverifiable.set(rule, first);
    return first === urn;
  };

  const reportOnly = settings.enforcement === "report";
  /** A limit is the stack's in a baseline, too: whoever breaks it again, all that it breaks must be recorded there. */
  const isCarried = (finding: Finding, limits: readonly string[] = []): boolean =>
    limits.length === 0
      ? baseline.carries(finding)
      : limits.every((path) =>
          baseline.carries({ ...finding, fingerprint: fingerprintOf(finding.rule, wholeStack.urn, path) }),
        );
  const weighed = (finding: Finding, limits?: readonly string[]): Finding => {
    if (isCarried(finding, limits)) return { ...finding, level: "advisory", baseline: true };
    return reportOnly && blocks(finding) ? { ...finding, level: "advisory", reportOnly } : finding;
  };

  const findingOf = (
    one: ActiveRule,
    outcome: GuardedOutcome,
    resource: ResourceView | undefined,
    place: Place,
  ): Finding => {
    const { rule } = one;
    const urn = resource?.urn ?? place.urn;
    const cover = coverOf(rule, resource, place);
    const decisive = outcome.status === "violation" || (outcome.status === "undecided" && one.denyUnknown);
    return weighed(
      {
        rule: rule.id,
        level: outcome.unusable ? "mandatory" : decisive ? one.level : "advisory",
        severity: rule.severity,
        status: cover?.expired === false ? "exempt" : outcome.status,
        urn,
        ...(outcome.path === undefined ? {} : { path: outcome.path }),
        ...(resource?.source === undefined ? {} : { source: resource.source }),
        fingerprint: fingerprintOf(rule.id, urn, outcome.path),
        message: cover?.expired
          ? `${outcome.message} (the exemption owned by ${exemptionOf(cover).owner} expired after ${cover.exemption.expires} UTC)`
          : outcome.message,
        fix: outcome.fix ?? rule.fix,
        ...(outcome.path !== undefined && isReplacing(resource?.kind, outcome.path) ? { replaces: true } : {}),
        ...(cover === undefined ? {} : { exemption: exemptionOf(cover) }),
      },
      outcome.limits,
    );
  };

  /** What an exemption in code says is no secret of the settings. */
  const exemptionOf = ({ exemption: { reason, owner, expires }, exemption }: Cover): FindingExemption =>
    settings.exemptions.includes(exemption)
      ? { reason: shown(settings, reason), owner: shown(settings, owner), expires }
      : { reason, owner, expires };

  const outcomesOf = (
    rule: StackRule,
    context: RuleContext,
    { stack, weighed }: UnreadWatch,
  ): readonly GuardedOutcome[] => {
    const missing = concerns(rule, stack) ? rule.needs.filter((gap) => stack.gaps.has(gap)) : [];
    return missing.length > 0
      ? [unseen(missing)]
      : guard.check(rule, (reads) => weighed(rule.check(reads.stack(stack), context)));
  };

  const checked = (one: ActiveRule<ResourceRule>, resource: ResourceView, place: Place): readonly Finding[] => {
    const { rule, context } = one;
    return guard
      .check(rule, (reads) => rule.check(reads.resource(resource), context))
      .map((outcome) => findingOf(one, outcome, resource, place));
  };

  const evaluator: Evaluator = {
    active,
    resource(resource, around, only) {
      if (!resource.managed || resource.kind === undefined) return [];
      const place = { urn: resource.urn, around };
      const findings = ofKind(controls.within(active, enclosingOf(resource, around)), resource.kind.name)
        .flatMap((one) => (only?.has(one.rule.id) === false ? [] : checked(one, resource, place)))
        .filter(isFirst);
      return withoutCovered(findings, byId);
    },
    alone(one, resource, around) {
      if (!resource.managed || resource.kind === undefined) return [];
      const place = { urn: resource.urn, around };
      return ofKind([one], resource.kind.name).flatMap((here) => checked(here, resource, place));
    },
    repair({ rule, context }, resource) {
      const { kind } = resource;
      if (rule.scope !== "resource" || kind === undefined) return undefined;
      return guard.repair(rule, (reads) => rule.remediation?.repair(reads.resource(resource), kind, context));
    },
    count(resource) {
      if (!resource.managed) return [];
      return totals.flatMap(({ one, total }) => {
        const outcome = total.add(resource);
        return outcome === undefined
          ? []
          : [findingOf(one, outcome, resource, { urn: resource.urn, around: () => undefined })];
      });
    },
    whole(stack) {
      const place = { urn: stack.urn, around: stack.resource };
      const findings = controls.among(active, stack.resources).flatMap(({ rule, context }) => {
        const watch = watchUnread(stack);
        const outcomes = [
          ...(rule.scope === "stack" ? outcomesOf(rule, context, watch) : []),
          ...unreadOutcomes(stack, [...(rule.kinds === "all" ? stack.unread.keys() : rule.kinds), ...watch.lookedUp]),
        ];
        return outcomes.flatMap((outcome) => {
          const one = controls.within(active, enclosingAt(outcome.resource, place)).find((here) => here.rule === rule);
          return one === undefined ? [] : [findingOf(one, outcome, outcome.resource, place)];
        });
      });
      for (const { one, total } of totals) {
        const outcomes = stack.gaps.has("unchanged-resources") ? [unseen(["unchanged-resources"])] : total.end(stack);
        for (const outcome of outcomes) findings.push(findingOf(one, outcome, outcome.resource, place));
      }
      const mended = baseline.mended(stack);
      const notices = [
        ...ungoverned(stack, settings),
        ...unjudgedProviders(stack),
        ...undefinedRules(settings, defined),
        ...exemptions.notices(stack),
        ...noticeOfMended(mended, settings.baseline),
        ...accountNotices(stack, settings, now),
        ...[...guard.failedRepairs.values()].map((message): Notice => ({ level: "warning", message })),
      ].map((notice): Notice => (reportOnly ? { ...notice, level: "warning" } : notice));
      return {
        findings: findings.map(withoutReplacement(stack)),
        notices,
        ...(settings.baseline === undefined ? {} : { mended }),
        ...(reportOnly ? { reportOnly } : {}),
        ...(stack.extent === "account" ? { extent: stack.extent } : {}),
      };
    },
    stack(stack) {
      const findings = stack.resources
        .flatMap((resource) => evaluator.resource(resource, stack.resource))
        .map(withoutReplacement(stack));
      for (const resource of stack.resources) evaluator.count(resource);
      const whole = evaluator.whole(stack);
      return { ...whole, findings: [...findings, ...whole.findings] };
    },
  };
  return evaluator;
}

/** What this operation creates, or replaces anyway, no fix replaces. */
function withoutReplacement({ changes = [] }: StackView): (finding: Finding) => Finding {
  const anew = new Set(
    changes.flatMap(({ urn, action }) => (action === "create" || action === "replace" ? [urn] : [])),
  );
  return (finding) => {
    if (finding.replaces !== true || !anew.has(finding.urn)) return finding;
    const { replaces: _, ...rest } = finding;
    return rest;
  };
}

/** Holds a stack to the rules. */
export function evaluate(stack: StackView, settings: Settings, rules: readonly Rule[], now?: Date): Evaluation {
  const { project, stack: name } = stack;
  return createEvaluator({ settings, rules, project, stack: name, ...(now === undefined ? {} : { now }) }).stack(stack);
}

type FindingExemption = NonNullable<Finding["exemption"]>;

/** Where a finding without a resource goes, and how to find the resources around. */
interface Place {
  readonly urn: string;
  readonly around: Around;
}

function exemptPlace(resource: ResourceView | undefined, { urn }: Place): ExemptPlace {
  if (resource === undefined) return { name: nameOf(urn), kind: "Stack", urn };
  return { name: resource.name, kind: resource.kind?.name ?? resource.type, urn: resource.urn };
}

/** A rule about what a stack does not have passes, whatever the reader cannot tell. */
function concerns(rule: Rule, stack: StackView): boolean {
  return rule.kinds === "all" || stack.gaps.has("unchanged-resources") || stack.ofKind(...rule.kinds).length > 0;
}

const unseenWords: Readonly<Record<Gap, { readonly what: string; readonly fix: string }>> = {
  "unchanged-resources": {
    what: "it does not include resources that this operation leaves unchanged",
    fix: "create the preview with `pulumi preview --json --show-sames`, or check `pulumi stack export`; with Terraform, plan without -target",
  },
  "property-dependencies": {
    what: "it does not show which resource an input comes from",
    fix: "use the plain `pulumi preview --json --show-sames`, the policy pack or `pulumi stack export`",
  },
  "source-positions": {
    what: "it does not show where in the program a resource is defined",
    fix: "use the plain `pulumi preview --json --show-sames` or `pulumi stack export`",
  },
  "existing-resources": {
    what: "it does not show which resources exist already",
    fix: "use `pulumi preview --json --show-sames` or the policy pack",
  },
  "stack-outputs": {
    what: "it does not show what the program exports, or which of it is secret",
    fix: "check `pulumi stack export`",
  },
};

function unseen(gaps: readonly Gap[]): Outcome {
  return {
    status: "undecided",
    message: `what was read is incomplete: ${gaps.map((gap) => unseenWords[gap].what).join("; ")}`,
    fix: gaps.map((gap) => unseenWords[gap].fix).join("; "),
  };
}

/** A type or a provider that nothing here knows is named, never passed over in silence. */
function ungoverned(stack: StackView, settings: Settings): readonly Notice[] {
  const unknownTypes = new Map<string, string>();
  for (const resource of stack.resources) {
    const { type, urn, kind, managed } = resource;
    if (kind === undefined && managed && isOfDigitalOcean(resource) && !unknownTypes.has(type))
      unknownTypes.set(type, urn);
  }
  return [
    ...settings.otherProviders.map(
      (name): Notice => ({
        level: "warning",
        message: `${settings.origin} lists the provider ${shown(settings, name)}, whose resources are not checked: only digitalocean is governed`,
      }),
    ),
    ...[...unknownTypes].map(
      ([type, urn]): Notice => ({
        level: settings.digitalocean.enabled ? "warning" : "error",
        message: settings.digitalocean.enabled
          ? `${type} is not governed: no rule covers this type`
          : `${type} belongs to a provider that ${settings.origin} disables`,
        urn,
      }),
    ),
  ];
}
