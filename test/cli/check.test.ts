// `governor check` as set-up leaves it in node_modules/.bin.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

const governor = join(root, "node_modules", ".bin", "governor");
const recorded = (name: string) => join(root, "test", "recorded", name);
const strict = "providers: { digitalocean: { cost_limit_monthly: 5, regions: { allowed: [nyc3] } } }\n";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "governor-check-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function check(cwd: string, args: readonly string[], input?: string) {
  const { GOVERNOR_CONFIG: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(governor, ["check", ...args], { cwd, env, input, encoding: "utf8" });
  return { status, stdout, stderr };
}

const forms = ["preview-create.json", "preview-create.stream.jsonl", "preview-update-all.json", "state.json"];

describe("governor check", () => {
  it.each(forms)("reads %s from a file and from standard input, to the same end", (name) => {
    const folder = folderWith({ "governor.yaml": strict });
    const fromFile = check(folder, ["--file", recorded(name), "--format", "json"]);
    const fromInput = check(folder, ["--file", "-", "--format", "json"], readFileSync(recorded(name), "utf8"));
    expect(fromFile.stderr).toBe("");
    expect(fromInput).toEqual(fromFile);
    const { summary, findings } = JSON.parse(fromFile.stdout);
    expect(fromFile.status).toBe(summary.mandatory > 0 ? 1 : 0);
    expect(Object.keys(summary)).toEqual([
      "resources",
      "violations",
      "undecided",
      "unverifiable",
      "exempt",
      "mandatory",
    ]);
    expect(findings.length).toBeGreaterThan(0);
  });

  it("finds the settings upwards, and the environment that is asked for", () => {
    const settings = `${strict}environments: { lax: { enforcement: report } }\n`;
    const folder = folderWith({
      "governor.yaml": settings,
      "app/state.json": readFileSync(recorded("state.json"), "utf8"),
    });
    const app = join(folder, "app");
    expect(check(app, ["--file", "state.json"])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/monthly-budget/),
    });
    expect(check(app, ["--file", "state.json", "--environment", "lax"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^report only: nothing is blocked$/m),
    });
  });

  it("takes a floor into account", () => {
    const folder = folderWith({
      "floor.yaml": strict,
      "governor.yaml": "extends: ./floor.yaml\n",
      "loose.yaml": "extends: ./floor.yaml\nproviders: { digitalocean: { cost_limit_monthly: 500 } }\n",
    });
    expect(check(folder, ["--file", recorded("state.json"), "--rule", "monthly-budget"]).status).toBe(1);
    expect(check(folder, ["--file", recorded("state.json"), "--config", "loose.yaml"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/loose\.yaml:2:.*500 is more than 5, the floor's limit/),
    });
  });

  it("checks one rule alone", () => {
    const folder = folderWith({ "governor.yaml": strict });
    const { stdout } = check(folder, [
      ...["--file", recorded("preview-create.json"), "--rule", "monthly-budget", "--format", "json"],
    ]);
    const rulesFound = JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule);
    expect(rulesFound).toEqual(["monthly-budget"]);
  });

  it("writes a report to a file, whole", () => {
    const folder = folderWith({ "governor.yaml": strict });
    const args = ["--file", recorded("state.json"), "--format", "json", "--output"];
    expect(check(folder, [...args, "out.json"])).toMatchObject({ status: 1, stdout: "" });
    expect(JSON.parse(readFileSync(join(folder, "out.json"), "utf8"))).toMatchObject({ version: expect.any(String) });
    expect(check(folder, [...args, "new/out.json"])).toMatchObject({ status: 1, stderr: "" });
    expect(existsSync(join(folder, "new/out.json"))).toBe(true);
    expect(check(folder, [...args, "governor.yaml/out.json"])).toMatchObject({
      status: 2,
      stderr: "governor: --output governor.yaml/out.json cannot be written: its folder is a file\n",
    });
  });

  it.each([
    ["there is no file", ["--file", "none.json"], /--file none\.json does not exist/],
    ["it is none of the forms", ["--file", "other.json"], /other\.json is JSON, but of none of the known forms/],
    ["it is truncated", ["--file", "cut.json"], /cut\.json begins as JSON and does not end as JSON: was it cut off\?/],
    ["it is empty", ["--file", "empty.json"], /empty\.json is empty/],
    [
      "the settings are wrong",
      ["--file", recorded("state.json"), "--config", "wrong.yaml"],
      /wrong\.yaml:1:1.*regoins/,
    ],
    ["there are no settings", ["--file", recorded("state.json")], /no governor\.yaml/],
    [
      "an environment is unknown",
      ["--file", recorded("state.json"), "--config", "right.yaml", "--environment", "x"],
      /selects "x", which is not declared/,
    ],
  ])("ends with one error and nothing written where %s", (_, args, message) => {
    const folder = folderWith({
      "other.json": '{"a": 1}',
      "cut.json": readFileSync(recorded("preview-create.json"), "utf8").slice(0, 5000),
      "empty.json": "",
      "wrong.yaml": "regoins: []\n",
      "right.yaml": strict,
    });
    const { status, stdout, stderr } = check(folder, [...args, "--output", "report"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(existsSync(join(folder, "report"))).toBe(false);
  });

  it("teaches", () => {
    expect(check(root, ["--help"])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Examples$/m) });
  });
});

