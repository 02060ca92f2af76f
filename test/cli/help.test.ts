// The help of `governor`, as set-up leaves it in node_modules/.bin: one style for all commands.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

function help(...args: readonly string[]) {
  const { status, stdout } = spawnSync(join(root, "node_modules", ".bin", "governor"), [...args, "--help"], {
    encoding: "utf8",
  });
  return { status, stdout };
}

const commands = [...help().stdout.matchAll(/^ {2}([a-z]+) +[A-Z]/gm)].map(([, name = ""]) => name);

it("the help of governor names the commands", () => {
  expect(commands).toEqual(
    expect.arrayContaining(["init", "check", "cost", "gate", "rules", "explain", "schema", "scopes", "catalogue"]),
  );
});

describe.each([[], ...commands.map((name) => [name])])("governor %s --help", (...args) => {
  const { status, stdout } = help(...args);

  it("says how it is used, with examples, every option and the exit codes", () => {
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: ${["governor", ...args].join(" ")}\\b`));
    for (const section of ["Examples", "Options", "Exit code"]) expect(stdout).toMatch(new RegExp(`^${section}$`, "m"));
    const described = /^Options\n([\s\S]*?)\n\n/m.exec(stdout)?.[1] ?? "";
    for (const option of described.matchAll(/^ {2}--.*$/gm))
      expect(option[0]).toMatch(/^ {2}--\S+(?: [A-Z=.]+)? {2,}[A-Z-]/);
    expect(described).toMatch(/--help +Shows this/);
  });

  it("fits into a terminal of 130 columns", () => {
    expect(stdout.split("\n").filter((line) => line.length > 130)).toEqual([]);
  });
});
