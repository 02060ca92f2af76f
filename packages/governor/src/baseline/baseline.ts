// Public types lead here, so nothing of zod's does.

/** One finding that a baseline records. */
export interface BaselineEntry {
  readonly rule: string;
  readonly urn: string;
  readonly path?: string;
  readonly status: "violation" | "undecided";
  readonly fingerprint: string;
}

/** What was found in one stack when its baseline was written: it is carried, and blocks nothing. */
export interface Baseline {
  /** The file that it was read from, for messages. */
  readonly origin: string;
  /** Day on which it was written, UTC, `YYYY-MM-DD`. */
  readonly date: string;
  readonly findings: readonly BaselineEntry[];
}
