import { someOf } from "../cost/some-of";
import type { Finding, Notice } from "../findings/finding";
import { kindOf } from "../kinds";
import type { StackView } from "../view/stack";
import { nameOf, parseUrn } from "../view/urn";
import type { Baseline, BaselineEntry } from "./baseline";

/** Looks findings up in a baseline, and remembers which of its entries still occur. */
export interface BaselineBook {
  /** True if the baseline carries the finding. */
  carries(finding: Finding): boolean;
  /**
   * Entries that no longer occur, of the rules that were on; nothing where the source does not show the whole stack.
   */
  mended(stack: StackView): readonly BaselineEntry[];
}

/** Opens a baseline for one run. @param carried Ids of the rules that are on and that a baseline may carry. */
export function openBaseline(baseline: Baseline | undefined, carried: ReadonlySet<string>): BaselineBook {
  if (baseline === undefined) return { carries: () => false, mended: () => [] };
  const entries = new Map(baseline.findings.map((entry) => [entry.fingerprint, entry]));
  const seen = new Set<string>();
  return {
    carries({ rule, fingerprint, status }) {
      const entry = entries.get(fingerprint);
      if (entry === undefined || !carried.has(rule)) return false;
      seen.add(fingerprint);
      // What was unknown then, and is known to be wrong now, was not carried.
      return status === "undecided" || (status === "violation" && entry.status === "violation");
    },
    mended(stack) {
      if (stack.gaps.has("unchanged-resources")) return [];
      const isRead = (urn: string) => !stack.unread.has(kindOf(parseUrn(urn)?.type ?? "")?.name ?? "");
      return baseline.findings.filter(
        ({ rule, fingerprint, urn }) => carried.has(rule) && !seen.has(fingerprint) && isRead(urn),
      );
    },
  };
}

/** Says that a baseline records what was mended, so that it can shrink. */
export function noticeOfMended(mended: readonly BaselineEntry[], baseline: Baseline | undefined): readonly Notice[] {
  if (baseline === undefined || mended.length === 0) return [];
  const names = someOf(mended.map(({ rule, urn }) => `${rule} of ${nameOf(urn)}`));
  const noun = mended.length === 1 ? "violation" : "violations";
  return [
    {
      level: "warning",
      message: `${mended.length} ${noun} in the baseline ${baseline.origin} no longer occur${mended.length === 1 ? "s" : ""} (${names}): write it again with governor check --write-baseline, so that none of them comes back unseen`,
    },
  ];
}
