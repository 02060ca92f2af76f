import { describe, expect, it } from "vitest";
import { configFileOf, faultsIn } from "./pack-config";

const faults = (config: unknown) => faultsIn(JSON.stringify(config), ["droplet-backups", "acme/vpc-described"]);

describe("faultsIn", () => {
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
    expect(faults(config)).toEqual([]);
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
    expect(faults(config)).toEqual(says.map((words) => expect.stringContaining(`--policy-pack-config: ${words}`)));
  });

  it("lets nothing be disabled under a floor", () => {
    const config = {
      all: "disabled",
      "droplet-backups": { enforcementLevel: "disabled" },
      governor: { providers: {} },
    };
    expect(faultsIn(JSON.stringify(config), ["droplet-backups"], true)).toEqual(
      ["all", "droplet-backups"].map(
        (name) => `--policy-pack-config: ${name} is disabled, which this pack's floor does not allow: remove it`,
      ),
    );
  });

  it("quotes no value and no strange key", () => {
    expect(
      faults({
        "my secret key!": "hunter2",
        providers: "hunter2",
        "droplet-backups": { "my secret key!": "hunter2" },
      }).join(),
    ).not.toMatch(/hunter2|secret key/);
  });

  it("leaves text that is no JSON to the engine", () => {
    expect(faultsIn("{", [])).toEqual([]);
  });
});

describe("configFileOf", () => {
  const file = (...args: readonly string[]) => configFileOf(["pulumi", "preview", ...args], "/work", "/work/packs/own");

  it("is the file beside the pack, however it is written", () => {
    expect(file("--policy-pack", "packs/own", "--policy-pack-config", "own.json")).toBe("/work/own.json");
    expect(file("--policy-pack=/work/packs/own", "--policy-pack-config=/own.json")).toBe("/own.json");
  });

  it("is the nth for the nth pack", () => {
    const others = ["--policy-pack", "packs/other", "--policy-pack-config", "other.json"];
    expect(file(...others, "--policy-pack", "packs/own", "--policy-pack-config", "own.json")).toBe("/work/own.json");
    expect(file("--policy-pack", "packs/other,packs/own", "--policy-pack-config", "a.json,b.json")).toBe(
      "/work/b.json",
    );
    expect(file(...others, "--policy-pack", "packs/own")).toBeUndefined();
  });

  it("is none where there is none", () => {
    expect(file("--policy-pack", "packs/own")).toBeUndefined();
    expect(file("--policy-pack-config", "own.json")).toBeUndefined();
    expect(file()).toBeUndefined();
  });
});
