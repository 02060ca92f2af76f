import type { Value } from "@infrafabric/governor";
import type * as pulumi from "@pulumi/pulumi";

/** A child that will be registered. */
export interface Planned<R> {
  readonly urn: string;
  /**
   * One of its outputs; settled once the child is registered.
   *
   * @param value What it is going to be, where that is known already, so that rules can judge it.
   */
  output<T>(read: (resource: R) => pulumi.Output<T>, value?: Value): pulumi.Output<T>;
  /** The registered resource. Throws before that. */
  readonly resource: R;
}
