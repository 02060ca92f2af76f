import { relative } from "node:path";
import { root } from "../bootstrap/paths.mjs";
import { fact } from "../bootstrap/terminal.mjs";
import { languageHost, realProvider } from "./environment.mjs";

/**
 * Says what Pulumi runs with, and where that comes from.
 * @param {import("./engine.mjs").Engine} engine
 */
export function reportEngine(engine) {
  const host = languageHost(engine);
  const real = realProvider();
  fact("engine", `${engine.version} (${engine.origin})`);
  fact("language host", host.startsWith(root) ? relative(root, host) : host);
  fact("provider", `digitalocean: ${real ? `real, at ${real}` : "stand-in (test/standin)"}`);
}
