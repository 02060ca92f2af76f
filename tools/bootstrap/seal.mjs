import { createHash } from "node:crypto";
import { createReadStream, existsSync, realpathSync, statSync } from "node:fs";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, parse, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { cacheFolder, makeOnce } from "./cache.mjs";
import { Untrusted } from "./failure.mjs";

/** In the format of sha256sum, so that one can look without this program. */
const sums = "SHA256SUMS";

/**
 * Makes a folder of the cache once, with the hashes of its files beside them.
 * @param {string} folder
 * @param {(temporary: string) => Promise<void>} fill
 */
export async function makeSealed(folder, fill) {
  mustBePrivate(folder);
  await makeOnce(folder, async (temporary) => {
    await fill(temporary);
    await seal(temporary);
  });
}

/**
 * Adds the hashes to what an older bootstrap has built or downloaded without them. Only whoever owns the cache could
 * have put it there, and they could as well write the hashes: to make it anew would take minutes and prove no more.
 * @param {string} folder
 */
export async function adopt(folder) {
  mustBePrivate(folder);
  if (!existsSync(join(folder, sums))) await seal(folder);
}

/**
 * To be called before anything of a sealed folder is used. A single file that was not touched since its hash was
 * written is not read again: Node is checked at every start, and to read all of it takes longer than the rest.
 * @param {string} folder
 * @param {string} [only] the one file that will be used
 * @throws Untrusted if a file has changed
 */
export async function mustBeSealed(folder, only) {
  mustBePrivate(folder);
  const text = await readFile(join(folder, sums), "utf8").catch(() => "");
  const entries = text.split("\n").flatMap((line) => {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    return hash && name ? [{ hash, name }] : [];
  });
  const wanted = only ? entries.filter(({ name }) => name === portable(relative(folder, only))) : entries;
  const again = `Delete ${folder} and run this again to recreate it.`;
  if (wanted.length === 0) {
    throw new Untrusted(`${join(folder, sums)} has no hash of ${only ?? "any file"}, so it is not used.\n${again}`);
  }
  for (const { hash, name } of wanted) {
    const file = join(folder, name);
    if (only && isUntouched(file, folder)) continue;
    if ((await hashOf(file).catch(() => "")) !== hash) {
      throw new Untrusted(`${file} has changed: its hash differs from the one in ${sums}.\n${again}`);
    }
  }
}

/**
 * Every write and replacement sets the time of change, which no program can set back as it can the others.
 * @param {string} file
 * @param {string} folder
 */
function isUntouched(file, folder) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.ctimeMs < statSync(join(folder, sums)).mtimeMs;
}

/**
 * Whoever can write to the cache decides what runs here.
 * @param {string} folder in the cache, perhaps not there yet
 * @param {{ cache?: string, user?: number | undefined }} [given] there are no users by number on Windows
 * @throws Untrusted
 */
export function mustBePrivate(folder, { cache = cacheFolder(), user = process.getuid?.() } = {}) {
  if (user === undefined) return;
  for (const part of partsOf(folder)) {
    const found = statSync(part, { throwIfNoEntry: false });
    if (!found) continue;
    const inside = part === real(cache) || part.startsWith(real(cache) + sep);
    // Above the cache it matters who could put another folder in its place; a sticky bit, as that of /tmp, prevents it.
    const open = inside ? 0o022 : found.mode & 0o1000 ? 0 : 0o002;
    if (found.mode & open) {
      throw new Untrusted(
        `The cache is not used, because others can write to ${part}.\n` +
          (inside
            ? `Delete it, or, if you trust its contents, run: chmod -R go-w '${part}'`
            : `Run: chmod o-w '${part}', or set INFRAFABRIC_CACHE to a folder of your own.`),
      );
    }
    if (inside && found.uid !== user && found.uid !== 0) {
      throw new Untrusted(
        `The cache is not used, because ${part} belongs to another user (${found.uid}; you are ${user}).\n` +
          "Set INFRAFABRIC_CACHE to a folder of your own.",
      );
    }
  }
}

/**
 * The folder and those that it is in, outermost first.
 * @param {string} folder
 */
function partsOf(folder) {
  const parts = [];
  for (let part = real(folder); part !== parse(part).root; part = dirname(part)) parts.unshift(part);
  return parts;
}

/**
 * Without symbolic links, as far as it exists.
 * @param {string} path
 * @returns {string}
 */
function real(path) {
  if (existsSync(path) || path === dirname(path)) return realpathSync(path);
  return join(real(dirname(path)), path.slice(dirname(path).length));
}

/** @param {string} folder */
async function seal(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const lines = [];
  for (const file of files.sort()) lines.push(`${await hashOf(file)}  ${portable(relative(folder, file))}\n`);
  const written = join(folder, `${sums}.${process.pid}`);
  await writeFile(written, lines.join(""), { mode: 0o600 });
  await rename(written, join(folder, sums));
}

/** @param {string} file */
async function hashOf(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest("hex");
}

/** @param {string} path */
function portable(path) {
  return path.split(sep).join("/");
}
