import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { Failure } from "../bootstrap/failure.mjs";
import { capture } from "../bootstrap/process.mjs";

/**
 * Creates a stack of a project and answers with the file that holds its configuration, for `--config-file`.
 *
 * The engine writes the salt of the stack's secrets into that file. It does so in a copy, in `workDir`: the project's
 * own files stay as they are, whoever else reads them meanwhile.
 * @param {{ project: string, stack: string, workDir: string, env: NodeJS.ProcessEnv }} options
 */
export async function createStack({ project, stack, workDir, env }) {
  const copy = join(workDir, "configuration", basename(project));
  mkdirSync(copy, { recursive: true });
  const config = `Pulumi.${stack}.yaml`;
  for (const name of ["Pulumi.yaml", config]) {
    const own = join(project, name);
    if (existsSync(own)) copyFileSync(own, join(copy, name));
  }
  const init = ["stack", "init", stack, "--non-interactive", "--color", "never"];
  const { code, stderr } = await capture("pulumi", init, { cwd: copy, env });
  if (code !== 0) throw new Failure(`pulumi stack init failed in ${project}:\n${stderr.trim()}`);
  return join(copy, config);
}
