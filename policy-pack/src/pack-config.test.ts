import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configFilesOf, type EngineCall, problemsIn, problemsOfCall } from "./pack-config";

const problems = (config: unknown) => problemsIn(JSON.stringify(config), ["droplet-backups", "acme/vpc-described"]);

describe("problemsIn", () => {
  it.each([
    [{}],
    [{ governor: { providers: {} } }],
    [{ governor: "disabled", all: "disabled", "droplet-backups": "disabled" }],
    [{ "acme/vpc-described": { enforcementLevel: "disabled" } }],
    [{ environments: ["shared/policy"] }],
    [[]],
    ["text"],
    [null],
  ])("has nothing against %j", (config) => {
    expect(problems(config)).toEqual([]);
  });

  it.each([
    [
      { providers: {} },
      'providers has no effect here: put the settings under "governor": { "governor": { "providers": ... } }',
    ],
    [{ rules: {}, tags: {} }, "rules has no effect here", "tags has no effect here"],
    [{ "droplet-backup": "disabled" }, "droplet-backup is not a policy of this pack"],
    [{ "acme/else": "advisory" }, "acme/else is not a policy of this pack"],
    [
      { "droplet-backups": "advisory" },
      'droplet-backups does not take a level: set levels in the settings: { "governor": { "rules": { "droplet-backups": "advisory" } } }',
    ],
    [{ "acme/vpc-described": { enforcementLevel: "mandatory" } }, "acme/vpc-described does not take a level"],
    [
      { all: "advisory" },
      'all does not take a level: to report everything and block nothing, set "enforcement: report" in governor.yaml',
    ],
    [{ all: "mandatory" }, "all does not take a level: set levels in governor.yaml"],
    [{ governor: { enforcementLevel: "mandatory", providers: {} } }, "governor does not take a level"],
    [
      { "droplet-backups": { allowed_ports: [22] } },
      'droplet-backups.allowed_ports has no effect: set parameters in the settings: { "governor": { "rules": { "droplet-backups": { "params": { ... } } } } }',
    ],
    [
      { "acme/vpc-described": { params: { least: 3 }, level: "advisory", enforcementLevel: "disabled" } },
      "acme/vpc-described.params has no effect: set parameters in the settings",
      "acme/vpc-described.level has no effect: set parameters in the settings",
    ],
    [
      { "droplet-backups": { on_unknown: "deny", enforcementLevel: "advisory" } },
      "droplet-backups.on_unknown has no effect",
      "droplet-backups does not take a level",
    ],
    [{ all: { allowed_ports: [22] } }, 'all.allowed_ports has no effect: put the settings under "governor"'],
    [{ "governor-conclusion": { x: 1 } }, "governor-conclusion.x has no effect"],
  ])("names what has no effect in %j, and the right form", (config, ...says) => {
    expect(problems(config)).toEqual(says.map((words) => expect.stringContaining(`--policy-pack-config: ${words}`)));
  });

  it("lets nothing be disabled under a floor", () => {
    const config = {
      all: "disabled",
      "droplet-backups": { enforcementLevel: "disabled" },
      governor: { providers: {} },
    };
    expect(problemsIn(JSON.stringify(config), ["droplet-backups"], true)).toEqual(
      ["all", "droplet-backups"].map(
        (name) => `--policy-pack-config: ${name} is disabled, which this pack's floor does not allow: remove it`,
      ),
    );
  });

  it("quotes no value and no strange key", () => {
    expect(
      problems({
        "my secret key!": "hunter2",
        providers: "hunter2",
        "droplet-backups": { "my secret key!": "hunter2" },
      }).join(),
    ).not.toMatch(/hunter2|secret key/);
  });

  it("leaves text that is no JSON to the engine", () => {
    expect(problemsIn("{", [])).toEqual([]);
  });
});

