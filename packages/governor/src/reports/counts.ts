import { blocks, type Evaluation, type Finding } from "../findings/finding";
import { isOfDigitalOcean } from "../view/resource";
import type { StackView } from "../view/stack";

/** The numbers of a report. */
export interface Counts {
  /** Resources that were judged: those of DigitalOcean that the stack manages. */
  readonly resources: number;
  /** Rules that are violated somewhere, what a baseline carries included; without what was repaired or is exempt. */
  readonly violations: number;
  readonly undecided: number;
  readonly unverifiable: number;
  readonly exempt: number;
  /** What blocks the update: findings, and errors among the notices. */
  readonly mandatory: number;
}

/** Counts what was found in a stack. */
export function countsOf({ findings, notices }: Evaluation, { resources }: Pick<StackView, "resources">): Counts {
  const count = (which: (finding: Finding) => boolean) => findings.filter(which).length;
  return {
    resources: resources.filter((one) => one.managed && (one.kind !== undefined || isOfDigitalOcean(one))).length,
    violations: count(({ status, remediated }) => status === "violation" && remediated !== true),
    undecided: count(({ status }) => status === "undecided"),
    unverifiable: count(({ status }) => status === "unverifiable"),
    exempt: count(({ status }) => status === "exempt"),
    mandatory: count(blocks) + notices.filter(({ level }) => level === "error").length,
  };
}

/** The counts of several stacks together. */
export function sumOfCounts(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return {
    resources: sum("resources"),
    violations: sum("violations"),
    undecided: sum("undecided"),
    unverifiable: sum("unverifiable"),
    exempt: sum("exempt"),
    mandatory: sum("mandatory"),
  };
}
