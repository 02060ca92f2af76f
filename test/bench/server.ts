import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const governor = join(import.meta.dirname, "../../packages/cli/bin/governor.mjs");

/** A server in a process of its own. */
export interface Server {
  readonly url: string;
  /** Milliseconds from its start until it answered for the first time. */
  readonly started: number;
  /** Its memory, in MiB; undefined where the system does not tell. */
  memory(which: "now" | "peak"): number | undefined;
  stop(): Promise<void>;
}

/** `governor emulator`, with the key that opens its Spaces. */
export async function startGovernor(): Promise<Server & { readonly accessKey: string; readonly secret: string }> {
  const server = await startServer(
    (port) => [process.execPath, [governor, "emulator", "--port", port]],
    "/_emulator/health",
  );
  const environment: Record<string, string> = await (await fetch(`${server.url}/_emulator/environment`)).json();
  const { AWS_ACCESS_KEY_ID: accessKey = "", AWS_SECRET_ACCESS_KEY: secret = "" } = environment;
  return { ...server, accessKey, secret };
}

/**
 * Starts a server and waits until it answers.
 *
 * @param command What to run, given the port that it is to listen on.
 * @param path What to ask it for until it answers.
 */
export async function startServer(
  command: (port: string) => readonly [file: string, args: readonly string[]],
  path: string,
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [file, args] = command(String(port));
  const began = performance.now();
  const child = spawn(file, args, { stdio: "ignore" });
  while (!(await answers(url + path))) {
    if (child.exitCode !== null) throw new Error(`${file} ended before it answered`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    url,
    started: performance.now() - began,
    memory: (which) => memoryOf(child, which === "now" ? "VmRSS" : "VmHWM"),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill();
      }),
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
}

/** A line of what the system tells of a process, in MiB: `VmRSS` or `VmHWM`; undefined where it does not tell. */
export function memoryOf({ pid }: ChildProcess, line: string): number | undefined {
  try {
    const [, kibibytes] =
      new RegExp(`^${line}:\\s+(\\d+) kB`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}
