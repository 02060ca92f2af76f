import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../bootstrap/cache.mjs";
import { Failure } from "../bootstrap/failure.mjs";
import { capture } from "../bootstrap/process.mjs";
import { adopt, makeSealed, mustBeSealed } from "../bootstrap/seal.mjs";
import { providerName, realProvider, sdkVersion } from "./environment.mjs";

const minute = 60 * 1000;

/**
 * The vendor's DigitalOcean provider: that of this machine, else one that the engine downloads and that is then kept
 * outside the checkout.
 * @param {import("./engine.mjs").Engine} engine
 * @returns {Promise<string>} its executable
 * @throws Failure where it cannot be had
 */
export async function obtainProvider(engine) {
  const found = realProvider();
  if (found) return found;
  const version = sdkVersion("@pulumi/digitalocean");
  const executableIn = (/** @type {string} */ home) =>
    join(home, "plugins", `resource-digitalocean-v${version}`, providerName);
  const kept = join(cacheFolder(), "provider", version);
  await makeSealed(kept, async (home) => {
    const { code, stderr } = await capture(engine.path, ["plugin", "install", "resource", "digitalocean", version], {
      env: { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: 2 * minute,
    });
    if (code !== 0 || !existsSync(executableIn(home))) {
      throw new Failure(`it could not be downloaded (${stderr.trim().split("\n").at(-1) || "no answer"})`);
    }
  });
  await adopt(kept);
  await mustBeSealed(kept);
  return executableIn(kept);
}
