import { mkdirSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cacheFolder, makeOnce } from "./cache.mjs";
import { temporaryFolder } from "./temporary.ts";

test("the cache lies where the platform keeps caches", () => {
  expect(cacheFolder({}, "linux")).toBe(join(homedir(), ".cache", "infrafabric"));
  expect(cacheFolder({}, "darwin")).toBe(join(homedir(), "Library", "Caches", "infrafabric"));
  expect(cacheFolder({ LOCALAPPDATA: "local" }, "win32")).toBe(join("local", "infrafabric"));
  expect(cacheFolder({ XDG_CACHE_HOME: "xdg" }, "linux")).toBe(join("xdg", "infrafabric"));
  expect(cacheFolder({ XDG_CACHE_HOME: "xdg", INFRAFABRIC_CACHE: "own" }, "linux")).toBe(join("own", "infrafabric"));
});

test("a folder is made once", async () => {
  const folder = join(temporaryFolder(), "deep", "made");
  await makeOnce(folder, (temporary) => writeFile(join(temporary, "file"), "first"));
  await makeOnce(folder, (temporary) => writeFile(join(temporary, "file"), "second"));
  expect(readFileSync(join(folder, "file"), "utf8")).toBe("first");
});

test("a failure leaves nothing behind, and the next run can make it", async () => {
  const parent = temporaryFolder();
  const folder = join(parent, "made");
  const failing = makeOnce(folder, async (temporary) => {
    await writeFile(join(temporary, "half"), "");
    throw new Error("no more disk");
  });
  await expect(failing).rejects.toThrow("no more disk");
  expect(readdirSync(parent)).toEqual([]);

  await makeOnce(folder, (temporary) => writeFile(join(temporary, "whole"), ""));
  expect(readdirSync(folder)).toEqual(["whole"]);
});

test("of two runs at once the first one to finish wins and the other one uses it", async () => {
  const parent = temporaryFolder();
  const folder = join(parent, "made");
  const faster = makeOnce(folder, (temporary) => writeFile(join(temporary, "file"), "faster"));
  const slower = makeOnce(folder, async (temporary) => {
    await faster;
    await writeFile(join(temporary, "file"), "slower");
  });
  await Promise.all([faster, slower]);
  expect(readFileSync(join(folder, "file"), "utf8")).toBe("faster");
  expect(readdirSync(parent)).toEqual(["made"]);
});

test("many runs at once tidy up around each other, whatever one of them renames or removes meanwhile", async () => {
  const parent = temporaryFolder();
  for (let round = 0; round < 20; round += 1) {
    const folder = join(parent, `made-${round}`);
    for (let old = 0; old < 10; old += 1) {
      mkdirSync(`${folder}.partial-${old}/deep`, { recursive: true });
      utimesSync(`${folder}.partial-${old}`, 0, 0);
    }
    const runs = Array.from({ length: 6 }, async (_, late) => {
      for (let wait = 0; wait < late; wait += 1) await readdir(parent);
      await makeOnce(folder, (temporary) => writeFile(join(temporary, "file"), ""));
    });
    await Promise.all(runs);
    expect(readdirSync(folder)).toEqual(["file"]);
  }
  expect(readdirSync(parent)).toHaveLength(20);
});

test("what a killed run left is removed a day later", async () => {
  const parent = temporaryFolder();
  const folder = join(parent, "made");
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
  for (const name of ["made.partial-old", "made.partial-young", "other.partial-old"]) mkdirSync(join(parent, name));
  for (const name of ["made.partial-old", "other.partial-old"]) utimesSync(join(parent, name), 0, twoDaysAgo);
  await makeOnce(folder, async () => {});
  expect(readdirSync(parent)).toEqual(["made", "made.partial-young", "other.partial-old"]);
});