describe("configFilesOf", () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "pack-config-")));
    for (const name of ["own", "other", "a,b"]) mkdirSync(join(root, "packs", name), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const callOf = (args: readonly string[], env: EngineCall["env"] = {}): EngineCall => ({
    args: ["pulumi", "preview", ...args],
    env,
    folder: root,
    pack: join(root, "packs/own"),
  });
  const files = (args: readonly string[], env?: EngineCall["env"]) => {
    const found = configFilesOf(callOf(args, env));
    return "files" in found ? found.files.map((file) => file.replace(`${root}/`, "")) : found.unreadBecause;
  };
  const own = ["--policy-pack", "packs/own"];
  const others = ["--policy-pack", "packs/other", "--policy-pack-config", "other.json"];

  it("is the file beside the pack, however it is written", () => {
    expect(files([...own, "--policy-pack-config", "own.json"])).toEqual(["own.json"]);
    expect(files([`--policy-pack=${root}/packs/own`, "--policy-pack-config=/own.json"])).toEqual(["/own.json"]);
  });

  it("is the nth for the nth pack", () => {
    expect(files([...others, ...own, "--policy-pack-config", "own.json"])).toEqual(["own.json"]);
    const both = ["--policy-pack", "packs/other,packs/own", "--policy-pack-config"];
    expect(files([...both, "a.json,b.json"])).toEqual(["b.json"]);
    expect(files(others)).toEqual([]);
  });

  it.each([
    ['"/off.json"', ["/off.json"]],
    ['"/a ""b"", c.json"', ['/a "b", c.json']],
    ["/off.json\nmore", ["/off.json"]],
    ["\n/off.json\r\n", ["/off.json"]],
  ])("takes %j as the engine does: as CSV", (value, expected) => {
    expect(files([...own, "--policy-pack-config", value])).toEqual(expected);
    expect(files(['--policy-pack="packs/own"', `--policy-pack-config=${value}`])).toEqual(expected);
    expect(files(own, { PULUMI_OPTION_POLICY_PACK_CONFIG: value })).toEqual(expected);
  });

  it("takes quotes around one of several, and folders with a comma", () => {
    expect(files(["--policy-pack", '"packs/a,b",packs/own', "--policy-pack-config", 'a.json,"b.json"'])).toEqual([
      "b.json",
    ]);
  });

  it("comes from the environment of the engine, unless the command line has it", () => {
    const env = { PULUMI_OPTION_POLICY_PACK: "packs/own", PULUMI_OPTION_POLICY_PACK_CONFIG: "env.json" };
    expect(files([], env)).toEqual(["env.json"]);
    expect(files(own, env)).toEqual(["env.json"]);
    expect(files(["--policy-pack-config", "own.json"], env)).toEqual(["own.json"]);
    expect(files(["--policy-pack", "packs/other"], env)).toEqual([]);
  });

  it("is none where there is none", () => {
    expect(files(own)).toEqual([]);
    expect(files([...own, "--policy-pack-config="])).toEqual([]);
    expect(files([])).toEqual([]);
    expect(files([...own, ...own, "--policy-pack-config", ","])).toEqual([]);
  });

  it.each([
    [["--policy-pack", "packs/none", "--policy-pack-config", "own.json"], /^cannot find the folder "packs\/none"$/],
    [[...own, ...own, "--policy-pack-config", "own.json"], /^found 1 for 2 of --policy-pack$/],
    [[...own, "--policy-pack-config", '"own.json'], /^the quotes in the value of a flag or variable are not balanced$/],
  ])("is in doubt with %j", (args, because) => {
    expect(files(args)).toMatch(because);
  });

  describe("under a floor", () => {
    const problemsUnder = (value: string, underFloor = true) =>
      problemsOfCall(callOf([...own, "--policy-pack-config", value]), [], underFloor);

    it("disables nothing", () => {
      writeFileSync(join(root, "off.json"), '{"all":"disabled"}');
      for (const value of ["off.json", '"off.json"'])
        expect(problemsUnder(value)).toEqual([expect.stringContaining("all is disabled, which this pack's floor")]);
    });

    it.each([
      ["none.json", /none\.json" cannot be read; give the path of a JSON file/],
      ["/dev/fd/63", /"\/dev\/fd\/63" is not a regular file, so only the engine can read it/],
      ["packs", /packs" is not a regular file/],
      ["other.json,own.json", /found 2 for 1 of --policy-pack/],
      ["text.json", /text\.json" is not valid JSON/],
    ])("can be read: %j cannot", (value, says) => {
      writeFileSync(join(root, "text.json"), "\ufeff{}");
      expect(problemsUnder(value)).toEqual([expect.stringMatching(says)]);
      expect(problemsUnder(value)[0]).toMatch(
        /^--policy-pack-config: cannot determine whether it disables a policy, which this pack's floor does not allow: /,
      );
      expect(problemsUnder(value, false)).toEqual([]);
    });
  });
});
