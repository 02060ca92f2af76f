import type { Finding, FindingStatus } from "./finding";

const words = {
  undecided: "undecided",
  unverifiable: "not verifiable",
  exempt: "exempt",
} as const satisfies Readonly<Record<Exclude<FindingStatus, "violation">, string>>;

/** What reports say of a finding that is no violation left in place. */
export type StatusWord = (typeof words)[keyof typeof words] | "remediated";

/** The words, in the order in which reports count them. */
export const statusWords: readonly StatusWord[] = [...Object.values(words), "remediated"];

/** How a finding stands, if it is more than its level: undefined for a violation that nothing has repaired. */
export function statusWordOf({ status, remediated }: Finding): StatusWord | undefined {
  if (status !== "violation") return words[status];
  return remediated === true ? "remediated" : undefined;
}
