import type { Property } from "../../view/property";
import { type Doubt, doubtOf } from "../../view/reason";
import type { Outcome } from "../rule";

/**
 * The rule is violated.
 *
 * @param property The property at fault; undefined if none is.
 */
export function violation(property: Property | undefined, message: string, more: Partial<Outcome> = {}): Outcome {
  return { status: "violation", message, ...(property === undefined ? {} : { path: property.path }), ...more };
}

/** A value that is unknown until `pulumi up`, or a secret, hides the answer. */
export function undecided(property: Property | undefined, message: string, more: Partial<Outcome> = {}): Outcome {
  return { status: "undecided", message, ...(property === undefined ? {} : { path: property.path }), ...more };
}

/**
 * A rule cannot answer a question, such as `whether backups are enabled`. This function alone decides what follows: undecided if
 * an Output, a secret or the reader hides the value, a violation if it is there and cannot be read.
 */
export function unclear(
  property: Property | undefined,
  question: string,
  cause: Property | Doubt,
  more: Partial<Outcome> = {},
): Outcome {
  const { reason, unreadable } = "unreadable" in cause ? cause : doubtOf(cause);
  const outcome = unreadable ? violation : undecided;
  return outcome(property, `cannot determine ${question}: ${reason}`, more);
}
