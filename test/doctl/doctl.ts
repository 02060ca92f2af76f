// DigitalOcean's own command line, which its vendor ships apart from the registries, as a Go module.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/bootstrap/paths.mjs";
import { findOnPath } from "../../tools/bootstrap/process.mjs";
import { mustBeSealed } from "../../tools/bootstrap/seal.mjs";
import { buildGoTool, toolFolder } from "../../tools/engine/go-tool.mjs";

const module = join(root, "tools", "doctl");

/**
 * The path of doctl, which is built once.
 *
 * @throws Error where there is no Go, or no proxy that has the module.
 */
export async function obtainDoctl(): Promise<string> {
  const folder = toolFolder({ module, name: "doctl", version: "1.166.0" });
  const target = join(folder, "doctl");
  if (!existsSync(target)) {
    const go = findOnPath("go");
    if (go === undefined) throw new Error("there is no go on PATH");
    const tool = "github.com/digitalocean/doctl/cmd/doctl";
    await buildGoTool({ go, module, tool, target, what: "doctl", minutes: 2 });
  }
  await mustBeSealed(folder);
  return target;
}
