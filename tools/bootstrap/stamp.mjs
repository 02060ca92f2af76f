import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/**
 * One hash over the names and contents of files.
 * @param {string} root
 * @param {readonly string[]} files
 * @param {readonly string[]} also what else must be the same
 */
export async function fingerprint(root, files, also = []) {
  const hash = createHash("sha256").update(JSON.stringify(also));
  for (const file of files.toSorted()) {
    hash.update(`\0${relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}

/**
 * @param {string} stamp a file
 * @param {string} expected
 */
export async function isCurrent(stamp, expected) {
  return (await readFile(stamp, "utf8").catch(() => "")) === expected;
}

/**
 * Makes what a stamp vouches for. There is no stamp meanwhile, so none vouches for what a failed or killed run left.
 * @param {string} stamp a file
 * @param {string} value
 * @param {() => Promise<void>} make
 */
export async function makeStamped(stamp, value, make) {
  await rm(stamp, { force: true });
  await make();
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, value);
}

/**
 * The files of a folder that were written by hand.
 * @param {string} folder
 * @param {(file: string) => boolean} accept
 * @param {number} depth how many folders deep to look
 * @returns {Promise<string[]>}
 */
export async function sourceFiles(folder, accept, depth = Number.POSITIVE_INFINITY) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return accept(path) ? [path] : [];
    const skipped = depth === 0 || entry.name === "node_modules" || entry.name === "dist" || entry.name.startsWith(".");
    return skipped ? [] : sourceFiles(path, accept, depth - 1);
  });
  return (await Promise.all(found)).flat();
}
