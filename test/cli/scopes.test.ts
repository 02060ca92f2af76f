// `governor scopes` as set-up leaves it in node_modules/.bin.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

const governor = join(root, "node_modules", ".bin", "governor");
const recorded = (name: string) => join(root, "test", "recorded", name);
const run = (args: readonly string[], input?: string) =>
  spawnSync(governor, ["scopes", ...args], { encoding: "utf8", input });

describe("governor scopes", () => {
  it.each([
    ["a stack export", "state.json"],
    ["a plain preview", "preview-update-all.json"],
    ["a streamed preview", "preview-replace.stream.jsonl"],
    ["a plan of Terraform", "terraform/plan-change.json"],
    ["a state of Terraform", "terraform/state.json"],
  ])("prints those of %s, also from standard input", (_, name) => {
    const { status, stdout } = run(["--file", recorded(name)]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^droplet:create +Droplet$/m);
    expect(stdout).toMatch(/^vpc:read +(?:\w+, )*Vpc$/m);
    expect(stdout).toContain("a Spaces access key is needed too");
    expect(run(["--file", "-"], readFileSync(recorded(name), "utf8")).stdout).toBe(stdout);
  });

  it.each([
    ["a file that is not there", ["--file", "nothing.json"], /^governor: --file nothing\.json does not exist/],
    ["a file of another kind", ["--file", join(root, "package.json")], /of none of the known forms/],
    ["no file", [], /--file is missing/],
  ])("ends with exit code 2 and one clear error for %s", (_, args, message) => {
    const { status, stdout, stderr } = run(args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
