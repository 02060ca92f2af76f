import type { Problem } from "@infrafabric/governor";
import type * as z from "zod";
import type { DeclaredArguments } from "./declared-arguments";
import { definedThroughout } from "./defined";
import { notData } from "./not-data";
import { argumentProblems } from "./problems";

/**
 * Reads the arguments of a component.
 *
 * @returns The arguments without those at fault, so that the rest can be judged.
 */
export function readArguments<Args extends object>(
  { schema, required, secrets }: DeclaredArguments<Args>,
  given: Args,
  problems: Problem[],
): Partial<Args> {
  const usable = Object.entries(given).filter(([key, value]) => {
    const found = notData(value, key);
    problems.push(...found);
    return found.length === 0;
  });
  const data = definedThroughout(Object.fromEntries(usable));
  for (const key of required) {
    if ((Reflect.get(given, key) ?? undefined) === undefined) problems.push({ path: key, message: "is missing" });
  }

  const whole = schema.safeParse(data, inOurWords);
  if (whole.success) return whole.data;
  problems.push(...argumentProblems(whole.error.issues, data, schema, secrets));
  const faulty = new Set(whole.error.issues.flatMap((issue) => [issue.path[0], ...unknownKeys(issue)]));
  const rest = schema.safeParse(
    Object.fromEntries(Object.entries(data).filter(([key]) => !faulty.has(key))),
    inOurWords,
  );
  return rest.success ? rest.data : {};
}

/** Leaves the wording to us, and compiles nothing: every schema is used for a handful of values. */
export const inOurWords = { error: () => "", jitless: true };

function unknownKeys(issue: z.core.$ZodIssue): readonly string[] {
  return issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [];
}
