import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../bootstrap/paths.mjs";
import { run } from "../bootstrap/process.mjs";
import { coloured } from "../bootstrap/terminal.mjs";
import { createStack } from "../engine/stack.mjs";
import { type EngineRun, readEventLog } from "./event-log.ts";

interface Preview extends EngineRun {
  code: number;
}

/** Runs `pulumi preview` with the policy pack in the project's own folder, on this terminal. */
export async function enginePreview(project: string, workDir: string, env: NodeJS.ProcessEnv): Promise<Preview> {
  const config = await createStack({ project, stack: "dev", workDir, env });
  const log = join(workDir, `${basename(project)}.events.json`);
  const args = [
    ...["preview", "--stack", "dev", "--config-file", config, "--policy-pack", join(root, "policy-pack")],
    ...["--event-log", log, "--suppress-progress", "--color", coloured ? "always" : "never"],
  ];
  // The engine offers its event log only with its commands for debugging.
  const code = await run("pulumi", args, { cwd: project, env: { ...env, PULUMI_DEBUG_COMMANDS: "true" } });
  return { code, ...readEventLog(existsSync(log) ? readFileSync(log, "utf8") : "") };
}
