import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { capture, findOnPath } from "./process.mjs";
import { temporaryFolder } from "./temporary.ts";

test("output is kept, and told line by line", async () => {
  const lines: string[] = [];
  const program = 'console.log("one\\ntwo"); console.error("three"); process.exitCode = 3';
  const result = await capture(process.execPath, ["-e", program], { onLine: (line) => lines.push(line) });
  expect(result).toEqual({ code: 3, stdout: "one\ntwo\n", stderr: "three\n" });
  expect(lines.sort()).toEqual(["one", "three", "two"]);
});

test("a command that does not exist is a failure with its reason", async () => {
  const { code, stderr } = await capture("no-such-command", []);
  expect(code).not.toBe(0);
  expect(stderr).toContain("no-such-command");
});

test("a command that takes too long is a failure", async () => {
  const { code } = await capture(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"], { timeout: 200 });
  expect(code).not.toBe(0);
});

test("the first executable on PATH is found", () => {
  const [first, second] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(first, "thing"), "not executable");
  writeFileSync(join(second, "thing"), "#!/bin/sh\n");
  chmodSync(join(second, "thing"), 0o755);
  expect(findOnPath("thing", ["", first, second].join(delimiter))).toBe(join(second, "thing"));
  expect(findOnPath("thing", first)).toBeUndefined();
});
