import type { BaselineEntry } from "../baseline/baseline";
import type { SourcePosition } from "../view/resource";

/** How much a finding weighs: only `mandatory` and `remediate` stop a run. */
export const levels = ["advisory", "mandatory", "remediate", "disabled"] as const;
export type Level = (typeof levels)[number];

/** From the loosest to the strictest: a repaired resource passes, a mandatory violation never does. */
export const strictness: readonly Level[] = ["disabled", "advisory", "remediate", "mandatory"];

/** The stricter of two levels. */
export function stricterLevel(one: Level, other: Level): Level {
  return isLooser(one, other) ? other : one;
}

/** True if the first level lets more through than the second. */
export function isLooser(one: Level, other: Level): boolean {
  return strictness.indexOf(one) < strictness.indexOf(other);
}

/** How bad a violation of the rule is. */
export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/**
 * - `violation`: the rule is violated;
 * - `undecided`: an unknown stood in the way;
 * - `unverifiable`: DigitalOcean offers nothing to check;
 * - `exempt`: broken, and an exemption covers it.
 */
export type FindingStatus = "violation" | "undecided" | "unverifiable" | "exempt";

/** What a rule found. */
export interface Finding {
  /** Rule id. */
  readonly rule: string;
  /** The level at which it counts. Undecided and unverifiable findings are advisory unless `on_unknown: deny`. */
  readonly level: Exclude<Level, "disabled">;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** The resource, or the stack where no single resource is at fault. */
  readonly urn: string;
  /** Property at fault. */
  readonly path?: string;
  readonly source?: SourcePosition;
  /** Stable over runs: the same rule, resource and property give the same one. */
  readonly fingerprint: string;
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /** True when the policy pack repaired the input. */
  readonly remediated?: boolean;
  /** True when it would stop the run, but the settings say `enforcement: report`; its level is then advisory. */
  readonly reportOnly?: boolean;
  /** True when the baseline records it: it was there before, and its level is then advisory. */
  readonly baseline?: true;
  /** True when its fix changes an input that replaces the resource, which exists or may exist. */
  readonly replaces?: true;
  /** The exemption that covers it, or that covered it until it expired. */
  readonly exemption?: { readonly reason: string; readonly owner: string; readonly expires: string };
}

/** What concerns the run rather than a rule, such as an exemption that matches nothing. */
export interface Notice {
  readonly level: "error" | "warning";
  readonly message: string;
  readonly urn?: string;
}

/** All that a run found. */
export interface Evaluation {
  /** What the baseline records and no longer occurs; undefined without a baseline. */
  readonly mended?: readonly BaselineEntry[];
  /** True when the settings say `enforcement: report`: whatever was found, nothing blocks the update. */
  readonly reportOnly?: boolean;
  /** `account` for one of all that an account has; there is no update then that it could block. */
  readonly extent?: "account";
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
}

/** True when the finding stops a run. */
export function blocks(finding: Finding): boolean {
  return (
    (finding.status === "violation" || finding.status === "undecided") &&
    finding.level !== "advisory" &&
    finding.remediated !== true
  );
}
