import type { CostEstimate } from "../cost/estimate";
import type { Evaluation } from "../findings/finding";
import type { Rule } from "../rules/rule";
import type { Settings } from "../settings/settings";
import type { StackView } from "../view/stack";

/** What a report shows: one stack, what was found in it and what it costs. */
export interface Report {
  readonly stack: StackView;
  /** The settings that it was held to, those of its environment. */
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly evaluation: Evaluation;
  readonly cost: CostEstimate;
}
