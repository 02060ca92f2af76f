import type { Finding, FindingStatus } from "./finding";

const words = {
  undecided: "undecided",
  unverifiable: "not verifiable",
  exempt: "exempt",
} as const satisfies Readonly<Record<Exclude<FindingStatus, "violation">, string>>;

/** What reports say of a finding that is no violation left in place. */
export type StatusWord = (typeof words)[keyof typeof words] | typeof carried | "remediated";

/** A violation, or what is undecided, that a baseline records. */
const carried = "in the baseline";

/** The words, in the order in which reports count them. */
export const statusWords: readonly StatusWord[] = [carried, ...Object.values(words), "remediated"];

/** How a finding stands, if it is more than its level: undefined for a violation that nothing has repaired. */
export function statusWordOf({ status, remediated, baseline }: Finding): StatusWord | undefined {
  if (baseline === true) return carried;
  if (status !== "violation") return words[status];
  return remediated === true ? "remediated" : undefined;
}
