import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

interface Start {
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

const running = new Set<ChildProcess>();

/** Starts this Node with its output on ours, which the engine shows. */
export function startNode({ args, cwd, env }: Start): ChildProcess {
  return track(spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] }));
}

/** Starts this Node with its output handed to the caller. */
export function startPipedNode({ args, cwd, env }: Start): ChildProcessByStdio<null, Readable, Readable> {
  return track(spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] }));
}

/** The exit code once the output is drained; a process that a signal ended counts as failed. */
export async function exitCode(child: ChildProcess): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
  return child.exitCode ?? 1;
}

export function stopProcesses(): void {
  for (const child of running) child.kill("SIGINT");
}

function track<Child extends ChildProcess>(child: Child): Child {
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}
