import type { Evaluation } from "../findings/finding";
import type { Framework } from "../frameworks/framework";
import type { Rule } from "../rules/rule";

/** How a control stands by the rules that serve it. */
export type ControlState = "violated" | "undecided" | "unverifiable" | "passes";

/** The words of reports for it. */
export const stateWords: Readonly<Record<ControlState, string>> = {
  violated: "violated",
  undecided: "undecided",
  unverifiable: "not verifiable",
  passes: "passes",
};

/** One control of a framework, and what its rules found. */
export interface ControlResult {
  readonly control: string;
  readonly state: ControlState;
  /** Ids of the rules that serve it. */
  readonly rules: readonly string[];
}

/** The controls of a framework that rules serve, in the order of their ids; what is exempt does not count. */
export function controlsIn(
  framework: Framework,
  rules: readonly Rule[],
  { findings }: Evaluation,
): readonly ControlResult[] {
  const serving = new Map<string, string[]>();
  for (const { id, controls = {} } of rules)
    for (const control of controls[framework] ?? []) serving.set(control, [...(serving.get(control) ?? []), id]);
  const statuses = new Map<string, Set<string>>();
  for (const { rule, status, remediated } of findings)
    if (remediated !== true) statuses.set(rule, (statuses.get(rule) ?? new Set()).add(status));
  return [...serving]
    .sort(([one], [other]) => one.localeCompare(other, "en", { numeric: true }))
    .map(([control, ids]) => {
      const any = (status: string) => ids.some((id) => statuses.get(id)?.has(status) === true);
      const state = any("violation")
        ? "violated"
        : any("undecided")
          ? "undecided"
          : any("unverifiable")
            ? "unverifiable"
            : "passes";
      return { control, state, rules: ids };
    });
}
