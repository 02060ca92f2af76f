import { readFileSync } from "node:fs";
import type { AccountFacts } from "../account/account-facts";
import { readAccountFile } from "../account/account-file";
import type { SettingsDocument } from "./document";
import type { FindOptions } from "./find";
import { namedFile } from "./named-file";
import { SettingsError } from "./problem";
import type { Settings } from "./settings";

/** Reads a file on an account. */
export type ReadAccount = (text: string, file: string) => AccountFacts;

/**
 * What the file says of the account that the settings name under `account`; undefined if they name none. A relative path
 * starts at the folder of the file in which it stands.
 *
 * @throws {SettingsError} for a file that cannot be used, with everything that is wrong with it.
 */
export function namedAccount(
  document: SettingsDocument,
  settings: Settings,
  startDir: FindOptions["startDir"],
  read: ReadAccount,
): AccountFacts | undefined {
  const named = namedFile(document, "account", settings, startDir);
  if (named === undefined) return undefined;
  const { file, fail } = named;
  const refuse = (message: string) =>
    fail(
      message,
      `correct the path, or write the file: governor account --output ${file}`,
      "does not point to a file on an account",
    );
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw refuse(code === "ENOENT" ? `${file} does not exist` : `${file} cannot be read (${code})`);
  }
  try {
    return read(text, file);
  } catch (error) {
    if (error instanceof SettingsError && document.secret === true) throw refuse("");
    throw error;
  }
}

/** Reads files on accounts, each text once however many stacks are held to it. */
export function accountReader(now: Date): ReadAccount {
  const known = new Map<string, { readonly text: string; readonly facts: AccountFacts }>();
  return (text, file) => {
    const before = known.get(file);
    const facts = before?.text === text ? before.facts : readAccountFile(text, file, now);
    known.set(file, { text, facts });
    return facts;
  };
}
