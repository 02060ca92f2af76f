import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Untrusted } from "./failure.mjs";
import { adopt, makeSealed, mustBePrivate, mustBeSealed } from "./seal.mjs";
import { temporaryFolder } from "./temporary.ts";

async function sealed(): Promise<string> {
  const folder = join(temporaryFolder(), "made");
  await makeSealed(folder, async (temporary) => {
    mkdirSync(join(temporary, "bin"));
    await writeFile(join(temporary, "bin", "tool"), "tool");
    await writeFile(join(temporary, "notes"), "notes");
  });
  return folder;
}

test("what was made is used as long as it is what was made", async () => {
  const folder = await sealed();
  expect(readFileSync(join(folder, "SHA256SUMS"), "utf8")).toMatch(
    /^[0-9a-f]{64} {2}bin\/tool\n[0-9a-f]{64} {2}notes\n$/,
  );
  await mustBeSealed(folder);
  writeFileSync(join(folder, "bin", "tool"), "another");
  await expect(mustBeSealed(folder)).rejects.toThrow(
    `${join(folder, "bin", "tool")} has changed: its hash differs from the one in SHA256SUMS.\nDelete ${folder} and run`,
  );
  await expect(mustBeSealed(folder)).rejects.toThrow(Untrusted);
});

test("only the file that is used needs to be read", async () => {
  const folder = await sealed();
  writeFileSync(join(folder, "notes"), "another");
  await mustBeSealed(folder, join(folder, "bin", "tool"));
  await expect(mustBeSealed(folder, join(folder, "notes"))).rejects.toThrow("has changed: its hash differs");
});

test("a file that was written over is noticed though its size and its date are as before", async () => {
  const folder = await sealed();
  const tool = join(folder, "bin", "tool");
  const { atime, mtime } = statSync(tool);
  writeFileSync(tool, "loot");
  utimesSync(tool, atime, mtime);
  await expect(mustBeSealed(folder, tool)).rejects.toThrow("has changed: its hash differs");
});

test("a file that is gone, has no hash, or lies where no hashes are, is not used", async () => {
  const folder = await sealed();
  await expect(mustBeSealed(folder, join(folder, "other"))).rejects.toThrow(`no hash of ${join(folder, "other")}`);
  rmSync(join(folder, "notes"));
  await expect(mustBeSealed(folder)).rejects.toThrow("has changed: its hash differs");
  rmSync(join(folder, "SHA256SUMS"));
  await expect(mustBeSealed(folder)).rejects.toThrow("has no hash of any file");
});

test("what an older bootstrap left without hashes is adopted once, and checked from then on", async () => {
  const folder = await sealed();
  rmSync(join(folder, "SHA256SUMS"));
  await adopt(folder);
  await mustBeSealed(folder);
  writeFileSync(join(folder, "bin", "tool"), "another");
  await adopt(folder);
  await expect(mustBeSealed(folder)).rejects.toThrow("has changed: its hash differs");
});

test("a cache is made for its user alone", () => {
  const cache = join(temporaryFolder(), "infrafabric");
  expect(() => mustBePrivate(join(cache, "npm", "thing"), { cache })).not.toThrow();
  mkdirSync(join(cache, "npm", "thing"), { recursive: true, mode: 0o755 });
  expect(() => mustBePrivate(join(cache, "npm", "thing"), { cache })).not.toThrow();
});

test.runIf(process.getuid)("a cache that others can write is refused, at whatever depth, by a link as well", () => {
  const cache = join(temporaryFolder(), "infrafabric");
  const folder = join(cache, "npm", "thing");
  mkdirSync(folder, { recursive: true });
  symlinkSync(cache, `${cache}-link`);
  for (const mode of [0o775, 0o757, 0o1777]) {
    for (const open of [cache, join(cache, "npm"), folder]) {
      chmodSync(open, mode);
      expect(() => mustBePrivate(folder, { cache })).toThrow(`others can write to ${open}.\nDelete it`);
      expect(() => mustBePrivate(join(`${cache}-link`, "npm", "thing"), { cache: `${cache}-link` })).toThrow(open);
      chmodSync(open, 0o755);
    }
  }
  expect(() => mustBePrivate(folder, { cache })).not.toThrow();
});

test.runIf(process.getuid)("a cache that others could replace, or that is another user's, is refused", () => {
  const parent = temporaryFolder();
  const cache = join(parent, "infrafabric");
  mkdirSync(cache);
  chmodSync(parent, 0o777);
  expect(() => mustBePrivate(cache, { cache })).toThrow(`chmod o-w '${parent}', or set INFRAFABRIC_CACHE`);
  chmodSync(parent, 0o1777);
  expect(() => mustBePrivate(cache, { cache })).not.toThrow();
  const user = process.getuid?.() ?? 0;
  // What the administrator provides is fine for everybody.
  if (user === 0) expect(() => mustBePrivate(cache, { cache, user: 4711 })).not.toThrow();
  else expect(() => mustBePrivate(cache, { cache, user: user + 1 })).toThrow("belongs to another user");
});

test.runIf(process.getuid?.() === 0)("the folder of somebody else is not used by root", () => {
  const cache = join(temporaryFolder(), "infrafabric");
  mkdirSync(cache);
  chownSync(cache, 4711, 4711);
  expect(() => mustBePrivate(cache, { cache })).toThrow("belongs to another user (4711; you are 0)");
});

test.runIf(process.getuid)("nothing is made in a cache that is refused", async () => {
  const folder = join(temporaryFolder(), "open", "made");
  mkdirSync(join(folder, ".."));
  chmodSync(join(folder, ".."), 0o777);
  await expect(makeSealed(folder, async () => {})).rejects.toThrow(Untrusted);
  expect(existsSync(folder)).toBe(false);
});
