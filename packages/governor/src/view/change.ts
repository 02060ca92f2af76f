import type { ResourceRecord, ResourceView } from "./resource";

/** What an operation does to one resource. `replace`: deletes it and creates it anew, in either order. */
export type Action = "create" | "update" | "replace" | "delete" | "same";

/** What an operation does to one resource, as a reader found it. */
export interface ChangeRecord {
  readonly urn: string;
  readonly action: Action;
  /** The resource before the operation; undefined where it is created. */
  readonly before?: ResourceRecord;
  /** Inputs that make it a replacement, as the provider says, such as `region`. */
  readonly replacedBy: readonly string[];
}

/** What an operation does to one resource of a stack. */
export interface Change extends Omit<ChangeRecord, "before"> {
  /** The resource before the operation; undefined where it is created. */
  readonly before?: ResourceView;
}
