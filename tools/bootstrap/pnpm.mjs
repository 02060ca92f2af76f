import { join } from "node:path";
import { pins } from "./pins.mjs";
import { capture, findOnPath } from "./process.mjs";
import { bringPackage } from "./registry.mjs";
import { pinned, pnpmServes } from "./versions.mjs";

/**
 * @param {string} node
 * @returns {Promise<{ command: [string, ...string[]], version: string, origin: string }>}
 */
export async function findPnpm(node) {
  const onPath = findOnPath("pnpm");
  if (onPath) {
    // A corepack shim may try to download here, so the answer gets little time.
    const { code, stdout } = await capture(onPath, ["--version"], { timeout: 5000 });
    if (code === 0 && pnpmServes(stdout)) return { command: [onPath], version: stdout.trim(), origin: "on PATH" };
  }
  const instead = "install pnpm 12 yourself and put it on PATH";
  const folder = await bringPackage({ name: "pnpm", pin: pins[pnpmPin()], instead });
  return { command: [node, join(folder, "bin", "pnpm.mjs")], version: pinned.pnpm, origin: "cache" };
}

/**
 * @param {NodeJS.Platform} [platform]
 * @param {string} [arch]
 */
export function pnpmPin(platform = process.platform, arch = process.arch) {
  return `pnpm-${platform}-${arch}`;
}
