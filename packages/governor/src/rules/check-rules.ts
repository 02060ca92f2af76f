import * as z from "zod";
import { levels, severities } from "../findings/finding";
import { factsOf, isControl } from "../frameworks";
import { frameworks } from "../frameworks/framework";
import { kindNamed, kinds } from "../kinds";
import { typescriptWords } from "../settings/data-words";
import { showFound } from "../settings/found";
import { issueWords } from "../settings/issue-words";
import { nearest } from "../settings/nearest";
import { showPath } from "../settings/path";
import { rules } from ".";
import type { Rule } from "./rule";
import { isNamespaced, ruleIdPattern } from "./rule-id";

/** Names that the policy pack gives to policies of its own. */
const reserved = ["all", "environments", "governor", "governor-conclusion"];

const kindNames = z.preprocess(
  // `all` is never wrong: a list that passes takes its place.
  (value) => (value === "all" ? ["Droplet"] : value),
  z
    .array(
      z.string().refine((name) => kindNamed(name) !== undefined, {
        error: ({ input }) => `is not a known kind, found ${showFound(input, typescriptWords)}${hint(String(input))}`,
      }),
      'must be "all" or a list of kinds',
    )
    .min(1, "must not be empty"),
);

function hint(name: string): string {
  const near = nearest(
    name,
    kinds.map((kind) => kind.name),
  );
  return near === undefined ? "" : `; did you mean "${near}"?`;
}

const controlIds = z.strictObject(
  Object.fromEntries(
    frameworks.map((framework) => {
      const facts = factsOf(framework);
      const id = z.string().refine((text) => isControl(facts, text), `is not a control of ${facts.name}`);
      return [framework, z.array(id).optional()];
    }),
  ),
  {
    error: ({ code, keys }) =>
      code === "unrecognized_keys"
        ? `names the unknown framework ${keys.join(", ")}; known: ${frameworks.join(", ")}`
        : undefined,
  },
);

const words = z.string("is missing").trim().min(1, "must not be empty");

const shape = z.looseObject({
  id: z
    .string()
    .regex(ruleIdPattern, "must be lower-case words joined by -")
    .refine((id) => !reserved.includes(id), "is reserved by the policy pack"),
  group: words,
  title: words,
  severity: z.enum(severities),
  level: z.enum(levels.filter((level) => level !== "remediate")).optional(),
  asked: z.looseObject({ keys: z.array(words).min(1) }).optional(),
  kinds: kindNames,
  why: words,
  fix: words,
  controls: controlIds.optional(),
});

const leveled = z.union([z.looseObject({ level: z.string() }), z.looseObject({ asked: z.looseObject({}) })], {
  error: "is missing: give the rule a level, or the settings key that turns it on",
});

const code = z.custom<unknown>((value) => typeof value === "function", {
  error: ({ input }) =>
    input === undefined ? "is missing" : `must be a function, found ${showFound(input, typescriptWords)}`,
});

const byScope = z.discriminatedUnion(
  "scope",
  [
    z.looseObject({ scope: z.literal("resource"), check: code }),
    z.looseObject({ scope: z.literal("stack"), check: code, needs: z.array(z.string(), "must be a list") }),
    z.looseObject({ scope: z.literal("total"), start: code }),
  ],
  'must be "resource", "stack" or "total"',
);

/** Valid rules: ours, which a test checks, and those that were checked before. To check ours takes longer than to load them. */
const sound = new WeakSet<Rule>(rules);

/**
 * Makes sure that rules can be used, before anything is judged by them: a program in JavaScript, or with a slip in the
 * name of a kind, would otherwise have rules that never speak.
 *
 * @throws RulesError with all that is wrong with all of them.
 */
export function checkRules(list: readonly Rule[]): void {
  const ids = new Set<string>();
  const problems: string[] = [];
  for (const [index, rule] of list.entries()) {
    const id = sound.has(rule) ? rule.id : z.looseObject({ id: words }).safeParse(rule).data?.id;
    const name = id === undefined ? `rule ${index + 1}` : `the rule ${id}`;
    if (id !== undefined && ids.has(id)) problems.push(`${name}: another rule has this id`);
    if (id !== undefined) ids.add(id);
    if (!sound.has(rule)) problems.push(...problemsOf(rule).map((problem) => `${name}: ${problem}`));
  }
  if (problems.length > 0)
    throw new RulesError(`invalid rules:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  for (const rule of list) sound.add(rule);
}

/**
 * Makes sure that an organisation's own rules have a namespace. A `governor.yaml` that names them is also read by the
 * components, by other packs and by the command line, which must tell them from a slip in the id of one that ships.
 *
 * @throws RulesError with all that have none.
 */
export function checkNamespaces(own: readonly Rule[]): void {
  const bare = own.filter(({ id }) => !isNamespaced(id));
  if (bare.length === 0) return;
  const problems = bare.map(({ id }) => `  the rule ${id}: its id needs a namespace, such as acme/${id}`);
  throw new RulesError(`invalid rules:\n${problems.join("\n")}`);
}

/** Invalid rules. The message needs no stack trace. */
export class RulesError extends Error {
  override readonly name = "RulesError";
}

const inProgram = { error: issueWords(typescriptWords) };

function problemsOf(rule: unknown): readonly string[] {
  const results = [shape, byScope, leveled].map((schema) => schema.safeParse(rule, inProgram));
  const problems = results.flatMap(({ error }) => error?.issues ?? []);
  const isTitled = !problems.some(({ path }) => path[0] === "title");
  return (
    problems
      // Without a title of its own they are that of the rule.
      .filter(({ path: [key] }) => isTitled || (key !== "why" && key !== "fix"))
      .map(
        ({ path, message }) =>
          `${showPath(path.map((key) => (typeof key === "symbol" ? String(key) : key))) || "level"} ${message}`,
      )
  );
}
