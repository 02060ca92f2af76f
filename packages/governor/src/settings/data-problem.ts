import type { Path } from "./path";

/** A problem in data, before its position in the text is known. */
export interface DataProblem {
  readonly path: Path;
  /** What it concerns: the key itself, or what stands there; default the value. */
  readonly at?: "key" | "value";
  /** The item of the list at `path` that it concerns, where its position in the text is not known. */
  readonly item?: string;
  readonly message: string;
  readonly found?: string;
  readonly allowed?: string;
  readonly hint?: string;
  /** The same without anything that stands in the settings, for those that are secret; default `is not valid`. */
  readonly discreet?: Discreet;
}

/** What may be said of settings that are secret: nothing of it was written by their author. */
export interface Discreet {
  readonly message: string;
  readonly allowed?: string;
}
