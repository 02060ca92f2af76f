import { closeSync, existsSync, lstatSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What SQLite answers where another connection has the file. */
const busy = 5;

/** What holds the locks of this process: one that nobody refers to would be closed as garbage, and its lock gone. */
const held = new Set<object>();

/**
 * Takes a folder for this emulator, made where it is missing: two emulators in one would destroy what the other keeps.
 *
 * The lock is the one that SQLite holds on an empty database, which is the operating system's: it is taken by one alone,
 * holds between containers, whose processes may have the same number, and ends with the process, however that ends. So no
 * lock is ever stale, and none is ever taken over. Its file stays, since whoever deletes one may delete another's.
 *
 * @returns Gives it back.
 * @throws Error where another has it, or the folder cannot be created.
 */
export function lockFolder(folder: string): () => void {
  make(resolve(folder));
  const file = join(folder, "lock");
  create(file);
  // Loaded here: an emulator that keeps nothing does not wait for it.
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  try {
    const database = new DatabaseSync(file);
    try {
      // In memory, so that nothing is written: there may be no room for it.
      database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    } catch (error) {
      database.close();
      throw error;
    }
    held.add(database);
    return () => {
      held.delete(database);
      database.close();
    };
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === busy) {
      throw new Error(`${folder} is in use by another emulator`);
    }
    throw new Error(`${file} cannot be locked: ${error instanceof Error ? error.message : error}`);
  }
}

/** Makes a folder, and those that it is in. Not by Node, which never ends where one of them can hold none, as in /proc. */
function make(folder: string): void {
  if (isFolder(folder)) return;
  make(dirname(folder));
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) throw new Error(`${folder} is not a folder`);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another emulator may have made it meanwhile.
    if (isFolder(folder)) return;
    throw new Error(`the folder ${folder} cannot be created: ${error instanceof Error ? error.message : error}`);
  }
}

const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();

/** Not opened where it is there: to close a file ends all locks that this process has on it. */
function create(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  // A link would lead out of the folder, a pipe would wait for ever.
  if (found !== undefined && !found.isFile()) throw new Error(`${file} is not a file`);
  if (found === undefined) closeSync(openSync(file, "a", 0o600));
}
