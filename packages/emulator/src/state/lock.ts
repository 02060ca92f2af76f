import { lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Folders of this process. In a container, one that was killed had the same number. */
const held = new Set<string>();

/**
 * Takes a folder for this process, made where it is missing: two emulators in one would destroy what the other keeps.
 *
 * @returns Gives it back.
 * @throws Error where another has it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(realpathSync(folder), "lock");
  const take = () => writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
  try {
    take();
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    const owner = ownerOf(file);
    if (owner !== undefined) {
      throw new Error(
        `${folder} is in use by the emulator with process ID ${owner}; if that process is not running, delete ${file}`,
      );
    }
    // What a killed process has left.
    rmSync(file, { force: true });
    take();
  }
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, { force: true });
  };
}

/** The process that has a lock; undefined: none that still runs. */
function ownerOf(file: string): number | undefined {
  let owner: number;
  try {
    // A pipe would wait for ever.
    if (!lstatSync(file).isFile()) throw new Error(`${file} is not a file`);
    owner = Number(readFileSync(file, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  if (owner === process.pid) return held.has(file) ? owner : undefined;
  if (!Number.isInteger(owner) || owner <= 0) return undefined;
  try {
    process.kill(owner, 0);
    return owner;
  } catch (error) {
    return codeOf(error) === "ESRCH" ? undefined : owner;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
