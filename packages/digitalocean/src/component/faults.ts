import type { Fault } from "@infrafabric/governor";
import { problemsOf, showPath, typescriptWords, valueAt } from "@infrafabric/governor/internal";
import type * as z from "zod";
import { isDeferred } from "./deferred";

/**
 * Puts what zod found wrong with arguments into our own words.
 *
 * @param secrets Arguments that hold secrets: what stands there instead is not shown either.
 */
export function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  args: object,
  schema: z.core.$ZodType,
  secrets: readonly string[],
): readonly Fault[] {
  const faults = issues.flatMap((issue) => {
    const path = issue.path.map((segment) => (typeof segment === "symbol" ? String(segment) : segment));
    if (isDeferred(valueAt(args, path))) return [needsPlain(showPath(path))];
    const isSecret = secrets.includes(String(path[0]));
    return problemsOf([issue], args, schema, typescriptWords).map(({ path: at, found: _, message, ...problem }) =>
      // Hints, too, quote what they would have written otherwise.
      isSecret
        ? { path: showPath(at), message: message.replace(/, found .*$/, "") }
        : { ...problem, path: showPath(at), message },
    );
  });
  return distinct(faults);
}

function needsPlain(path: string): Fault {
  return {
    path,
    message: "must be a plain value, found an Output",
    hint: "it determines which resources are created, or is checked against governor.yaml, before Outputs are known: use config or a variable",
  };
}

/** Each fault once: several children can suffer from one argument. */
export function distinct(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Map(faults.map((fault) => [`${fault.path}\n${fault.message}`, fault]));
  return [...seen.values()];
}
