import { parseArgs } from "node:util";
import { nearest } from "@infrafabric/governor/internal";
import { UsageError } from "./usage-error.ts";

/** An option of a command. */
export interface Option {
  /** How its value is called in a message, such as `FILE`; undefined for a switch. */
  readonly value?: string;
  /** The only values that it takes; default any. */
  readonly choices?: readonly string[];
  /** What is wrong with a value, such as `must be a number`; undefined if nothing is. */
  readonly problemOf?: (value: string) => string | undefined;
  /** True if it may be given several times. */
  readonly isList?: true;
}

/** A message lists no more choices than that. */
const mostListed = 20;

/** What a command line asks for. */
export interface Given<Name extends string> {
  /** True for a switch or an option that was given. */
  has(name: Name): boolean;
  /** The value of an option; undefined where it was not given. */
  value(name: Name): string | undefined;
  /** The values of an option that may be given several times. */
  values(name: Name): readonly string[];
  /** Arguments that belong to no option. */
  readonly words: readonly string[];
  /** True if it asks for help, and then for nothing else. */
  readonly help: boolean;
}

/**
 * Reads a command line.
 *
 * @param command The command, for its hint at `--help`.
 * @param words How the arguments without an option are called, such as `<id>`; default there are none.
 * @param found Problems that the command has found by itself.
 * @throws UsageError with every problem of it.
 */
export function readOptions<Name extends string>(
  command: string,
  args: readonly string[],
  options: Readonly<Record<Name, Option>>,
  words?: string,
  found: readonly string[] = [],
): Given<Name> {
  const names = Object.keys(options);
  const table = new Map<string, Option>(Object.entries(options));
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      help: { type: "boolean", short: "h" },
      ...Object.fromEntries(
        [...table].map(([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" } as const]),
      ),
    },
    strict: false,
    tokens: true,
  });
  const problems = [...found];
  const given = new Map<string, string[]>();
  const plain: string[] = [];
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      plain.push(token.value);
      if (words === undefined) problems.push(`"${token.value}" is not expected`);
      continue;
    }
    const { name, rawName, value } = token;
    const option: Option | undefined = name === "help" ? {} : table.get(name);
    if (option === undefined) problems.push(`unknown option ${rawName}${meant(name, [...names, "help"], "--")}`);
    else if (option.value === undefined && value !== undefined) problems.push(`${rawName} takes no value`);
    else if (option.value !== undefined && (value === undefined || value === "" || value.startsWith("--")))
      problems.push(`${rawName} needs a value: ${rawName} ${option.value}`);
    else if (given.has(name) && option.isList !== true && option.value !== undefined)
      problems.push(`${rawName} is given twice`);
    else {
      if (option.choices !== undefined && value !== undefined && !option.choices.includes(value))
        problems.push(
          option.choices.length > mostListed
            ? `${rawName} "${value}" is unknown${meant(value, option.choices)}`
            : `${rawName} must be one of ${option.choices.join(", ")}, not "${value}"${meant(value, option.choices)}`,
        );
      const problem = value === undefined ? undefined : option.problemOf?.(value);
      if (problem !== undefined) problems.push(`${rawName} ${problem}`);
      given.set(name, [...(given.get(name) ?? []), value ?? ""]);
    }
  }
  const help = given.has("help");
  if (problems.length > 0 && !help) throw usageError(command, problems);
  return {
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
    words: plain,
    help,
  };
}

/** What is wrong with a command line, and where it says what is right. */
export function usageError(command: string, problems: readonly string[]): UsageError {
  return new UsageError(`${problems.join("\n          ")}\n\nSee governor ${command} --help.`);
}

/** `; did you mean "region-allowed"?`, or nothing if no candidate is near. */
export function meant(word: string, candidates: Iterable<string>, prefix = ""): string {
  const near = nearest(word, candidates);
  return near === undefined ? "" : `; did you mean ${prefix === "" ? `"${near}"` : `${prefix}${near}`}?`;
}
