import { existsSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "../bootstrap/paths.mjs";
import { run } from "../bootstrap/process.mjs";
import { coloured } from "../bootstrap/terminal.mjs";
import { createStack } from "../engine/stack.mjs";
import { type EngineRun, readEventLog } from "./event-log.ts";

/** What a command of the engine came to. */
interface Ended extends EngineRun {
  code: number;
}

/** Whether it did what it should, and no mandatory rule was broken. */
export const passed = ({ code, mandatory }: Ended): boolean => code === 0 && mandatory.length === 0;

/**
 * Creates a stack of a project and answers with what runs `pulumi` on it: with the policy pack, in the project's own
 * folder, on this terminal.
 */
export async function openStack(project: string, workDir: string, env: NodeJS.ProcessEnv) {
  const config = await createStack({ project, stack: "dev", workDir, env });
  const log = join(workDir, `${basename(project)}.events.json`);
  const common = [
    ...["--stack", "dev", "--config-file", config, "--policy-pack", join(root, "policy-pack")],
    ...["--event-log", log, "--suppress-progress", "--color", coloured ? "always" : "never"],
  ];
  return async (...args: readonly string[]): Promise<Ended> => {
    rmSync(log, { force: true });
    // The engine offers its event log only with its commands for debugging.
    const debugging = { ...env, PULUMI_DEBUG_COMMANDS: "true" };
    const code = await run("pulumi", [...args, ...common], { cwd: project, env: debugging });
    return { code, ...readEventLog(existsSync(log) ? readFileSync(log, "utf8") : "") };
  };
}
