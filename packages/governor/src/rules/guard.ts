import type { ResourceView } from "../view/resource";
import type { ValueMap } from "../view/value";
import { bounded, DidNotReturn, defaultCheckSeconds } from "./bounded";
import type { Outcome, Parameters, Rule, RuleContext, Total, TotalRule } from "./rule";
import { isShipped } from "./shipped";
import { type Reads, strictReads, UnreadableError } from "./strict-reads";

/** The outcomes of a check, or that it failed. */
export interface GuardedOutcome extends Outcome {
  /** The check did not return, or reads what does not exist. Whatever the level of its rule, the run must not pass. */
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
  /** Starts a running total that, once it has failed, reports that instead of a sum that lacks something. */
  total(rule: TotalRule, context: RuleContext<Parameters>): Total;
}

/** @param seconds How long a check may take. */
export function openGuard(seconds = defaultCheckSeconds): Guard {
  /** Rules that once did not return: they are not run again, and each resource reports that. */
  const hung = new Map<Rule, DidNotReturn>();
  const run = <T>(rule: Rule, work: () => T): T => {
    const before = hung.get(rule);
    if (before !== undefined) throw before;
    try {
      return bounded(rule, seconds, work);
    } catch (error) {
      if (error instanceof DidNotReturn) hung.set(rule, error);
      throw error;
    }
  };
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
          for (const outcome of check(readsOf(rule))) outcomes.push(checked(rule, outcome));
        });
      } catch (error) {
        outcomes.push(failure(rule, error));
      }
      return outcomes;
    },
    repair(rule, repair) {
      try {
        return run(rule, () => repair(readsOf(rule)));
      } catch {
        return undefined;
      }
    },
    total: (rule, context) => guardedTotal(rule, context, readsOf(rule), run),
  };
}

const asIs: Reads = { resource: (resource) => resource, stack: (stack) => stack };

/** Treats a malformed outcome, which a rule in JavaScript can return, as an exception. */
function checked(rule: Rule, outcome: Outcome): Outcome {
  const sound = outcome?.status in statuses && typeof outcome.message === "string";
  return sound ? outcome : failure(rule, new TypeError());
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
        () => total?.add(reads.resource(resource)),
        (outcome) => outcome,
      ),
    end: (stack) =>
      attempt<Iterable<Outcome>>(
        () => [...(total?.end(reads.stack(stack)) ?? [])].map((outcome) => checked(rule, outcome)),
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
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const hung = error instanceof DidNotReturn;
  const message = hung
    ? `the rule ${rule.id} did not return within ${error.seconds} seconds`
    : `the rule ${rule.id} could not be run (${name})`;
  return {
    status: "violation",
    message,
    ...(hung ? { unusable: true } : {}),
    fix: `report this to the author of the rule ${rule.id}; until it is fixed, exempt the resource or disable the rule in governor.yaml`,
  };
}
