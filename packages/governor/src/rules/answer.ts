import type { Doubt } from "../view/reason";

/** Whether something holds, or why nobody can say. */
export type Answer = "yes" | "no" | { readonly doubt: Doubt };

/** `no`, if there is no reason to doubt it. */
export function firstDoubt(doubts: readonly (Doubt | undefined)[]): Answer {
  const doubt = doubts.find((one) => one !== undefined);
  return doubt === undefined ? "no" : { doubt };
}
