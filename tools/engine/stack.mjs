import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Failure } from "../bootstrap/failure.mjs";
import { capture } from "../bootstrap/process.mjs";

/**
 * Copies what configures a stack of a project into `workDir`, and answers with the copy of the stack's own file. The
 * engine writes the salt of the stack's secrets there: the project's own files stay as they are, whoever else reads them
 * meanwhile.
 * @param {{ project: string, stack: string, workDir: string }} place
 */
export function copyConfiguration({ project, stack, workDir }) {
  const copy = join(workDir, "configuration", basename(project));
  mkdirSync(copy, { recursive: true });
  const config = `Pulumi.${stack}.yaml`;
  for (const name of ["Pulumi.yaml", config]) {
    const own = join(project, name);
    if (existsSync(own)) copyFileSync(own, join(copy, name));
  }
  return join(copy, config);
}

/**
 * Creates a stack of a project and answers with the file that holds its configuration, for `--config-file`.
 * @param {{ project: string, stack: string, workDir: string, env: NodeJS.ProcessEnv }} options
 */
export async function createStack({ project, stack, workDir, env }) {
  const config = copyConfiguration({ project, stack, workDir });
  const init = ["stack", "init", stack, "--non-interactive", "--color", "never"];
  const { code, stderr } = await capture("pulumi", init, { cwd: dirname(config), env });
  if (code !== 0) throw new Failure(`pulumi stack init failed in ${project}:\n${stderr.trim()}`);
  return config;
}
