import type { Problem } from "@infrafabric/governor";
import { problemsOf, showPath, typescriptWords, valueAt } from "@infrafabric/governor/internal";
import type * as z from "zod";
import { isSecretProperty } from "./argument";
import { isDeferred } from "./deferred";

/**
 * Puts what zod found wrong with arguments into our own words.
 *
 * @param secrets Arguments that hold secrets: what stands there instead is not shown either.
 */
export function argumentProblems(
  issues: readonly z.core.$ZodIssue[],
  args: object,
  schema: z.core.$ZodType,
  secrets: readonly string[],
): readonly Problem[] {
  const problems = issues.flatMap((issue) => {
    const path = issue.path.map((segment) => (typeof segment === "symbol" ? String(segment) : segment));
    if (isDeferred(valueAt(args, path))) return [needsPlain(showPath(path))];
    const isSecret = secrets.includes(String(path[0])) || path.some((segment) => isSecretProperty(String(segment)));
    return problemsOf([issue], args, schema, typescriptWords).map(({ path: at, found: _, message, ...rest }) =>
      // Hints, too, quote what they would have written otherwise.
      isSecret
        ? { path: showPath(at), message: message.replace(/, found .*$/, "").replace(/^(unknown \w+) ".*$/, "$1") }
        : { ...rest, path: showPath(at), message },
    );
  });
  return distinct(problems);
}

function needsPlain(path: string): Problem {
  return {
    path,
    message: "must be a plain value, found an Output",
    hint: "it determines which resources are created, or is checked against governor.yaml, before Outputs are known: use config or a variable",
  };
}

/** Each problem once: several children can suffer from one argument. */
export function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Map(problems.map((problem) => [`${problem.path}\n${problem.message}`, problem]));
  return [...seen.values()];
}
