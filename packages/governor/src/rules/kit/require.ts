import type { ResourceView } from "../../view/resource";
import type { Outcome, ResourceRule } from "../rule";
import type { Answer } from "./answer";
import { unclear, violation } from "./outcome";

/** How a requirement is spoken of. */
export interface RequirementWords {
  /** What is asked, after "cannot determine whether": `backups are enabled`. */
  readonly whether: string;
  /** What is wrong if it does not hold: `the Droplet has no backups`. */
  readonly otherwise: string;
  /** What to do then, if it is more exact than the rule's own `fix`. */
  readonly fix?: string;
}

/** Requires a switch to be on, whether the program or a default says so. */
export function* requireTrue(
  resource: ResourceView,
  path: string,
  { whether, otherwise, ...more }: RequirementWords,
): Iterable<Outcome> {
  const value = resource.read(path);
  if (value.opaque) yield unclear(value, `whether ${whether}`, value);
  else if (value.boolean() !== true) yield violation(value, otherwise, more);
}

/** Switches a plain input of these kinds on, as a remediation of what `requireTrue` finds. */
export function repairTrue(kinds: readonly string[], input: string): NonNullable<ResourceRule["remediation"]> {
  return {
    sets: Object.fromEntries(kinds.map((kind) => [kind, [input]])),
    repair(resource, kind) {
      if (!kinds.includes(kind.name)) return undefined;
      const value = resource.read(input);
      return value.opaque || value.boolean() === true ? undefined : { [input]: true };
    },
  };
}

/** Requires a `yes` of what was found out about a resource, such as by `references`. */
export function* requireYes(
  answer: Answer,
  resource: ResourceView,
  { whether, otherwise, ...more }: RequirementWords,
): Iterable<Outcome> {
  if (answer === "yes") return;
  yield answer === "no"
    ? violation(undefined, otherwise, { resource, ...more })
    : unclear(undefined, `whether ${whether}`, answer.doubt, { resource });
}
