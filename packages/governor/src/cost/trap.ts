import type { ResourceView } from "../view/resource";
import type { Price } from "./price";

/** What surprises people on the bill. */
export interface Trap {
  /** What it is, after the names of the resources. */
  readonly words: string;
  /** True for a resource that is a case of it; default every one of its kind. */
  readonly has?: (resource: ResourceView, price: Price) => boolean;
}
