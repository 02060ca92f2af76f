import type { AccountFacts } from "./account-facts";

const dayMilliseconds = 86_400_000;

/** Days after which a file says too little of today. */
export const staleAfterDays = 7;

/** Whole days since the account was read. */
export function daysSince({ takenAt }: AccountFacts, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - takenAt.getTime()) / dayMilliseconds));
}

/** `the account "shop" as of 2026-11-27 (3 days ago)`. */
export function accountWords(facts: AccountFacts, now: Date): string {
  const days = daysSince(facts, now);
  const age = days === 0 ? "today" : days === 1 ? "1 day ago" : `${days} days ago`;
  return `the account${teamWords(facts)} as of ${facts.takenAt.toISOString().slice(0, 10)} (${age})`;
}

const longestName = 60;

/** ` "shop"`, or nothing if the file does not say whose account it is. */
export function teamWords({ team: { name, uuid } }: AccountFacts): string {
  const team = name ?? uuid;
  return team === undefined ? "" : ` "${team.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").slice(0, longestName)}"`;
}
