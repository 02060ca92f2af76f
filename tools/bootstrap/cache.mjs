import { existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

const day = 24 * 60 * 60 * 1000;

/**
 * Where downloads and builds are kept: outside the checkout, so that every clone shares them.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function cacheFolder(env = process.env, platform = process.platform) {
  return join(env.INFRAFABRIC_CACHE || userCache(env, platform), "infrafabric");
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
function userCache(env, platform) {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (platform === "win32" && env.LOCALAPPDATA) return env.LOCALAPPDATA;
  return platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}

/**
 * Makes a folder complete or not at all: it is filled under another name and then renamed, so a run that is killed
 * leaves no half of it, and of two runs at once the first one wins.
 * @param {string} folder
 * @param {(temporary: string) => Promise<void>} fill
 */
export async function makeOnce(folder, fill) {
  if (existsSync(folder)) return;
  // Only for this user, whatever the umask: what lies here is run.
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  await removeLeftovers(folder);
  const temporary = await mkdtemp(`${folder}.partial-`);
  try {
    await fill(temporary);
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/**
 * What killed runs left behind; a younger folder may belong to a run that is still filling it.
 * @param {string} folder
 */
async function removeLeftovers(folder) {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(folder)}.partial-`)) continue;
    const leftover = join(parent, name);
    // Another run may have renamed or removed it just now.
    const found = statSync(leftover, { throwIfNoEntry: false });
    if (found && Date.now() - found.mtimeMs > day) await rm(leftover, { recursive: true, force: true });
  }
}
