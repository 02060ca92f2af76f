import type { ResourceView } from "../view/resource";
import type { ValueMap } from "../view/value";
import { bounded, DidNotReturn, defaultCheckSeconds, mostOutcomes, outcomesOf, TooManyOutcomes } from "./bounded";
import { LeftRunning } from "./left-running";
import type { Outcome, Parameters, Rule, RuleContext, Total, TotalRule } from "./rule";
import { isShipped } from "./shipped";
import { type Reads, strictReads, UnreadableError } from "./strict-reads";

/** The outcomes of a check, or that it failed. */
export interface GuardedOutcome extends Outcome {
  /** The check did not return with all its work done, or reads what does not exist. Whatever the level of its rule, the run must not pass. */
  readonly unusable?: true;
}

/** Runs the checks of one evaluation. */
export interface Guard {
  /**
   * Runs a check on the views that the rule is to have. A rule that throws or does not return has found something that
   * it cannot judge: a violation, never a crash or a pass.
   */
  check(rule: Rule, check: (reads: Reads) => Iterable<Outcome>): readonly GuardedOutcome[];
  /** The inputs that a remediation sets; none if it fails, so that the violation remains. */
  repair(rule: Rule, repair: (reads: Reads) => ValueMap | undefined): ValueMap | undefined;
  /** What is wrong with remediations that failed, once for each rule. */
  readonly failedRepairs: ReadonlyMap<Rule, string>;
  /** Starts a running total that, once it has failed, reports that instead of a sum that lacks something. */
  total(rule: TotalRule, context: RuleContext<Parameters>): Total;
}

/** @param seconds How long a check may take. */
export function openGuard(seconds = defaultCheckSeconds): Guard {
  /** Rules that once did not return, or not with all their work: they are not run again, and each resource reports that. */
  const hung = new Map<Rule, DidNotReturn | LeftRunning>();
  const run = <T>(rule: Rule, work: () => T): T => {
    const before = hung.get(rule);
    if (before !== undefined) throw before;
    try {
      return bounded(rule, seconds, work);
    } catch (error) {
      if (error instanceof DidNotReturn || error instanceof LeftRunning) hung.set(rule, error);
      throw error;
    }
  };
  const failedRepairs = new Map<Rule, string>();
  const strict = new Map<Rule, Reads>();
  const readsOf = (rule: Rule): Reads => {
    if (isShipped(rule)) return asIs;
    const reads = strict.get(rule) ?? strictReads(rule);
    strict.set(rule, reads);
    return reads;
  };
  return {
    check(rule, check) {
      const outcomes: GuardedOutcome[] = [];
      try {
        run(rule, () => {
          for (const outcome of outcomesOf(rule, check(readsOf(rule)))) outcomes.push(checked(rule, outcome));
        });
        return outcomes;
      } catch (error) {
        const failed = failure(rule, error);
        // Of what has no end, the beginning says nothing.
        return failed.unusable ? [failed] : [...outcomes, failed];
      }
    },
    repair(rule, repair) {
      try {
        return run(rule, () => repair(readsOf(rule)));
      } catch (error) {
        const words = error instanceof UnreadableError ? `could not be run: ${error.message}` : problemOf(error);
        failedRepairs.set(rule, `the remediation of the rule ${rule.id} ${words}; it repairs nothing`);
        return undefined;
      }
    },
    failedRepairs,
    total: (rule, context) => guardedTotal(rule, context, readsOf(rule), run),
  };
}

const asIs: Reads = { resource: (resource) => resource, stack: (stack) => stack };

/** Treats a malformed outcome, which a rule in JavaScript can return, as an exception. */
function checked(rule: Rule, outcome: Outcome): Outcome {
  return isSound(outcome) ? outcome : failure(rule, new TypeError());
}

function isSound(outcome: Outcome | null | undefined): boolean {
  if (typeof outcome !== "object" || outcome === null) return false;
  const { status, message, path, fix, resource, limits = [] } = outcome;
  return (
    Object.hasOwn(statuses, status) &&
    typeof message === "string" &&
    [path, fix].every((text) => text === undefined || typeof text === "string") &&
    Array.isArray(limits) &&
    limits.every((limit) => typeof limit === "string") &&
    (resource === undefined || typeof resource?.urn === "string")
  );
}

const statuses: Readonly<Record<Outcome["status"], true>> = { violation: true, undecided: true, unverifiable: true };

function guardedTotal(
  rule: TotalRule,
  context: RuleContext<Parameters>,
  reads: Reads,
  run: <T>(rule: Rule, work: () => T) => T,
): Total {
  let failed: Outcome | undefined;
  const attempt = <T>(work: () => T, otherwise: (outcome: Outcome) => T): T => {
    if (failed !== undefined) return otherwise(failed);
    try {
      return run(rule, work);
    } catch (error) {
      failed = failure(rule, error);
      return otherwise(failed);
    }
  };
  const total = attempt<Total | undefined>(
    () => rule.start(context),
    () => undefined,
  );
  return {
    add: (resource: ResourceView) =>
      attempt(
        () => {
          const outcome = total?.add(reads.resource(resource));
          return outcome === undefined ? undefined : checked(rule, outcome);
        },
        (outcome) => outcome,
      ),
    end: (stack) =>
      attempt<Iterable<Outcome>>(
        () => [...outcomesOf(rule, total?.end(reads.stack(stack)) ?? [])].map((outcome) => checked(rule, outcome)),
        (outcome) => [outcome],
      ),
  };
}

/** Shows only the class of a foreign error: its message could contain a value of the resource, and so a secret. */
function failure(rule: Rule, error: unknown): GuardedOutcome {
  if (error instanceof UnreadableError) {
    return {
      status: "violation",
      message: `the rule ${rule.id} could not be run: ${error.message}`,
      unusable: true,
      fix: `correct what the rule ${rule.id} reads`,
    };
  }
  const endless = [DidNotReturn, LeftRunning, TooManyOutcomes].some((type) => error instanceof type);
  return {
    status: "violation",
    message: `the rule ${rule.id} ${problemOf(error)}`,
    ...(endless ? { unusable: true } : {}),
    fix: `report this to the author of the rule ${rule.id}; until it is fixed, exempt the resource or disable the rule in governor.yaml`,
  };
}

function problemOf(error: unknown): string {
  if (error instanceof DidNotReturn) return `did not return within ${error.seconds} seconds`;
  if (error instanceof LeftRunning)
    return `left work for after it had returned (${error.what}), which nothing waits for: a rule must do all its work before it returns`;
  if (error instanceof TooManyOutcomes) return `gives more than ${mostOutcomes.toLocaleString("en")} findings at once`;
  return `could not be run (${error instanceof Error ? error.constructor.name : typeof error})`;
}
