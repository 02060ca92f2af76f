import type { Confidence } from "./sourced";

/** A price as it was published. */
export interface ListedPrice {
  readonly usd: number;
  /** What one pays that for, such as `node-month`. */
  readonly per: string;
  readonly citation: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly confidence: Confidence;
}
