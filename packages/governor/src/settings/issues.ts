import type * as z from "zod";
import { isNamespaced } from "../rules/rule-id";
import type { DataProblem } from "./data-problem";
import { type DataWords, yamlWords } from "./data-words";
import { showFound } from "./found";
import { isMap } from "./merge";
import { nearest } from "./nearest";
import { type Path, showPath, valueAt } from "./path";
import { homeOf, placeOf } from "./schema-place";

export { typescriptWords } from "./data-words";

/** Longer lists are cut off. */
const longestList = 20;

/** Puts what zod found wrong with some data into our own words, and those of the language that the data is in. */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  data: unknown,
  schema: z.core.$ZodType,
  words: DataWords = yamlWords,
): readonly DataProblem[] {
  return issues.flatMap((issue) => problemsOfIssue(issue, data, schema, words));
}

function problemsOfIssue(
  issue: z.core.$ZodIssue,
  data: unknown,
  schema: z.core.$ZodType,
  words: DataWords,
): readonly DataProblem[] {
  const path = issue.path.map((segment) => (typeof segment === "symbol" ? String(segment) : segment));
  const value = valueAt(data, path);
  const found = showFound(value, words);
  const problem = (message: string, more: Partial<DataProblem> = {}): readonly DataProblem[] => [
    { path, message, found, discreet: { message }, ...more },
  ];
  const quoting = (message: string, more: Partial<DataProblem> = {}): readonly DataProblem[] =>
    problem(`${message}, found ${found}`, { discreet: { message }, ...more });

  if (value === undefined && path.length > 0) return problem(missing(schema, path));
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key], schema, words));
    case "invalid_union": {
      const branch = isMap(value) ? issue.errors.at(-1) : issue.errors[0];
      return problemsOf(
        (branch ?? []).map((inner) => ({ ...inner, path: [...path, ...inner.path] })),
        data,
        schema,
        words,
      );
    }
    case "invalid_key":
      return problem(issue.issues[0]?.message ?? `unknown ${words.key}`, { at: "key" });
    case "invalid_value":
      return [wrongChoice(path, value, issue, words)];
    case "invalid_type":
      return quoting(`expected ${typeWord(issue.expected, words)}`, typeHint(issue.expected, value, path, words));
    case "too_small":
      if (issue.message !== "") return problem(issue.message);
      return quoting(`must be ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`);
    case "too_big":
      return issue.origin === "string"
        ? problem(`must not be longer than ${issue.maximum} characters`)
        : quoting(`must be at most ${issue.maximum}`);
    default:
      return value === "" ? problem("must not be empty") : quoting(issue.message || "is malformed");
  }
}

/** A type of data in words. */
export function typeWord(expected: string, words: DataWords): string {
  switch (expected) {
    case "object":
    case "record":
      return words.object;
    case "array":
      return words.array;
    case "string":
      return words.string;
    case "number":
      return "a number";
    case "int":
      return "a whole number";
    case "boolean":
      return words.boolean;
    default:
      return expected;
  }
}

/** What people write for what YAML takes otherwise. */
function typeHint(expected: string, value: unknown, path: Path, words: DataWords): Partial<DataProblem> {
  if (expected === "boolean" && typeof value === "string") {
    if (/^(yes|on|true)$/i.test(value)) return { hint: "write true" };
    if (/^(no|off|false)$/i.test(value)) return { hint: "write false" };
  }
  const isShown =
    typeof value === "number" || (typeof value === "string" && showFound(value) === JSON.stringify(value));
  if (expected === "array" && isShown) return { hint: `write ${words.listOf(wholeGlob(value, path))}` };
  if (expected === "string" && typeof value === "number") return { hint: `put it in quotes: "${value}"` };
  if ((expected === "number" || expected === "int") && typeof value === "string" && /\d/.test(value)) {
    return { hint: "write the number alone, without quotes, currency or unit" };
  }
  return {};
}

/** A glob of stacks holds a project, too. */
function wholeGlob(item: string | number, path: Path): string | number {
  const lacksProject =
    path.at(-1) === "stacks" && typeof item === "string" && !item.includes("/") && !item.includes("**");
  return lacksProject ? `*/${item}` : item;
}

function unknownKey(path: Path, schema: z.core.$ZodType, words: DataWords): DataProblem {
  const key = String(path.at(-1));
  const keys = placeOf(schema, path.slice(0, -1))?.keys ?? [];
  const what = path.at(-2) === "rules" ? "unknown rule" : `unknown ${words.key}`;
  const problem = (message: string, more: Partial<DataProblem> = {}): DataProblem => {
    const ours = keys.filter((known) => !isNamespaced(known));
    const discreet = { message: what, ...(ours.length === 0 ? {} : { allowed: listed(ours) }) };
    return { path, at: "key", message, discreet, ...more };
  };
  const own = path.at(-2) === "rules" ? keys.find((id) => id.endsWith(`/${key}`)) : undefined;
  const near = own ?? nearest(key, keys);
  if (near !== undefined) return problem(`${what}; did you mean "${near}"?`);
  const home = homeOf(schema, key);
  if (home !== undefined) return problem(`${what} here`, { hint: `write it as ${showPath(home)}` });
  if (keys.length === 0) return problem(`${what}; none is allowed here`);
  return problem(what, { allowed: listed(keys) });
}

/** What other tools call the levels. */
const synonyms: readonly (readonly [choice: string, others: readonly string[]])[] = [
  ["disabled", ["off", "false", "no", "none", "never", "ignore", "skip"]],
  ["advisory", ["warn", "warning", "info", "report"]],
  ["mandatory", ["on", "true", "yes", "error", "block", "deny", "required"]],
];

function wrongChoice(path: Path, value: unknown, issue: z.core.$ZodIssueInvalidValue, words: DataWords): DataProblem {
  const choices = issue.values.map(String);
  const found = showFound(value, words);
  const meant = synonyms.find(([choice, others]) => choices.includes(choice) && others.includes(String(value)))?.[0];
  const near = meant ?? (typeof value === "string" ? nearest(value, choices) : undefined);
  return {
    path,
    found,
    discreet: { message: issue.message || "unknown choice", allowed: listed(choices) },
    message: `${issue.message || "unknown choice"} ${found}${near === undefined ? "" : `; did you mean "${near}"?`}`,
    ...(near !== undefined && choices.length > longestList ? {} : { allowed: listed(choices) }),
  };
}

function missing(schema: z.core.$ZodType, path: Path): string {
  const description = placeOf(schema, path)?.description;
  if (description === undefined) return "is missing";
  // The first letter of a sentence goes small, that of an abbreviation stays.
  const clause = description.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()).replace(/\.$/, "");
  return `is missing: ${clause}`;
}

/** Choices for a message. */
export function listed(choices: readonly string[]): string {
  return choices.length <= longestList
    ? choices.join(", ")
    : `${choices.slice(0, longestList).join(", ")} and ${choices.length - longestList} more`;
}
