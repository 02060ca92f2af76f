import * as z from "zod";
import { kindNamed } from "../kinds";
import type { DataProblem } from "../settings/data-problem";
import { showFound } from "../settings/found";
import { type Problem, SettingsError } from "../settings/problem";
import { lenient } from "../settings/schema";
import { readYamlFile } from "../settings/yaml-file";
import type { AccountFacts, CountedResource } from "./account-facts";
import { isCounted } from "./counted";
import { keyOfId } from "./resource-key";

/** The form of the file: a later one that says something else is told apart. */
const form = 1;

const amount = z.int().min(0);
const usd = z.number().min(0);

const resource = z.strictObject({
  kind: z.string(),
  id: z.string().min(1),
  name: z.string(),
  count: amount.nullable(),
});

const accountFile = z.strictObject({
  account: z.literal(form),
  takenAt: z.iso.datetime({ error: "is not a UTC time such as 2026-11-30T06:00:00Z" }),
  team: z.strictObject({ uuid: z.string().exactOptional(), name: z.string().exactOptional() }),
  limits: z.strictObject({
    droplet_limit: amount.exactOptional(),
    reserved_ip_limit: amount.exactOptional(),
    volume_limit: amount.exactOptional(),
  }),
  // For whoever reviews the file: no rule reads what an account costs.
  monthly: z.strictObject({ low: usd, expected: usd, high: usd, unpriced: amount }),
  spent: z.strictObject({ monthToDate: usd, at: z.iso.datetime() }).nullable(),
  unread: z.array(z.strictObject({ path: z.string(), kinds: z.array(z.string()), reason: z.string() })),
  resources: z.array(resource),
});

/** What a file says of an account. */
export type AccountFile = Omit<z.infer<typeof accountFile>, "account">;

/**
 * The text of a file on an account: the same account gives the same text, with a line for each resource, so that a
 * review shows what has changed.
 */
export function accountText({ resources, ...facts }: AccountFile): string {
  const head = JSON.stringify({ account: form, ...facts }, undefined, 2).slice(0, -2);
  const lines = [...resources].sort(byKindAndId).map((one) => `    ${JSON.stringify(one)}`);
  return `${head},\n  "resources": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}

function byKindAndId(one: CountedResource, other: CountedResource): number {
  const [left, right] = [one, other].map(({ kind, id }) => `${kind}\n${id}`);
  return left === right ? 0 : (left ?? "") < (right ?? "") ? -1 : 1;
}

/** Clocks differ a little, and the file may come from another machine. */
const toleratedSeconds = 300;

/** @throws {SettingsError} with everything that is wrong with the file. */
export function readAccountFile(text: string, file: string, now: Date): AccountFacts {
  const check = (data: unknown) => problemsIn(data, now);
  const json = jsonIn(text);
  // To know where a fault is takes much longer than to read a file that has none.
  const parsed = accountFile.safeParse(json, lenient);
  const data = parsed.success && check(json).length === 0 ? parsed.data : located(text, file, json, check);
  const { takenAt, team, limits, resources, unread } = data;
  return { origin: file, takenAt: new Date(takenAt), team, limits, resources, unread };
}

/** What a text in JSON says, which is never undefined; undefined if it is none. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function located(
  text: string,
  file: string,
  json: unknown,
  check: (data: unknown) => readonly DataProblem[],
): AccountFile {
  const read = readYamlFile(text, { file, schema: accountFile, check });
  if ("data" in read) return read.data;
  throw new SettingsError(file, withAdvice(faultsOf(text, file, json, read.problems), file));
}

/** More of them say no more: the file is written by a program, and written again. */
const mostFaults = 10;

/** What is worth saying of everything that is wrong with the file. */
function faultsOf(text: string, file: string, json: unknown, problems: readonly Problem[]): readonly Problem[] {
  const conflict = text.split("\n").findIndex((line) => /^<{7}(?: |$)/.test(line));
  if (conflict >= 0)
    return [{ file, line: conflict + 1, column: 1, path: "", message: "has a merge conflict that is not resolved" }];
  if (json === undefined)
    return problems.slice(0, 1).map((first) => ({ ...first, path: "", message: "is not valid JSON" }));
  // Of another version nothing else is known.
  const version = problems.find(({ path }) => path === "account");
  if (version !== undefined) return [version];
  const [next] = problems.slice(mostFaults);
  if (next === undefined) return problems;
  const more = `and ${problems.length - mostFaults} more problems from here`;
  return [...problems.slice(0, mostFaults), { ...next, path: "", message: more }];
}

/** With one thing to do, at the end: what the form asks for at a place is not to be written there by hand. */
function withAdvice(problems: readonly Problem[], file: string): readonly Problem[] {
  const advice = `write it again with governor account --output ${file}`;
  return problems.map(({ hint, ...problem }, index) => {
    if (index === problems.length - 1) return { ...problem, hint: problem.path === "account" && hint ? hint : advice };
    return problem;
  });
}

const perhaps = z.looseObject({
  account: z.unknown(),
  takenAt: z.unknown(),
  resources: z.array(z.looseObject({ kind: z.unknown(), id: z.unknown() })).catch([]),
});

/** What the form alone does not show. */
function problemsIn(data: unknown, now: Date): readonly DataProblem[] {
  const parsed = perhaps.safeParse(data);
  if (!parsed.success) return [];
  const { account, takenAt, resources } = parsed.data;
  const problems: DataProblem[] = [];
  if (account !== form)
    problems.push({
      path: ["account"],
      message: account === undefined ? "is missing" : `unknown version ${showFound(account)}`,
      allowed: `${form}`,
      ...(typeof account === "number" && account > form
        ? { hint: "update the governor, or write the file with this version of it" }
        : {}),
    });
  if (typeof takenAt === "string" && Date.parse(takenAt) > now.getTime() + toleratedSeconds * 1000)
    problems.push({
      path: ["takenAt"],
      message: `${showFound(takenAt)} is in the future by the clock of this machine`,
    });
  const seen = new Map<string, number>();
  for (const [index, { kind: name, id }] of resources.entries()) {
    const kind = typeof name === "string" ? kindNamed(name) : undefined;
    if (typeof name === "string" && (kind === undefined || !isCounted(kind)))
      problems.push({
        path: ["resources", index, "kind"],
        message: `${showFound(name)} is not a kind that counts toward a limit`,
      });
    const key = keyOfId(kind, `${id}`);
    const first = seen.get(key);
    if (kind !== undefined && first !== undefined)
      problems.push({ path: ["resources", index], message: `duplicates resources[${first}]` });
    else seen.set(key, index);
  }
  return problems;
}
