import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FindOptions, findSettings } from "./find";
import { SettingsMissingError } from "./problem";

let root: string;
let project: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "governor-find-"));
  project = join(root, "stacks", "shop");
  mkdirSync(project, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text = "tags: {}\n"): string {
  const file = join(root, name);
  writeFileSync(file, text);
  return file;
}

const find = (options: Partial<FindOptions> = {}) =>
  findSettings({ order: "project", env: {}, startDir: project, ...options });

describe("findSettings", () => {
  it("asks the origins of the command line and of components in order", () => {
    const above = write("governor.yaml");
    const [a, b, c] = [write("a.yaml"), write("b.yaml"), write("c.yaml")];
    const all = { explicit: a, env: { GOVERNOR_CONFIG: b }, stackConfig: c, packConfig: { tags: {} } };
    expect(find(all)).toEqual({ input: "tags: {}\n", file: a, origin: a });
    expect(find({ ...all, explicit: "tags: {}" })).toEqual({ input: "tags: {}", origin: "the requested settings" });
    expect(find({ env: all.env, stackConfig: c })).toEqual({
      input: "tags: {}\n",
      file: b,
      origin: `${b}, named by GOVERNOR_CONFIG`,
    });
    expect(find({ stackConfig: c }).file).toBe(c);
    expect(find({ stackConfig: "tags:\n  default: {}" }).origin).toBe("stack config governor:settings");
    expect(find({})).toEqual({ input: "tags: {}\n", file: above, origin: above });
  });

  it("asks the origins of the pack in order", () => {
    const b = write("b.yaml");
    const all = {
      order: "pack",
      packConfig: { tags: {} },
      env: { GOVERNOR_CONFIG: b },
      stackConfig: "tags: {}",
    } as const;
    const given = { rules: {} };
    expect(find({ ...all, explicit: given })).toEqual({
      input: given,
      origin: "the settings given to the policy pack",
    });
    expect(find(all)).toEqual({ input: { tags: {} }, origin: "--policy-pack-config" });
    expect(find({ ...all, packConfig: {} }).file).toBe(b);
    expect(find({ ...all, packConfig: {}, env: {} }).origin).toBe("stack config governor:settings");
  });

  it("takes the nearest file above, by either name", () => {
    write("governor.yaml");
    const near = write("stacks/governor.yml");
    expect(find().file).toBe(near);
  });

  it("resolves every relative path from the project's root, whatever PWD says", () => {
    const file = write("stacks/shop/own.yaml");
    write("own.yaml");
    expect(find({ explicit: "own.yaml" }).file).toBe(file);
    expect(find({ env: { GOVERNOR_CONFIG: "own.yaml", PWD: root } }).file).toBe(file);
    expect(() => find({ env: { GOVERNOR_CONFIG: "stacks/shop/own.yaml", PWD: root } })).toThrow(
      /does not exist\n.*a relative path is resolved from the project's root/,
    );
  });

  it("searches nothing and takes no relative path where the project's folder is unknown", () => {
    const file = write("stacks/shop/governor.yaml");
    const startDir = { unknownBecause: "nobody tells" };
    const unknown = (more: Partial<FindOptions> = {}) => find({ order: "pack", startDir, ...more });
    expect(unknown).toThrow(SettingsMissingError);
    expect(unknown).toThrow(
      /not searched for, because the project's folder is unknown: nobody tells\n.*do: set GOVERNOR_CONFIG to the absolute path/,
    );
    expect(() => unknown({ env: { GOVERNOR_CONFIG: "governor.yaml" } })).toThrow(
      /GOVERNOR_CONFIG.*\nis a relative path, and the project's folder is unknown: nobody tells\n.*do: give an absolute path/,
    );
    expect(() => unknown({ explicit: "governor.yaml" })).toThrow(/is a relative path/);
    expect(unknown({ env: { GOVERNOR_CONFIG: file } }).file).toBe(file);
    expect(unknown({ packConfig: { tags: {} } }).origin).toBe("--policy-pack-config");
  });

  it.each(["tags: {}", "tags:\n  default: {}", '{"tags":{"default":{"a":"b"}}}', '{"tags":{}}', " {}"])(
    "takes %j for settings, not for a path",
    (stackConfig) => {
      expect(find({ stackConfig })).toEqual({ input: stackConfig, origin: "stack config governor:settings" });
    },
  );

  it("never says to write a file into the root or the home, where it would govern every project", () => {
    for (const startDir of ["/", homedir()]) {
      let message = "";
      try {
        find({ startDir });
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain("do: write governor.yaml beside your Pulumi.yaml");
      expect(message).not.toContain(`write ${join(startDir, "governor.yaml")}`);
    }
  });

  it("never falls through where the origin that decides is at fault", () => {
    write("governor.yaml");
    const missing = join(root, "none.yaml");
    expect(() => find({ env: { GOVERNOR_CONFIG: missing } })).toThrow(/does not exist\n.*do: correct GOVERNOR_CONFIG/);
    expect(() => find({ env: { GOVERNOR_CONFIG: root } })).toThrow(/is a folder, not a file/);
    expect(() => find({ env: { GOVERNOR_CONFIG: join(root, "governor.yaml", "x") } })).toThrow(/does not exist/);
    expect(() => find({ env: { GOVERNOR_CONFIG: `${root}\0` } })).toThrow(/cannot be read \(ERR_INVALID_ARG_VALUE\)/);
    expect(() => find({ explicit: missing })).toThrow(
      /none\.yaml\): 1 problem\n.*does not exist\n.*do: correct the path/s,
    );
    expect(() => find({ explicit: " " })).toThrow(/the requested settings\): 1 problem\nis empty/);
    expect(() => find({ stackConfig: "governor.yaml" })).toThrow(/not YAML text or an absolute path/);
  });

  it("does not pass over a folder, a broken link or two files on the way up", () => {
    write("governor.yaml");
    mkdirSync(join(project, "governor.yaml"));
    expect(() => find()).toThrow(/is a folder, not a file/);
    rmSync(join(project, "governor.yaml"), { recursive: true });
    symlinkSync(join(root, "gone.yaml"), join(project, "governor.yml"));
    expect(() => find()).toThrow(/does not exist\n.*do: fix the link/);
    writeFileSync(join(project, "governor.yaml"), "tags: {}");
    expect(() => find()).toThrow(/has both governor.yaml and governor.yml/);
  });

  it("lists every place when nothing is found, and what to write", () => {
    for (const order of ["project", "pack"] as const) {
      let message = "";
      try {
        find({ order, env: { GOVERNOR_CONFIG: "" } });
      } catch (error) {
        expect(error).toBeInstanceOf(SettingsMissingError);
        message = String(error);
      }
      expect(message).toContain("no settings were found");
      expect(message).toContain("GOVERNOR_CONFIG: empty");
      expect(message).toContain("stack config governor:settings: not set");
      expect(message).toContain(`governor.yaml or governor.yml in ${project}, ${join(root, "stacks")}, ${root}`);
      expect(message).toContain(`write ${join(project, "governor.yaml")}`);
      expect(message.includes("--policy-pack-config")).toBe(order === "pack");
    }
  });
});
