import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

/** A process of this machine. */
export interface ProcessInfo {
  /** Id of its parent. */
  readonly parent: number;
  /** What it is called: as it was started, and by its executable, which may be that of an emulator. */
  readonly names: readonly string[];
  /** Its working folder; undefined where the system does not tell. */
  folder(): string | undefined;
  /** Its command line; empty where the system does not tell. */
  arguments(): readonly string[];
}

/** Looks a process up by its id; undefined where the system does not tell. */
export type ProcessLookup = (pid: number) => ProcessInfo | undefined;

/** How processes are looked up on this system; undefined where a process cannot learn another's working folder. */
export function processLookup(platform: NodeJS.Platform = process.platform): ProcessLookup | undefined {
  if (platform === "linux") return onLinux;
  return platform === "darwin" ? onMac : undefined;
}

function onLinux(pid: number): ProcessInfo | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name of the program, in parentheses, may contain anything.
  const match = stat === undefined ? null : /^\d+ \((.*)\) \S (\d+)/s.exec(stat);
  if (match === null) return undefined;
  return {
    parent: Number(match[2]),
    names: [match[1] ?? "", basename(attempt(() => readlinkSync(`/proc/${pid}/exe`)) ?? "")],
    folder: () => attempt(() => readlinkSync(`/proc/${pid}/cwd`)),
    arguments: () => attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")) ?? [],
  };
}

function onMac(pid: number): ProcessInfo | undefined {
  const match = /^\s*(\d+)\s+(.*\S)/.exec(outputOf("/bin/ps", ["-o", "ppid=", "-o", "comm=", "-p", String(pid)]));
  if (match === null) return undefined;
  return {
    parent: Number(match[1]),
    names: [basename(match[2] ?? "")],
    folder: () => /^n(\/.*)$/m.exec(outputOf("/usr/sbin/lsof", ["-a", "-p", String(pid), "-d", "cwd", "-Fn"]))?.[1],
    // Arguments with a space fall apart here: the files that they name are then not found.
    arguments: () =>
      outputOf("/bin/ps", ["-ww", "-o", "args=", "-p", String(pid)])
        .trim()
        .split(/\s+/),
  };
}

function outputOf(command: string, args: readonly string[]): string {
  return (
    attempt(() =>
      execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 5_000 }),
    ) ?? ""
  );
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
