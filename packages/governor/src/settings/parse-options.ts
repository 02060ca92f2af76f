import type { Rule } from "../rules/rule";
import type { FloorOptions } from "./floor";

/** What the parser must know besides the settings. */
export interface ParseOptions extends FloorOptions {
  /** Where the settings came from, for messages: a file, or words such as `stack config governor:settings`. */
  readonly origin: string;
  /** The file, where they came from one. */
  readonly file?: string;
  /** The rules that can be named in them. */
  readonly rules: readonly Rule[];
  /** True where they are secret: then no message contains anything of them. */
  readonly secret?: boolean;
  /** A `governor.yaml` further up that these settings hide. */
  readonly hides?: string;
  /** True if they are a floor, which its own environments must not loosen without saying so. */
  readonly isFloor?: boolean;
}
