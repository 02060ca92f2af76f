import type { Rule } from "../rules/rule";
import { blocks, type Finding } from "./finding";

/** Leaves out the findings that another covers, so that one fact at one place is told once. */
export function withoutCovered(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly Finding[] {
  const covering = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.status === "exempt") continue;
    for (const rule of rules.get(finding.rule)?.covers ?? []) {
      const key = keyOf(rule, finding);
      const before = covering.get(key);
      if (before === undefined) covering.set(key, [finding]);
      else before.push(finding);
    }
  }
  if (covering.size === 0) return findings;
  return findings.filter(
    (finding) => covering.get(keyOf(finding.rule, finding))?.some((other) => covers(other, finding)) !== true,
  );
}

function keyOf(rule: string, { urn, path }: Finding): string {
  return [rule, urn, path ?? ""].join("\n");
}

/**
 * True if a finding at the same place says all that another does, and weighs as much. What an exemption is about, held
 * or expired, is said in any case.
 */
function covers(one: Finding, other: Finding): boolean {
  return (
    other.exemption === undefined &&
    (one.status === other.status || (one.status === "violation" && other.status === "undecided")) &&
    (isWeighty(one) || !isWeighty(other))
  );
}

/** What a baseline records was written without what it covers, which is as old. */
function isWeighty(finding: Finding): boolean {
  return blocks(finding) || finding.reportOnly === true || finding.baseline === true;
}
