import type { Doubt } from "../../view/reason";

/** Whether something holds, or why that cannot be determined. */
export type Answer = "yes" | "no" | { readonly doubt: Doubt };

/** `no`, if there is no reason to doubt it. */
export function firstDoubt(doubts: readonly (Doubt | undefined)[]): Answer {
  const doubt = doubts.find((one) => one !== undefined);
  return doubt === undefined ? "no" : { doubt };
}

/** Whether one of several things holds: one `yes` is enough, and one doubt keeps it from being `no`. */
export function either(...answers: readonly Answer[]): Answer {
  if (answers.includes("yes")) return "yes";
  return answers.find((answer) => answer !== "no") ?? "no";
}
