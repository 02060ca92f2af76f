import { blocks, type Finding, type Severity, severities } from "../../findings/finding";
import { statusWordOf } from "../../findings/status-words";

/** What is worst about a resource: the severity of a violation, something softer, or nothing. */
export type Standing = Severity | "undecided" | "accepted" | "passes";

/** From the worst on, with the words of the legend. */
export const standings: Readonly<Record<Standing, string>> = {
  critical: "critical violation",
  high: "high violation",
  medium: "medium violation",
  low: "low violation",
  undecided: "undecided",
  accepted: "exempt or accepted",
  passes: "nothing found",
};

const order = Object.keys(standings);

/** How one finding makes its resource stand. */
export function standingOf({ status, severity, baseline, remediated }: Finding): Standing {
  if (status === "exempt" || baseline === true || remediated === true) return "accepted";
  return status === "violation" ? severity : "undecided";
}

/** The worst of some. */
export function worst(standingsOfAll: Iterable<Standing>): Standing {
  let found: Standing = "passes";
  for (const one of standingsOfAll) if (order.indexOf(one) < order.indexOf(found)) found = one;
  return found;
}

/** How a finding stands, in the words of the other reports. */
export function wordOf(finding: Finding): string {
  return finding.reportOnly === true ? "would block" : (statusWordOf(finding) ?? finding.level);
}

/** What blocks first, then by severity, rule and resource. */
export function bySeriousness(one: Finding, other: Finding): number {
  return (
    Number(blocks(other)) - Number(blocks(one)) ||
    Number(other.status === "violation") - Number(one.status === "violation") ||
    severities.indexOf(other.severity) - severities.indexOf(one.severity) ||
    compare(one.rule, other.rule) ||
    compare(one.urn, other.urn)
  );
}

/** By code units: thousands of findings are sorted. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
