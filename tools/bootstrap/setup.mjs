import { buildPackages } from "./build.mjs";
import { installWorkspace } from "./install.mjs";
import { findNode } from "./node.mjs";
import { fact, heading } from "./terminal.mjs";

/**
 * Makes a fresh clone ready for its tools; quick where it is ready.
 * @returns {Promise<{ path: string, version: string }>} the Node to work with
 */
export async function install() {
  heading("Setting up");
  const node = await findNode();
  fact("node", `${node.version} (${node.origin})`);
  await installWorkspace(node);
  return node;
}

/** The same, with the packages built. */
export async function setUp() {
  const node = await install();
  await buildPackages(node);
  return node;
}
