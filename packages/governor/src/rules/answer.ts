/** Whether something holds, or why nobody can say. */
export type Answer = "yes" | "no" | { readonly doubt: string };

/** `no`, if there is no reason to doubt it. */
export function firstDoubt(doubts: readonly (string | undefined)[]): Answer {
  const doubt = doubts.find((one) => one !== undefined);
  return doubt === undefined ? "no" : { doubt };
}
