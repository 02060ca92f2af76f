import type { ResourceView } from "../view/resource";
import type { Outcome, Parameters, Rule, RuleContext, Total, TotalRule } from "./rule";

/** Runs a check. A rule that throws has found something that it cannot judge: a violation, never a crash or a pass. */
export function guarded(rule: Rule, check: () => Iterable<Outcome>): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  try {
    for (const outcome of check()) outcomes.push(checked(rule, outcome));
  } catch (error) {
    outcomes.push(failure(rule, error));
  }
  return outcomes;
}

/** What a rule says that is no outcome, which a program in JavaScript can do, is as good as a throw. */
function checked(rule: Rule, outcome: Outcome): Outcome {
  const sound = outcome?.status in statuses && typeof outcome.message === "string";
  return sound ? outcome : failure(rule, new TypeError());
}

const statuses: Readonly<Record<Outcome["status"], true>> = { violation: true, undecided: true, unverifiable: true };

/** Starts a running total that, once it has thrown, reports that instead of a sum that lacks something. */
export function guardedTotal(rule: TotalRule, context: RuleContext<Parameters>): Total {
  let failed: Outcome | undefined;
  const attempt = <T>(work: () => T, otherwise: (outcome: Outcome) => T): T => {
    if (failed !== undefined) return otherwise(failed);
    try {
      return work();
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
        () => total?.add(resource),
        (outcome) => outcome,
      ),
    end: (stack) =>
      attempt<Iterable<Outcome>>(
        () => [...(total?.end(stack) ?? [])].map((outcome) => checked(rule, outcome)),
        (outcome) => [outcome],
      ),
  };
}

/** Names the error by its class alone: its message could hold a value of the resource, and so a secret. */
function failure(rule: Rule, error: unknown): Outcome {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return {
    status: "violation",
    message: `the rule ${rule.id} could not be run (${name})`,
    fix: `report this to whoever keeps the rule ${rule.id}; until it is mended, exempt the resource or disable the rule in governor.yaml`,
  };
}
