import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A provider that serves every command of a test file: to start one for each takes a tenth of their time. */
export interface ServedProvider {
  /** What leads the engine to it. */
  readonly environment: Promise<Readonly<Record<string, string>>>;
  stop(): void;
}

/** Starts the executable of the DigitalOcean provider as the engine does, which reads the port from its first line. */
export function serveProvider(executable: string, env: NodeJS.ProcessEnv): ServedProvider {
  const child = spawn(executable, { env, stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => void child.kill();
  process.once("exit", stop);
  child.once("close", () => process.off("exit", stop));
  const environment = new Promise<Readonly<Record<string, string>>>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (port) =>
      resolve({ PULUMI_DEBUG_PROVIDERS: `digitalocean:${port}` }),
    );
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`${executable} ended with exit code ${code} before it was ready`)));
  });
  return { environment, stop };
}
