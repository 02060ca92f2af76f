import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Runs a program in a process of its own, which a watchdog may end. */
function run(program: string): {
  readonly status: number | null;
  readonly signal: string | null;
  readonly said: string;
} {
  const opened = `const { openWatchdog } = require(${JSON.stringify(join(__dirname, "watchdog.ts"))});
    const watchdog = openWatchdog(0.5);
    const busy = (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); };`;
  const { status, signal, stderr } = spawnSync(process.execPath, ["--no-warnings", "-e", opened + program], {
    encoding: "utf8",
    timeout: 20_000,
    killSignal: "SIGTERM",
  });
  return { status, signal, said: stderr };
}

describe("the watchdog", () => {
  it.each([
    ["a chain of promises", "const chain = () => Promise.resolve().then(chain); chain();"],
    ["a chain of ticks", "const chain = () => process.nextTick(chain); chain();"],
    ["a promise that computes for ever", "Promise.resolve().then(() => { for (;;); });"],
  ])("ends the process for %s, and names the rule", (_, left) => {
    const { signal, said } = run(`${left} watchdog.watch("acme/endless");`);
    expect(said).toMatch(/^the rule acme\/endless started something that never ends.*the process was ended\n$/);
    expect(signal).toBe("SIGKILL");
  });

  it.each([
    ["work that ends", 'Promise.resolve().then(() => 1); watchdog.watch("acme/a");'],
    ["a thread that is free again before it is busy", 'watchdog.watch("acme/a"); setTimeout(() => busy(1500), 50);'],
    [
      "other work between",
      'watchdog.watch("acme/a"); for (let i = 0; i < 4; i += 1) { busy(300); watchdog.excuse(); }',
    ],
  ])("lets %s be, and keeps no process from its end", (_, program) => {
    expect(run(program)).toEqual({ status: 0, signal: null, said: "" });
  });
});
