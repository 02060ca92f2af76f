/** A check of another scanner, and what becomes of it here. */
export interface Check {
  /** Its id there. */
  readonly id: string;
  /** In a few words of our own, what it asks. */
  readonly about: string;
  /** `alias`: the rule that has its id among its aliases; else the rules that cover it, or why none does. */
  readonly cover: "alias" | { readonly rules: readonly string[]; readonly but?: string } | { readonly leftOut: string };
}

/** A scanner whose checks for DigitalOcean were compared. */
export interface Scanner {
  readonly name: string;
  /** What was compared, such as `3.3.30`. */
  readonly version: string;
  readonly checks: readonly Check[];
}

/** A check that rules of ours cover; `but` says what of it they cannot see. */
export function covered(id: string, about: string, rules: string | readonly string[], but?: string): Check {
  const list = typeof rules === "string" ? [rules] : rules;
  return { id, about, cover: { rules: list, ...(but === undefined ? {} : { but }) } };
}

export function leftOut(id: string, about: string, why: string): Check {
  return { id, about, cover: { leftOut: why } };
}

export function byAlias(id: string, about: string): Check {
  return { id, about, cover: "alias" };
}

export const liveOnly = "live account only: no program sets it";
