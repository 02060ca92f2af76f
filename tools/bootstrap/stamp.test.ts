import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { fingerprint, isCurrent, makeStamped, sourceFiles } from "./stamp.mjs";
import { temporaryFolder } from "./temporary.ts";

test("a fingerprint follows names, contents and what else counts, not the order", async () => {
  const root = temporaryFolder();
  const [a, b] = [join(root, "a"), join(root, "b")];
  writeFileSync(a, "one");
  writeFileSync(b, "two");
  const original = await fingerprint(root, [a, b], ["24.0.0"]);
  expect(await fingerprint(root, [b, a], ["24.0.0"])).toBe(original);
  expect(await fingerprint(root, [a, b], ["24.1.0"])).not.toBe(original);
  expect(await fingerprint(root, [a], ["24.0.0"])).not.toBe(original);
  writeFileSync(b, "three");
  expect(await fingerprint(root, [a, b], ["24.0.0"])).not.toBe(original);
});

test("a stamp is current only for what it was written for", async () => {
  const stamp = join(temporaryFolder(), "node_modules", "stamp");
  expect(await isCurrent(stamp, "value")).toBe(false);
  await makeStamped(stamp, "value", async () => {});
  expect(await isCurrent(stamp, "value")).toBe(true);
  expect(await isCurrent(stamp, "other")).toBe(false);
});

test("a stamp does not outlive an attempt to make something else, so that going back to the old is no shortcut", async () => {
  const stamp = join(temporaryFolder(), "stamp");
  await makeStamped(stamp, "old", async () => {});
  const failing = makeStamped(stamp, "new", async () => {
    expect(await isCurrent(stamp, "old")).toBe(false);
    throw new Error("half installed");
  });
  await expect(failing).rejects.toThrow("half installed");
  expect(await isCurrent(stamp, "old")).toBe(false);
});

test("source files are those that were written by hand", async () => {
  const root = temporaryFolder();
  for (const folder of ["src/deep", "node_modules/x", "dist", ".git"])
    mkdirSync(join(root, folder), { recursive: true });
  const files = ["package.json", "src/one.ts", "src/deep/two.ts", "node_modules/x/no.ts", "dist/no.ts", ".git/no.ts"];
  for (const file of files) writeFileSync(join(root, file), "");
  const names = (found: string[]) => found.map((file) => relative(root, file)).sort();
  expect(names(await sourceFiles(root, () => true))).toEqual(["package.json", "src/deep/two.ts", "src/one.ts"]);
  expect(names(await sourceFiles(root, (file) => file.endsWith(".ts"), 1))).toEqual(["src/one.ts"]);
});
