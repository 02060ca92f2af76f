import { limitProblems } from "@infrafabric/governor/internal";
import { unprocessable } from "./errors.ts";
import { type Planned, plannedBy } from "./planned.ts";
import { withoutUnset } from "./requested.ts";

/**
 * What a request asks for that DigitalOcean does not allow, whatever the account has: the governor's platform limits,
 * which the rule `platform-limits` says at preview.
 */
export function limitsBroken({ kind, inputs, elsewhere = [] }: Planned): readonly string[] {
  return limitProblems(kind, Object(withoutUnset(inputs)))
    .filter(({ path }) => !elsewhere.some((own) => path === own || path.startsWith(`${own}[`)))
    .map(({ path, message }) => `${snakeCased(path)}: ${message.replaceAll(inputName, snakeCased)}`);
}

/** Refuses the body of a request whose resources are beyond the limits of their kinds. */
export function refuseBeyondLimits(operation: string, body: unknown): void {
  const problems = plannedBy(operation, body).flatMap(limitsBroken);
  if (problems.length > 0) throw unprocessable(problems.join("; "));
}

/** The name of an input in words, but for what was sent, which is in quotes. */
const inputName = /(?<!"[^"]*)\b[a-z]+(?:[A-Z][a-z]+)+\b/g;

/** A path as the API writes it: `forwardingRules[0].entryPort` becomes `forwarding_rules[0].entry_port`. */
function snakeCased(path: string): string {
  return path.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
