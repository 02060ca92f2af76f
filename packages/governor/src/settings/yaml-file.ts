import type * as z from "zod";
import type { DataProblem } from "./data-problem";
import { problemsOf } from "./issues";
import { located, problemOf } from "./located";
import { overlaps } from "./path";
import { inOrder, type Problem } from "./problem";
import { readText } from "./reading";
import { lenient } from "./schema";

/** How a file in YAML that is not a `governor.yaml` is read. */
export interface YamlFileOptions<T> {
  /** For messages. */
  readonly file: string;
  readonly schema: z.ZodType<T>;
  /** Finds what the schema does not, in data of any form; it goes before what the schema finds at the same place. */
  readonly check?: (data: unknown) => readonly DataProblem[];
}

/** What a file in YAML holds, or everything that is wrong with it, each with its place. */
export function readYamlFile<T>(
  text: string,
  { file, schema, check = () => [] }: YamlFileOptions<T>,
): { readonly data: T } | { readonly problems: readonly Problem[] } {
  const reading = readText(text);
  const options = { origin: file, file, rules: [] };
  const syntax = reading.syntax.map(({ position, ...problem }) => problemOf(problem, position, options));
  if (reading.data === undefined) return { problems: inOrder(syntax) };
  const own = [...reading.problems, ...check(reading.data)];
  const parsed = schema.safeParse(reading.data, lenient);
  const ofSchema = parsed.success
    ? []
    : problemsOf(parsed.error.issues, reading.data, schema).filter(
        ({ path }) => !own.some((other) => overlaps(other.path, path)),
      );
  const problems = [...syntax, ...[...own, ...ofSchema].map((problem) => located(problem, reading, options))];
  return problems.length === 0 && parsed.success ? { data: parsed.data } : { problems: inOrder(problems) };
}
