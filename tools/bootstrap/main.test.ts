import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./paths.mjs";
import { capture } from "./process.mjs";
import { namedTasks, testTasks } from "./tasks.mjs";

const main = join(root, "tools", "bootstrap", "main.mjs");

test("a Node that is too old is told in one sentence", async () => {
  const pretend = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.8" } })';
  const args = ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`, main, "setup"];
  const { code, stderr } = await capture(process.execPath, args);
  expect(code).toBe(2);
  expect(stderr).toBe("Node 18.20.8 is too old to set this repository up: install Node 20 or later.\n");
});

test.each([[[]], [["dance"]], [["--help"]], [["setup", "extra"]], [["demo", "extra"]]])(
  "wrong usage %j says what there is",
  async (args) => {
    const { code, stderr } = await capture(process.execPath, [main, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain("demo | test");
  },
);

test("an unknown task names those that exist", async () => {
  const { code, stderr } = await capture(process.execPath, [main, "run", "dance"]);
  expect(code).toBe(2);
  expect(stderr).toContain(Object.keys(namedTasks).join(", "));
});

test("everything that CI runs ends with the tests, and arguments leave only those", () => {
  const tasks = testTasks([]);
  expect(tasks.map(([command]) => command)).toEqual(["biome", "tsc", "node", "vitest", "vitest"]);
  const run = tasks.flatMap((task) => task.flatMap((word, index) => (word === "--project" ? [task[index + 1]] : [])));
  const config = readFileSync(join(root, "vitest.config.mts"), "utf8");
  expect(run).toEqual([...config.matchAll(/\bname: "(\w+)"/g)].map(([, name]) => name));
  expect(testTasks(["packages/governor"])).toEqual([["vitest", "run", "packages/governor"]]);
});
