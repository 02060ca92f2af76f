import { setTimeout } from "node:timers/promises";
import { kindOf } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";

/** What DigitalOcean refuses for a while, after which the same request succeeds, and the provider gives up. */
const passing: readonly {
  /** Kinds that it befalls; undefined for all. */
  readonly kind?: string;
  readonly operation?: "delete";
  readonly message: RegExp;
}[] = [
  // Another action of the Droplet, volume or address is under way.
  { message: /already has a pending event/i },
  // Members are deleted later than they are gone. Without the program, in a plain destroy, customTimeouts help.
  { kind: "Vpc", operation: "delete", message: /with members/i },
  // The load balancer lets go of it later than it has another one.
  { kind: "Certificate", operation: "delete", message: /in use|being used|: 412 / },
];

/** A Droplet's action takes minutes, and so does a VPC to become empty. */
const deadlineSeconds = 600;
const firstDelaySeconds = 2;
const longestDelaySeconds = 30;

/** A failure of an operation. */
export interface Failure {
  readonly type: string;
  readonly operation: string;
  readonly message: string;
  /** How often it has failed, at least once. */
  readonly times: number;
  /** Since it failed first. */
  readonly seconds: number;
}

/** In how many seconds to try again; undefined for never. */
export function retryIn({ type, operation, message, times, seconds }: Failure): number | undefined {
  const passes = passing.some(
    (one) =>
      (one.kind ?? kindOf(type)?.name) === kindOf(type)?.name &&
      (one.operation ?? operation) === operation &&
      one.message.test(message),
  );
  const delay = Math.min(firstDelaySeconds * 2 ** (times - 1), longestDelaySeconds);
  return passes && seconds + delay <= deadlineSeconds ? delay : undefined;
}

/**
 * The options that let the children of a component try again what DigitalOcean refuses for a while. The engine runs
 * them only with the program: a destroy needs --run-program for it.
 *
 * @param urn URN of the component: one hook serves all its children, those included that it no longer has.
 */
export function retryOptions(urn: string): () => pulumi.CustomResourceOptions {
  if (pulumi.runtime.isDryRun() || !takesErrorHooks()) return () => ({});
  const since = new Map<string, number>();
  const retry = new pulumi.ErrorHook(`${urn} retries`, async ({ urn: failed, type, failedOperation, errors }) => {
    if (errors.length === 1) since.set(failed, Date.now());
    const seconds = (Date.now() - (since.get(failed) ?? Date.now())) / 1000;
    const [message = ""] = errors;
    const delay = retryIn({ type, operation: failedOperation, message, times: errors.length, seconds });
    if (delay === undefined) return false;
    await setTimeout(delay * 1000);
    return true;
  });
  // Its own object for each child: the SDK merges the hooks of other options into it.
  return () => ({ hooks: { onError: [retry] } });
}

/** False without an engine, with one from before error hooks, and with an SDK from before them, which has no such class. */
function takesErrorHooks(): boolean {
  if (pulumi.runtime.getEngine() === undefined) return false;
  // A private matter of the SDK, which tests with the real engine guard.
  const getStore: unknown = Reflect.get(state, "getStore");
  return (
    typeof getStore === "function" && Reflect.get(Reflect.apply(getStore, undefined, []), "supportsErrorHooks") === true
  );
}
