import type { ChangeRecord } from "../view/change";
import type { ResourceRecord } from "../view/resource";
import type { Gap } from "../view/stack";
import type { PreviewConfig } from "./preview-config";

/** What a reader found of a stack. */
export interface Records {
  readonly records: readonly ResourceRecord[];
  /** What the reader does not show. */
  readonly gaps: readonly Gap[];
  /** What the operation does; undefined if it is not a preview that was read. */
  readonly changes?: readonly ChangeRecord[];
  /** The governor's part of the stack's configuration, if it is a preview that was read. */
  readonly config?: PreviewConfig;
}
