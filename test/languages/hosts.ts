// The language hosts that the engine's vendor ships with its CLI alone, from what the registries have.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findOnPath } from "../../tools/bootstrap/process.mjs";
import { mustBeSealed } from "../../tools/bootstrap/seal.mjs";
import { buildGoTool, toolFolder } from "../../tools/engine/go-tool.mjs";
import { root } from "../engine/workbench.ts";
import { pythonWith } from "../python.ts";

/** A command that starts a language host. */
export type Host = readonly string[];

const yamlModule = join(root, "tools", "yaml-host");

/**
 * The host for YAML, which is a Go module.
 *
 * @throws Error where there is no Go, or no proxy that has the module.
 */
export async function yamlHost(): Promise<Host> {
  const folder = toolFolder({ module: yamlModule, name: "yaml-host", version: "1.25.0" });
  const target = join(folder, "pulumi-language-yaml");
  if (!existsSync(target)) {
    const go = findOnPath("go");
    if (go === undefined) throw new Error("there is no go on PATH");
    const tool = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";
    await buildGoTool({ go, module: yamlModule, tool, target, what: "YAML host", minutes: 3 });
  }
  await mustBeSealed(folder);
  return [target];
}

/**
 * A host for Python, over the messages of the SDK from PyPI.
 *
 * @throws Error where there is no Python (PYTHON names one), or no registry that has the SDK.
 */
export async function pythonHost(): Promise<Host> {
  const python = await pythonWith("pulumi", "3.272.0");
  return [python, join(import.meta.dirname, "python", "pulumi-language-python.py")];
}
