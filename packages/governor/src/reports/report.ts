import type { CostEstimate } from "../cost/estimate";
import type { Evaluation } from "../findings/finding";
import type { Framework } from "../frameworks/framework";
import type { Rule } from "../rules/rule";
import type { Settings } from "../settings/settings";
import type { StackView } from "../view/stack";
import type { ReportSection } from "./section";

/** What a report shows: one stack, what was found in it and what it costs. */
export interface Report {
  /** Where the stack was read from: a file, or `standard input`. */
  readonly origin: string;
  readonly stack: StackView;
  /** The settings that it was held to, those of its environment. */
  readonly settings: Settings;
  /** The rules that it was held to: all, or those that were selected. */
  readonly rules: readonly Rule[];
  readonly evaluation: Evaluation;
  readonly cost: CostEstimate;
  /** Shows the findings by the controls of a framework; default none. */
  readonly framework?: Framework;
  /** What is shown besides; default nothing. */
  readonly sections?: readonly ReportSection[];
}

/** How reports are written. */
export interface ReportOptions {
  /** ANSI colors, for a terminal; default false. */
  readonly color?: boolean;
  /** True for a report on any number of stacks, which has another form than one on a single stack; default false. */
  readonly isFleet?: boolean;
  /**
   * The folder of the Pulumi project, relative to the root of the repository, where the two differ: positions are shown
   * from there. Default the root itself.
   */
  readonly projectFolder?: string;
}

/** Writes reports. It takes one after the other, so that a fleet of stacks need not be in memory at once. */
export type ReportFormat = (reports: Iterable<Report>, options?: ReportOptions) => string;
