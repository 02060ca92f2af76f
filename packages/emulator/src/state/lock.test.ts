import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { lockFolder } from "./lock.ts";

const program = fileURLToPath(new URL("../test/locking.ts", import.meta.url));
const folder = () => mkdtempSync(join(tmpdir(), "lock-"));

/** How to run a command in a process space of its own, as in a container, where it is number 1; undefined: not here. */
const container = [
  ["unshare", "--pid", "--fork", "--kill-child"],
  ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child"],
].find(([command = "", ...args]) => spawnSync(command, [...args, "true"]).status === 0);
if (container === undefined)
  console.warn("SKIPPED: no process spaces can be made here, so locks were not tried between them");

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** A process that takes folders when it is told to. */
async function contender(within: readonly string[] = []) {
  const [command = "", ...args] = [...within, process.execPath, "--expose-gc", program];
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  started.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await lines.next();
  return {
    take: async (persist: string): Promise<string> => {
      child.stdin.write(`${persist}\n`);
      const { value = "" } = await lines.next();
      return value;
    },
    kill: async () => {
      // Not its exit: in a container of its own, the process ends after that of `unshare`.
      const ended = once(child, "close");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

describe("the lock of a folder", () => {
  it("is one emulator's, within a process and between them, until it is given back", async () => {
    const persist = folder();
    const other = await contender();
    const unlock = lockFolder(persist);
    expect(() => lockFolder(persist)).toThrow(`${persist} is in use by another emulator`);
    expect(await other.take(persist)).toBe(`${persist} is in use by another emulator`);
    expect(readdirSync(persist)).toEqual(["lock"]);
    unlock();
    lockFolder(persist)();
    expect(readdirSync(persist)).toEqual(["lock"]);
    expect(statSync(join(persist, "lock")).mode & 0o777).toBe(0o600);
  });

  it("ends with a process that is killed", async () => {
    const persist = folder();
    const first = await contender();
    expect(await first.take(persist)).toMatch("held by");
    expect(() => lockFolder(persist)).toThrow("is in use");
    await first.kill();
    lockFolder(persist)();
  });

  it("is taken by one of twenty that come at once, though one was killed with it before", async () => {
    const folders = [folder(), folder()];
    const killed = await contender();
    for (const persist of folders) expect(await killed.take(persist)).toMatch("held by");
    const all = await Promise.all(Array.from({ length: 20 }, () => contender()));
    await killed.kill();
    for (const persist of folders) {
      const answers = await Promise.all(all.map(({ take }) => take(persist)));
      expect(answers.filter((answer) => answer.startsWith("held by"))).toHaveLength(1);
      expect(answers.filter((answer) => answer.endsWith("is in use by another emulator"))).toHaveLength(19);
    }
  });

  it.skipIf(container === undefined)("holds between containers, whose processes have the same number", async () => {
    const persist = folder();
    const first = await contender(container);
    const second = await contender(container);
    const third = await contender(container);
    expect(await first.take(persist)).toBe("held by 1");
    expect(await second.take(persist)).toContain("is in use");
    expect(() => lockFolder(persist)).toThrow("is in use");
    await first.kill();
    expect(await third.take(persist)).toBe("held by 1");
    await third.kill();
    lockFolder(persist)();
  });

  it("is taken in a folder that is made with those that it is in, for its owner alone", () => {
    const above = join(folder(), "a");
    const persist = join(above, "b", "c");
    lockFolder(persist)();
    for (const made of [above, join(above, "b"), persist]) expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  it("is refused, with the path that is in the way, if no folder can be made", () => {
    const file = join(folder(), "file");
    writeFileSync(file, "mine");
    const link = join(folder(), "link");
    symlinkSync(join(folder(), "gone"), link);
    expect(() => lockFolder(file)).toThrow(`${file} is not a folder`);
    expect(() => lockFolder(join(file, "in", "it"))).toThrow(`${file} is not a folder`);
    expect(() => lockFolder(link)).toThrow(`${link} is not a folder`);
    // Node looks for a folder to begin with for ever there.
    expect(() => lockFolder("/proc/none/in")).toThrow("the folder /proc/none cannot be created: ENOENT");
  });

  it("is no file of somebody else's", () => {
    const persist = folder();
    writeFileSync(join(persist, "lock"), "mine");
    expect(() => lockFolder(persist)).toThrow(`${join(persist, "lock")} cannot be locked: file is not a database`);
  });
});
