import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../bootstrap/cache.mjs";
import { Failure, Untrusted } from "../bootstrap/failure.mjs";
import { pins } from "../bootstrap/pins.mjs";
import { capture } from "../bootstrap/process.mjs";
import { bringPackage } from "../bootstrap/registry.mjs";
import { makeSealed } from "../bootstrap/seal.mjs";
import { withProgress } from "../bootstrap/terminal.mjs";
import { pinned } from "../bootstrap/versions.mjs";

const second = 1000;

/** The folder of the cache that has all of it. */
export const vendorsFolder = () => join(cacheFolder(), "engine", `vendor-${pinned.engine}`);

/** Where the vendor's CLI is once it was installed. */
export function vendors() {
  return executableIn(vendorsFolder());
}

/**
 * Where the wrapper puts it.
 * @param {string} home
 */
function executableIn(home) {
  const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
  return join(home, "versions", pinned.engine, "bin", name);
}

/**
 * Installs the vendor's CLI by the npm package `pulumi`, which fetches it from the vendor's site.
 * @returns {Promise<string | undefined>} why it could not be had, if so
 */
export async function installVendors() {
  try {
    const wrapper = await bringPackage({ name: "pulumi", pin: pins.pulumi, instead: "install Pulumi" });
    await makeSealed(vendorsFolder(), (home) =>
      withProgress(`downloading Pulumi ${pinned.engine}`, (tell) => runWrapper(join(wrapper, "run.js"), home, tell)),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error instanceof Untrusted) throw error;
    return error.message.split("\n")[0];
  }
}

/**
 * The first thing that the wrapper does is to fetch the vendor's installer. Where nothing can come from that site, some
 * networks refuse at once and others never answer; the limit is for those.
 * @param {string} wrapper
 * @param {string} home
 * @param {(detail: string) => void} tell
 */
async function runWrapper(wrapper, home, tell) {
  const silence = new AbortController();
  const limit = setTimeout(() => silence.abort(), 15 * second);
  const { code, stderr } = await capture(process.execPath, [wrapper, "version"], {
    env: { ...process.env, PULUMI_HOME: home, PULUMI_VERSION: pinned.engine },
    timeout: 300 * second,
    signal: silence.signal,
    onLine: (line) => {
      if (!line.startsWith("Downloading pulumi")) clearTimeout(limit);
      tell(line);
    },
  });
  clearTimeout(limit);
  if (code !== 0 || !existsSync(executableIn(home))) {
    throw new Failure(`the vendor's site could not be reached (${lastLine(stderr)})`);
  }
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split("\n").at(-1) || "no answer";
}
