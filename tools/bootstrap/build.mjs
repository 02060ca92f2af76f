import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import { Failure } from "./failure.mjs";
import { buildStamp, root } from "./paths.mjs";
import { capture } from "./process.mjs";
import { fingerprint, isCurrent, makeStamped, sourceFiles } from "./stamp.mjs";
import { fact, secondsSince, withProgress } from "./terminal.mjs";

const built = [
  "packages/governor",
  "packages/digitalocean",
  "packages/connect",
  "packages/emulator",
  "packages/testing",
  "policy-pack",
];
const bundles = ["policy-pack/dist/pack.js", "packages/cli/dist/main.js"];
const results = [...built.map((folder) => `${folder}/dist/index.js`), ...bundles];

/**
 * Builds the packages, unless they are built from just these sources.
 * @param {{ path: string, version: string }} node
 */
export async function buildPackages(node) {
  const wanted = await fingerprint(root, await sources());
  const complete = results.every((file) => existsSync(join(root, file)));
  if (complete && (await isCurrent(buildStamp, wanted))) return fact("packages", "built (unchanged)");

  const started = performance.now();
  await makeStamped(buildStamp, wanted, () => withProgress("building", () => buildWith(node.path)));
  fact("packages", `built in ${secondsSince(started)}`);
}

/** @param {string} node */
async function buildWith(node) {
  const build = join(root, "tools", "build", "build.ts");
  const { code, stdout, stderr } = await capture(node, [build], { cwd: root });
  if (code !== 0) throw new Failure(`The build failed:\n${stdout}${stderr}`.trimEnd());
}

/** @returns {Promise<string[]>} */
async function sources() {
  const folders = [...built, "packages/cli", "tools/build"].map((folder) => sourceFiles(join(root, folder), isSource));
  return [...(await Promise.all(folders)).flat(), join(root, "tsconfig.base.json"), join(root, "pnpm-lock.yaml")];
}

/** @param {string} file */
function isSource(file) {
  if (file.endsWith(".test.ts")) return false;
  return file.includes(`${sep}src${sep}`) || /\b(tsconfig|package)\.json$/.test(file) || file.endsWith("build.ts");
}
