import { join } from "node:path";
import { cacheFolder, makeOnce } from "./cache.mjs";
import { Fault } from "./fault.mjs";
import { capture } from "./process.mjs";
import { withProgress } from "./terminal.mjs";

const seconds = 1000;

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} instead what to do by hand where it cannot be downloaded
 */

/**
 * Brings one package with npm, without running its scripts, and keeps it in the cache.
 * @param {Package} wanted
 * @param {{ cache?: string, npm?: typeof runNpm }} [services]
 * @returns {Promise<string>} the package's folder
 */
export async function bringPackage({ name, version, instead }, { cache = cacheFolder(), npm = runNpm } = {}) {
  const folder = join(cache, "npm", `${name.replace("/", "+")}-${version}`);
  const wanted = `${name}@${version}`;
  await makeOnce(folder, (temporary) =>
    withProgress(`downloading ${wanted}`, async () => {
      // A question of a few bytes tells within seconds that the registry cannot be reached; a download's limit can't.
      await mustSucceed(["view", wanted, "version", "--fetch-retries=0", `--fetch-timeout=${15 * seconds}`]);
      await mustSucceed([
        ...["install", "--prefix", temporary, "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"],
        ...["--fetch-retries=1", `--fetch-timeout=${300 * seconds}`, wanted],
      ]);
    }),
  );
  return join(folder, "node_modules", name);

  /** @param {string[]} args */
  async function mustSucceed(args) {
    const { code, stderr } = await npm([...args, "--loglevel=error"]);
    if (code !== 0) throw new Fault(downloadFailed(wanted, args, stderr, instead));
  }
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
    "Check that the registry that `npm config get registry` names can be reached from here (behind a proxy: HTTPS_PROXY),",
    `or ${instead}.`,
  ].join("\n");
}

/** @param {readonly string[]} args */
function runNpm(args) {
  // npm tells the scripts that it runs where it is: that needs no shell on any platform.
  const npm = process.env.npm_execpath;
  return npm?.endsWith("npm-cli.js") ? capture(process.execPath, [npm, ...args]) : capture("npm", args);
}
