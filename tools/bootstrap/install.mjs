import { basename, join } from "node:path";
import { Failure } from "./failure.mjs";
import { installStamp, root } from "./paths.mjs";
import { findPnpm } from "./pnpm.mjs";
import { capture } from "./process.mjs";
import { fingerprint, isCurrent, makeStamped, sourceFiles } from "./stamp.mjs";
import { fact, withProgress } from "./terminal.mjs";

/**
 * Installs the workspace as its lockfile says, unless that is how it is installed.
 * @param {{ path: string, version: string }} node
 */
export async function installWorkspace(node) {
  const wanted = await fingerprint(root, await manifests(), [node.version]);
  if (await isCurrent(installStamp, wanted)) return fact("dependencies", "as in pnpm-lock.yaml (unchanged)");

  const { command, version, origin } = await findPnpm(node.path);
  fact("pnpm", `${version} (${origin})`);
  await makeStamped(installStamp, wanted, () => withProgress("installing", (tell) => installWith(command, tell)));
  fact("dependencies", "as in pnpm-lock.yaml (installed)");
}

/**
 * @param {readonly [string, ...string[]]} pnpm
 * @param {(detail: string) => void} tell
 */
async function installWith([command, ...args], tell) {
  // pnpm's own patience with a registry that cannot be reached is minutes: it waits 10 s before each of many retries.
  const impatience = ["--config.fetch-retries=1", "--config.fetch-retry-mintimeout=1000"];
  const install = [...args, "install", "--frozen-lockfile", "--reporter=append-only", ...impatience];
  const { code, stdout, stderr } = await capture(command, install, { cwd: root, onLine: tell });
  if (code === 0) return;
  throw new Failure(
    [
      `pnpm install failed with exit code ${code}:`,
      ...`${stdout}\n${stderr}`
        .trim()
        .split("\n")
        .slice(-12)
        .map((line) => `  ${line}`),
      "If a download failed, check that the registry in `pnpm config get registry` can be reached from here",
      "(behind a proxy: HTTPS_PROXY). If the lockfile is out of date, run `pnpm install` and commit pnpm-lock.yaml.",
    ].join("\n"),
  );
}

/** @returns {Promise<string[]>} */
async function manifests() {
  const packages = await sourceFiles(root, (file) => basename(file) === "package.json", 2);
  return [...packages, join(root, "pnpm-lock.yaml"), join(root, "pnpm-workspace.yaml")];
}
