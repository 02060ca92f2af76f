import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "./usage-error.ts";

/** A message lists no more of a folder than that. */
const mostListed = 10;

/**
 * Refuses a folder that has something in it, or that cannot be one.
 *
 * @param option The option that names it.
 * @throws UsageError that lists what is there.
 */
export function checkNewFolder(folder: string, option: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory())
    throw new UsageError(`${option} ${folder} is a file: name a folder that is new or empty`);
  const there = readdirSync(folder).sort();
  if (there.length === 0) return;
  const more = there.length > mostListed ? `, and ${there.length - mostListed} more` : "";
  throw new UsageError(
    `${option} ${folder} is not empty: name a folder that is new or empty\n          it holds ${there.slice(0, mostListed).join(", ")}${more}`,
  );
}

/**
 * Writes a folder whole or not at all.
 *
 * @param files Texts by their names.
 * @param option The option that names the folder.
 * @throws UsageError where it cannot be written, or is not empty.
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>, option: string): void {
  checkNewFolder(folder, option);
  const target = resolve(folder);
  // One that is there stays itself: a shell may be in it, or a link lead to it.
  const isThere = existsSync(target);
  let draft: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    draft = mkdtempSync(isThere ? join(target, ".draft-") : join(dirname(target), `.${basename(target)}.`));
    for (const [name, text] of files) writeFileSync(join(draft, name), text);
    if (isThere) {
      for (const name of files.keys()) renameSync(join(draft, name), join(target, name));
      rmdirSync(draft);
    } else {
      // A folder for temporary things is its owner's alone, and this one becomes the project.
      chmodSync(draft, 0o777 & ~process.umask());
      renameSync(draft, target);
    }
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { recursive: true, force: true });
    if (isThere) for (const name of files.keys()) rmSync(join(target, name), { force: true });
    throw new UsageError(
      `${option} ${folder} cannot be written: ${error instanceof Error && "code" in error ? error.code : error}`,
    );
  }
}
