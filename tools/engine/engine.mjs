import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { capture, findOnPath } from "../bootstrap/process.mjs";
import { adopt, mustBeSealed } from "../bootstrap/seal.mjs";
import { engineServes, pinned } from "../bootstrap/versions.mjs";
import { buildWithGo, goBuilt } from "./go-build.mjs";
import { installVendors, vendors, vendorsFolder } from "./vendor.mjs";

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
  return checked(reason ? goEngine() : vendorsEngine());
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

/** @returns {Promise<Engine | undefined>} */
async function cachedEngine() {
  const found = [vendorsEngine(), goEngine()].find(({ path }) => existsSync(path));
  return found && checked(found);
}

/**
 * All that lies beside the executable is checked as well: the vendor's language hosts are run too.
 * @param {Engine} engine
 */
async function checked(engine) {
  const folder = engine.path === vendors() ? vendorsFolder() : dirname(engine.path);
  await adopt(folder);
  await mustBeSealed(folder);
  return engine;
}

/** @returns {Engine} */
function vendorsEngine() {
  return { path: vendors(), version: `v${pinned.engine}`, origin: "the vendor's, cached" };
}

/** @returns {Engine} */
function goEngine() {
  return { path: goBuilt(), version: `v${pinned.engine}`, origin: "built with go, cached" };
}
