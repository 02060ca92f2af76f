import type { ChangeRecord } from "../view/change";
import type { ResourceRecord } from "../view/resource";
import type { Gap } from "../view/stack";

/** What a reader found of a stack. */
export interface Records {
  readonly records: readonly ResourceRecord[];
  /** What the source does not show. */
  readonly gaps: readonly Gap[];
  /** What the operation does; undefined where the source is no preview. */
  readonly changes?: readonly ChangeRecord[];
}
