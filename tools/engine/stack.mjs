import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Fault } from "../bootstrap/fault.mjs";
import { capture } from "../bootstrap/process.mjs";

/**
 * Creates a stack of a project and answers with the file that holds its configuration, for `--config-file`.
 *
 * The engine writes the salt of the stack's secrets beside the project's own files. Those stay as they are: what it
 * wrote is moved to `workDir`.
 * @param {{ project: string, stack: string, workDir: string, env: NodeJS.ProcessEnv }} options
 */
export async function createStack({ project, stack, workDir, env }) {
  const file = join(project, `Pulumi.${stack}.yaml`);
  const original = existsSync(file) ? readFileSync(file) : undefined;
  const init = ["stack", "init", stack, "--non-interactive", "--color", "never"];
  const { code, stderr } = await capture("pulumi", init, { cwd: project, env });

  const config = join(workDir, `${basename(project)}.${stack}.yaml`);
  if (existsSync(file)) writeFileSync(config, readFileSync(file));
  if (original) writeFileSync(file, original);
  else rmSync(file, { force: true });

  if (code !== 0) throw new Fault(`pulumi stack init failed in ${project}:\n${stderr.trim()}`);
  return config;
}