describe("what would be counted or forgotten in silence", () => {
  it("is refused: a stack that is given twice", () => {
    const folder = folderWith({ "governor.yaml": strict });
    const twice = check(folder, ["--file", recorded("state.json"), "--file", recorded("state.json")]);
    expect(twice.status).toBe(2);
    expect(twice.stderr).toContain("is of the stack recorded-up/dev, as ");
  });

  it("is refused: a baseline of a preview that leaves resources out, or one that is to be a report, too", () => {
    const folder = folderWith({ "governor.yaml": strict });
    const partial = check(folder, ["--file", recorded("preview-update.json"), "--write-baseline", "b.json"]);
    expect(partial.status).toBe(2);
    expect(partial.stderr).toContain("so a baseline of it would forget them");
    const both = check(folder, ["--file", recorded("state.json"), "--write-baseline", "b.json", "--output", "r.txt"]);
    expect(both.stderr).toContain("leave out --output");
    expect(existsSync(join(folder, "b.json"))).toBe(false);
  });
});

describe("a fleet", () => {
  const fleet = (more: Readonly<Record<string, string>> = {}) => {
    const state = readFileSync(recorded("state.json"), "utf8");
    return folderWith({
      "governor.yaml": strict,
      "stacks/one.json": state,
      "stacks/two.json": state.replaceAll("recorded-up", "blog"),
      "stacks/notes.txt": "not a stack",
      ...more,
    });
  };

  it("is checked as a whole, with a line for each stack", () => {
    const folder = fleet();
    const byFolder = check(folder, ["--file", "stacks"]);
    expect(byFolder).toMatchObject({ status: 1, stderr: "" });
    expect(byFolder.stdout.split("\n").map((line) => line.split(/ {2,}/)[0])).toEqual([
      ...["stack", "recorded-up/dev", "blog/dev", "2 stacks", ""],
    ]);
    expect(check(folder, ["--file", "stacks/one.json", "--file", "stacks/two.json"]).stdout).toBe(byFolder.stdout);
  });

  it("has one baseline file", () => {
    const folder = fleet();
    expect(check(folder, ["--file", "stacks", "--write-baseline", "b.json"]).status).toBe(0);
    expect(check(folder, ["--file", "stacks", "--baseline", "b.json"]).status).toBe(0);
    expect(check(folder, ["--file", "stacks/two.json", "--baseline", "b.json"]).status).toBe(0);
  });

  it("is not reported in part: every file that cannot be read is named", () => {
    const folder = fleet({ "stacks/cut.json": '{"deployment": {', "stacks/other.json": "{}" });
    const { status, stdout, stderr } = check(folder, ["--file", "stacks", "--format", "csv"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      /stacks\/cut\.json begins as JSON and does not end as JSON[\s\S]*stacks\/other\.json is JSON, but of none of the known forms/,
    );
    expect(check(folderWith({ "empty/x.txt": "" }), ["--file", "empty"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/--file empty is a folder without a \.json file/),
    });
  });
});

describe("a baseline", () => {
  const state = readFileSync(recorded("state.json"), "utf8");
  const accepted = () => {
    const folder = folderWith({ "governor.yaml": strict, "state.json": state });
    const wrote = check(folder, ["--file", "state.json", "--write-baseline", "baseline.json"]);
    return { folder, wrote };
  };

  it("lets pass what was there, and fails on what is new", () => {
    const { folder, wrote } = accepted();
    expect(wrote).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^recorded \d+ violations of recorded-up\/dev/),
    });
    const carried = check(folder, ["--file", "state.json", "--baseline", "baseline.json"]);
    expect(carried).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^baseline: \d+ violations carried, 0 mended$/m),
    });
    writeFileSync(join(folder, "governor.yaml"), strict.replace("nyc3", "sfo3"));
    expect(check(folder, ["--file", "state.json", "--baseline", "baseline.json"])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^mandatory .*region-allowed/m),
    });
  });

  it("works by the key of governor.yaml as well, and tells what was mended", () => {
    const { folder } = accepted();
    writeFileSync(join(folder, "governor.yaml"), `${strict.replace("5,", "5000,")}baseline: baseline.json\n`);
    expect(check(folder, ["--file", "state.json"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/violations? in the baseline .*baseline\.json no longer occur/),
    });
  });

  it("of another project is an error, and what is no baseline is not overwritten", () => {
    const { folder } = accepted();
    writeFileSync(join(folder, "other.json"), state.replaceAll("recorded-up", "blog"));
    expect(check(folder, ["--file", "other.json", "--baseline", "baseline.json"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/is the baseline of the project recorded-up, and this is blog\/dev/),
    });
    expect(check(folder, ["--file", "state.json", "--write-baseline", "state.json"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/does not overwrite what is not a baseline/),
    });
    expect(readFileSync(join(folder, "state.json"), "utf8")).toBe(state);
  });
});
