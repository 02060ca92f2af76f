import * as pulumi from "@pulumi/pulumi";

/** True for what Pulumi resolves later: an Output or a promise. */
export function isDeferred(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
