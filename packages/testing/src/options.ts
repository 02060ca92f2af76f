import type { Rule } from "@infrafabric/governor";
import * as z from "zod";
import { PreviewError } from "./errors";
import type { Mode } from "./wire";

/** What to preview, and what to hold it to. */
export interface PreviewOptions {
  /** The Pulumi project's folder, the one of `Pulumi.yaml`. */
  readonly dir: string;
  /** The program's file or folder, from `dir`; default `main` in `Pulumi.yaml`, else `dir` itself. */
  readonly program?: string;
  /** Name of the project; default the one in `Pulumi.yaml`, else the folder's. */
  readonly project?: string;
  /** Name of the stack; default `dev`. */
  readonly stack?: string;
  /**
   * Stack configuration, by `project:key` or, for the project's own, by `key`. It is laid over what
   * `Pulumi.<stack>.yaml` gives, and that over the defaults of `Pulumi.yaml`. Encrypted values are unknown secrets, which
   * a notice says.
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Settings as a path from `dir` or as YAML text; default as the governor finds them: `GOVERNOR_CONFIG`, stack config
   * `governor:settings`, then `governor.yaml` upwards from `dir`. Governed components see the same.
   */
  readonly settings?: string;
  /** Environment of the stack; default stack config `governor:environment`, else the one whose `stacks` match. */
  readonly environment?: string;
  /** Rules to check; default all of the governor's. With your own: `[...rules, myRule]`. */
  readonly rules?: readonly Rule[];
  /** Default `preview`: ids are unknown. `up`: they are known, numbers for Droplets. */
  readonly mode?: Mode;
  /** Outputs of the functions that the program calls, by token; those of all others are unknown, which a notice says. */
  readonly invokes?: Readonly<Record<string, object>>;
  /**
   * All outputs of other stacks, by the name that the program refers to them by, such as `acme/network/prod`; a secret
   * one as `{ secret: value }`. Those of stacks that are not given are unknown, which a notice says.
   */
  readonly stacks?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** How long the program may run, in seconds; default 60. */
  readonly timeoutSeconds?: number;
}

const text = z.string().regex(/\S/);
const data = z.record(z.string(), z.custom<object>(isMap)).refine(isJson);

/** A timer of Node.js counts milliseconds in 32 bits, and one that is longer ends at once. */
const longestSeconds = Math.floor((2 ** 31 - 1) / 1_000);

/** Each option: what it must be, in words and for the parser. */
const options = {
  dir: ["the path of a folder", text],
  program: ["the path of a file or folder", text.optional()],
  project: ["the name of a project", text.optional()],
  stack: ["the name of a stack", text.optional()],
  config: ["an object of texts", z.record(z.string(), z.string()).optional()],
  settings: ["a path or YAML text", text.optional()],
  environment: ["the name of an environment", text.optional()],
  rules: ["a list of rules", z.array(z.looseObject({ id: z.string() })).optional()],
  mode: ["`preview` or `up`", z.enum(["preview", "up"]).optional()],
  invokes: ["an object of objects that JSON can hold", data.optional()],
  stacks: ["an object of objects that JSON can hold", data.optional()],
  timeoutSeconds: [`a number above 0, at most ${longestSeconds}`, z.number().positive().max(longestSeconds).optional()],
} satisfies Record<keyof PreviewOptions, readonly [string, z.ZodType]>;

const words: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(options).map(([name, [what]]) => [name, what]),
);

const schema = z.strictObject(Object.fromEntries(Object.entries(options).map(([name, [, option]]) => [name, option])));

/**
 * Checks the options before any is used: a test in JavaScript, or one with a cast, can give anything.
 *
 * @throws PreviewError that names every wrong option, without its value: configuration may be secret.
 */
export function checkOptions(given: PreviewOptions): void {
  const { error } = schema.safeParse(given);
  if (error === undefined) return;
  const problems = new Set(error.issues.flatMap(problemsOf));
  throw new PreviewError(`these options cannot be read: ${[...problems].join(", ")}`);
}

function problemsOf(issue: z.core.$ZodIssue): readonly string[] {
  const name = String(issue.path[0] ?? "");
  if (name !== "") return [`\`${name}\` must be ${words[name]}`];
  if (issue.code !== "unrecognized_keys") return ["they must be an object"];
  const known = Object.keys(words).join(", ");
  return issue.keys.map(
    (key) => `${/^\w{1,40}$/.test(key) ? `\`${key}\`` : "one"} is not an option (options: ${known})`,
  );
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJson(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}
