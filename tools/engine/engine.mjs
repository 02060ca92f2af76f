import { existsSync } from "node:fs";
import { capture, findOnPath } from "../bootstrap/process.mjs";
import { engineServes, pinned } from "../bootstrap/versions.mjs";
import { buildWithGo, goBuilt } from "./go-build.mjs";
import { installVendors, vendors } from "./vendor.mjs";

/**
 * @typedef {object} Engine
 * @property {string} path the executable
 * @property {string} version
 * @property {string} origin in words
 */

/**
 * The Pulumi engine that this machine has. It only looks; the bootstrap brings one.
 * @returns {Promise<Engine | undefined>}
 */
export async function findEngine() {
  return (await givenEngine()) ?? cachedEngine();
}

/**
 * The Pulumi engine that this machine has, else one that is downloaded or built and then kept outside the checkout.
 * @returns {Promise<Engine>}
 */
export async function obtainEngine() {
  const found = await findEngine();
  if (found) return found;
  const reason = await installVendors();
  if (reason) await buildWithGo(reason);
  return reason ? goEngine() : vendorsEngine();
}

/** One that the bootstrap has chosen already, or the user's own. */
async function givenEngine() {
  for (const path of [process.env.INFRAFABRIC_ENGINE, findOnPath("pulumi")]) {
    if (!path) continue;
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { code, stdout } = await capture(path, ["version"], { env, timeout: 10_000 });
    const version = stdout.trim();
    if (code === 0 && engineServes(version)) return { path, version, origin: path };
  }
  return undefined;
}

/** @returns {Engine | undefined} */
function cachedEngine() {
  return [vendorsEngine(), goEngine()].find(({ path }) => existsSync(path));
}

/** @returns {Engine} */
function vendorsEngine() {
  return { path: vendors(), version: `v${pinned.engine}`, origin: "the vendor's, cached" };
}

/** @returns {Engine} */
function goEngine() {
  return { path: goBuilt(), version: `v${pinned.engine}`, origin: "built with go, cached" };
}
