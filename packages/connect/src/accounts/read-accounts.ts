import {
  countOf,
  type DataProblem,
  formatProblems,
  looksLikeCredential,
  readYamlFile,
  valueAt,
} from "@infrafabric/governor/internal";
import * as z from "zod";
import { ConnectError } from "../errors/connect-error.ts";

const variable = z.string().regex(/^[A-Za-z_]\w*$/, "is not a valid name of an environment variable");

/** Where the token of an account comes from: one of these. */
const token = z.strictObject({
  env: variable.exactOptional(),
  file: z.string().min(1).exactOptional(),
  command: z.array(z.string().min(1)).min(1, "names no program").exactOptional(),
});

const sources = "{ env: NAME }, { file: FILE } or { command: [PROGRAM, ARGUMENT, ...] }";

const account = z.strictObject({
  name: z
    .string()
    .regex(/^[\w.-]{1,100}$/, "contains only letters, digits, _, . and -, at most 100")
    .describe("What reports call the account."),
  token: token.describe(`Where its token comes from: ${sources}.`),
  spaces: z
    .strictObject({ env: z.tuple([variable, variable]) })
    .exactOptional()
    .describe("The variables with the id and the secret of its Spaces access key: { env: [ID, SECRET] }."),
  states: z.array(z.string().min(1)).exactOptional().describe("Files of the stacks that manage it."),
});

const accountsFile = z.strictObject({
  accounts: z.array(account).min(1, "names no account").describe("The accounts, each with its name and token."),
});

/** An account of a file of accounts. Paths are as they stand there. */
export type NamedAccount = z.infer<typeof account>;

/** A file of accounts that cannot be used. The message shows every problem with its place, and no part of a token. */
export class AccountsError extends ConnectError {
  override readonly name = "AccountsError";
}

/**
 * Reads a file of accounts: their names and where their tokens come from.
 *
 * @param file For messages.
 * @throws AccountsError with everything that is wrong with it.
 */
export function readAccounts(text: string, file: string): readonly NamedAccount[] {
  const read = readYamlFile(text, { file, schema: accountsFile, check });
  if ("data" in read) return read.data.accounts;
  throw new AccountsError(`invalid accounts (${file}): ${countOf(read.problems)}\n${formatProblems(read.problems)}`);
}

function check(data: unknown): readonly DataProblem[] {
  const list = valueAt(data, ["accounts"]);
  const accounts: readonly unknown[] = Array.isArray(list) ? list : [];
  const names = accounts.map((one) => valueAt(one, ["name"]));
  return [
    ...tokensIn(data, []),
    ...names.flatMap((name, index) =>
      typeof name === "string" && names.indexOf(name) < index
        ? [{ path: ["accounts", index, "name"], message: `${JSON.stringify(name)} is the name of an account above` }]
        : [],
    ),
    ...accounts.flatMap((one, index) => {
      const given = valueAt(one, ["token"]);
      if (typeof given !== "object" || given === null || Array.isArray(given)) return [];
      const count = Object.keys(token.shape).filter((key) => Object.hasOwn(given, key)).length;
      const hasOthers = Object.keys(given).length > count;
      // A key that is misspelt is a problem of its own.
      if (count === 1 || (count === 0 && hasOthers)) return [];
      const message = count === 0 ? "names no source" : `names ${count} sources`;
      return [{ path: ["accounts", index, "token"], at: "key" as const, message, allowed: sources }];
    }),
  ];
}

/** A token of today, or of the time before they had a prefix. */
const isToken = (text: string) => looksLikeCredential(text) || /^[\da-f]{64}$/i.test(text);

/** Texts that are tokens, wherever they stand. */
function tokensIn(data: unknown, path: readonly (string | number)[]): readonly DataProblem[] {
  if (typeof data === "string")
    return isToken(data)
      ? [{ path, message: "looks like a token, which does not belong in this file", allowed: sources, hint: revoke }]
      : [];
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) =>
    tokensIn(value, [...path, Array.isArray(data) ? Number(key) : key]),
  );
}

const revoke = "revoke it if others can read the file";
