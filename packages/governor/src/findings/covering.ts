import type { Rule } from "../rules/rule";
import { blocks, type Finding } from "./finding";

/** Leaves out the findings that another covers, so that one fact at one place is told once. */
export function withoutCovered(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly Finding[] {
  const covering = findings.filter(
    ({ rule, status }) => status !== "exempt" && (rules.get(rule)?.covers ?? []).length > 0,
  );
  if (covering.length === 0) return findings;
  return findings.filter(
    (finding) =>
      !covering.some((other) => rules.get(other.rule)?.covers?.includes(finding.rule) && covers(other, finding)),
  );
}

/**
 * True if a finding says all that another does, and weighs as much. What an exemption is about, held or expired, is
 * said in any case.
 */
function covers(one: Finding, other: Finding): boolean {
  return (
    one.urn === other.urn &&
    one.path === other.path &&
    other.exemption === undefined &&
    (one.status === other.status || (one.status === "violation" && other.status === "undecided")) &&
    (isWeighty(one) || !isWeighty(other))
  );
}

function isWeighty(finding: Finding): boolean {
  return blocks(finding) || finding.reportOnly === true;
}
