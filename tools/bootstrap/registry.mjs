import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache.mjs";
import { Failure, Untrusted } from "./failure.mjs";
import { capture } from "./process.mjs";
import { makeSealed, mustBeSealed } from "./seal.mjs";
import { withProgress } from "./terminal.mjs";

const seconds = 1000;

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {import("./pins.mjs").PinnedPackage | undefined} pin
 * @property {string} instead what to do by hand where it cannot be downloaded
 * @property {string} [executable] the one file of it that is used, from the package's folder; else all are checked
 */

/**
 * Brings one package with npm, without running its scripts, and keeps it in the cache. npm holds it to the pinned
 * hashes before it unpacks anything; the folder is named by them, so one that was brought by its version alone, before
 * there were pins, is left where it is.
 * @param {Package} wanted
 * @param {{ cache?: string, npm?: typeof runNpm }} [services]
 * @returns {Promise<string>} the package's folder
 */
export async function bringPackage({ name, pin, instead, executable }, { cache = cacheFolder(), npm = runNpm } = {}) {
  if (!pin) {
    throw new Failure(
      `There is no pinned hash of ${name} for ${process.platform} on ${process.arch}, so it was not downloaded: ${instead}.`,
    );
  }
  const wanted = `${name}@${pin.version}`;
  const folder = join(cache, "npm", `${name.replace("/", "+")}-${pin.version}-${shortHash(pin)}`);
  const inside = join(folder, "node_modules", name);
  await makeSealed(folder, (temporary) =>
    withProgress(`downloading ${wanted}`, async () => {
      // A question of a few bytes tells within seconds that the registry cannot be reached; a download's limit can't.
      await mustSucceed(["view", wanted, "version", "--fetch-retries=0", `--fetch-timeout=${15 * seconds}`]);
      await writeLockfile(temporary, name, pin);
      await mustSucceed([
        ...["ci", "--prefix", temporary, "--no-audit", "--no-fund", "--package-lock", "--ignore-scripts"],
        ...["--include=optional", "--fetch-retries=1", `--fetch-timeout=${300 * seconds}`],
      ]);
    }),
  );
  await mustBeSealed(folder, executable && join(inside, executable));
  return inside;

  /** @param {string[]} args */
  async function mustSucceed(args) {
    const { code, stderr } = await npm([...args, "--loglevel=error"]);
    if (code === 0) return;
    if (/\bEINTEGRITY\b/.test(stderr)) {
      throw new Untrusted(
        `The registry's ${wanted} does not match the pinned hash in tools/bootstrap/pins.mjs. It was not used.\n` +
          `Check the registry in \`npm config get registry\`, or ${instead}.`,
      );
    }
    throw new Failure(downloadFailed(wanted, args, stderr, instead));
  }
}

/**
 * npm unpacks nothing whose hash differs from that of a lockfile.
 * @param {string} folder
 * @param {string} name
 * @param {import("./pins.mjs").PinnedPackage} pin
 */
async function writeLockfile(folder, name, { version, integrity, parts = {} }) {
  const versions = Object.entries(parts).map(([part, pin]) => [part, pin.version]);
  const root = {
    name: "brought",
    version: "0.0.0",
    dependencies: { [name]: version, ...Object.fromEntries(versions) },
  };
  const packages = Object.entries({ [name]: { version, integrity }, ...parts });
  const lockfile = {
    ...{ name: root.name, version: root.version, lockfileVersion: 3, requires: true },
    packages: { "": root, ...Object.fromEntries(packages.map(([part, pin]) => [`node_modules/${part}`, pin])) },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(root));
  await writeFile(join(folder, "package-lock.json"), JSON.stringify(lockfile));
}

/** @param {import("./pins.mjs").PinnedPackage} pin */
function shortHash({ integrity, parts = {} }) {
  const all = [integrity, ...Object.values(parts).map((part) => part.integrity)];
  return createHash("sha256").update(all.join()).digest("hex").slice(0, 12);
}

/**
 * @param {string} wanted
 * @param {string[]} args
 * @param {string} stderr
 * @param {string} instead
 */
function downloadFailed(wanted, args, stderr, instead) {
  const reasons = stderr.split("\n").map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim());
  return [
    `Could not download ${wanted} from the npm registry.`,
    `  npm ${args.join(" ")}`,
    ...reasons
      .filter((line) => line && !line.startsWith("A complete log"))
      .slice(0, 4)
      .map((line) => `  ${line}`),
    "Check that the registry in `npm config get registry` can be reached from here (behind a proxy: HTTPS_PROXY),",
    `or ${instead}.`,
  ].join("\n");
}

/** @param {readonly string[]} args */
function runNpm(args) {
  // npm tells the scripts that it runs where it is: that needs no shell on any platform.
  const npm = process.env.npm_execpath;
  return npm?.endsWith("npm-cli.js") ? capture(process.execPath, [npm, ...args]) : capture("npm", args);
}
