import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { processLookup } from "./processes";

const lookup = processLookup();
let child: ChildProcess | undefined;
afterEach(() => child?.kill());

describe("processLookup", () => {
  it.skipIf(lookup === undefined)("tells a process's parent, executable and working folder", () => {
    const folder = realpathSync(tmpdir());
    child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { cwd: folder, stdio: "ignore" });
    const found = lookup?.(child.pid ?? 0);
    expect(found?.parent).toBe(process.pid);
    expect(found?.names).toContain(basename(realpathSync(process.execPath)));
    expect(found?.folder()).toBe(folder);
    expect(found?.arguments().slice(1, 2)).toEqual(["-e"]);
  });

  it.skipIf(lookup === undefined)("knows no process that is not there", () => {
    expect(lookup?.(2 ** 30)).toBeUndefined();
  });

  // What macOS has, Linux mostly has too.
  it.skipIf(!existsSync("/bin/ps"))("asks ps on macOS", () => {
    child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { stdio: "ignore" });
    const found = processLookup("darwin")?.(child.pid ?? 0);
    expect(found?.parent).toBe(process.pid);
    expect(found?.names).toHaveLength(1);
    expect(found?.arguments().slice(1, 2)).toEqual(["-e"]);
    expect(processLookup("darwin")?.(2 ** 30)).toBeUndefined();
  });

  it("is not to be had on Windows", () => {
    expect(processLookup("win32")).toBeUndefined();
  });
});
