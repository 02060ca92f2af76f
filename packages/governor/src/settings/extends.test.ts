import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testRules } from "./fixtures/rules";
import { type LoadOptions, loadSettings, readFloor } from "./load";
import { SettingsError } from "./problem";

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "governor-extends-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const limit = (usd: number) => `providers: { digitalocean: { cost_limit_monthly: ${usd} } }\n`;

const load = (options: Partial<LoadOptions> = {}) =>
  loadSettings({
    order: "project",
    env: {},
    startDir: join(root, "app"),
    rules: testRules,
    project: "shop",
    stack: "dev",
    ...options,
  });

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("no error");
}

describe("extends", () => {
  it("names a file, from the folder of the file that extends it", () => {
    const floor = write("floors/strict.yaml", limit(100));
    write("app/governor.yaml", "extends: ../floors/strict.yaml\n");
    const settings = load();
    expect(settings.digitalocean.cost_limit_monthly).toBe(100);
    expect(settings.floor?.origin).toBe(floor);
    expect(settings.origin).toBe(join(root, "app", "governor.yaml"));
  });

  it.each(["@acme/governor", "acme-governor", "@acme/governor/strict.yaml"])("names the npm package %s", (name) => {
    const folder = join("node_modules", name.replace("/strict.yaml", ""));
    write(join(folder, "package.json"), "{}");
    write(join(folder, name.endsWith(".yaml") ? "strict.yaml" : "governor.yaml"), limit(100));
    write("app/governor.yaml", `extends: "${name}"\n`);
    expect(load().digitalocean.cost_limit_monthly).toBe(100);
  });

  it("goes on from floor to floor, each from its own folder", () => {
    write("a/floor.yaml", "extends: ../b/floor.yml\ntags: {}\n");
    write("b/floor.yml", limit(100));
    write("app/governor.yaml", `extends: ../a/floor.yaml\n${limit(101)}`);
    expect(messageOf(load)).toMatch(/app\/governor\.yaml:2:\d+ .*101 is more than 100, .*b\/floor\.yml:1:\d+/);
    write("app/governor.yaml", `extends: ../a/floor.yaml\n${limit(99)}`);
    expect(load().digitalocean.cost_limit_monthly).toBe(99);
  });

  it.each([
    ["./none.yaml", /"\.\/none\.yaml": points to .*app\/none\.yaml, which does not exist\n.*\n.*do: correct the path/],
    [
      "acme-floor/strict.yaml",
      /which does not exist\n.*allowed: a path such as .*a file in a package with a scope.*\n.*do: correct the path.* acme-floor alone stands for its governor\.yaml/,
    ],
    ["acme-floor", /no package acme-floor is installed in .*\n.*allowed: a path such as \.\/floor\.yaml/],
    ["https://acme.dev/floor.yaml", /"https:\.\.\.": is a URL, and no floor is downloaded\n.*allowed: a path such as/],
    ["git+ssh://me:hunter2@acme.dev/floor", /"git\+ssh:\.\.\.": is a URL/],
    ["floor.yaml", /points to .*app\/floor\.yaml, which does not exist/],
    ["..", /points to .*, which is a folder, not a file/],
    ["@acme/none", /no package @acme\/none is installed in .*app or above it\n.*\n.*do: install it: npm install/],
    ["@acme/empty", /the package @acme\/empty has no governor\.yaml/],
    ["@acme", /is not a path or an npm package name/],
    ["", /must not be empty/],
  ])("says what is wrong with %j, with what else is", (name, says) => {
    mkdirSync(join(root, "node_modules/@acme/empty"), { recursive: true });
    write("app/governor.yaml", `extends: "${name}"\ntag: {}\nrules: { region-allowed: mandatory }\n`);
    const message = messageOf(load);
    expect(message).toMatch(says);
    expect(message).toMatch(/2 problems\n.*app\/governor\.yaml:1:10 {2}extends/);
    expect(message).toMatch(/:2:1 .*did you mean "tags"/);
  });

  it("starts at the folder of the file itself where governor.yaml is a link to it", () => {
    write("shared/floor.yaml", limit(100));
    const file = write("shared/app.yaml", "extends: ./floor.yaml\n");
    mkdirSync(join(root, "app"));
    symlinkSync(file, join(root, "app/governor.yaml"));
    expect(load().digitalocean.cost_limit_monthly).toBe(100);
  });

  it("goes round in no circle", () => {
    write("a/floor.yaml", "extends: ../b/floor.yaml\n");
    write("b/floor.yaml", "tags: {}\nextends: ../a/floor.yaml\n");
    write("app/governor.yaml", "extends: ../a/floor.yaml\n");
    expect(messageOf(load)).toMatch(
      /1 problem\n.*b\/floor\.yaml:2:10 {2}extends {2}is circular: .*a\/floor\.yaml:1:10 -> .*b\/floor\.yaml:2:10 -> .*a\/floor\.yaml$/m,
    );
    write("app/governor.yaml", "extends: governor.yaml\n");
    expect(messageOf(load)).toMatch(/governor\.yaml:1:10 .*is circular/);
  });

  it("tells the problems of a floor in its own file, with those of what extends it", () => {
    write("floor.yaml", "provider: {}\n");
    write("app/governor.yaml", "extends: ../floor.yaml\ntag: {}\nrules: { region-allowed: mandatory }\n");
    const message = messageOf(load);
    expect(message).toMatch(/2 problems/);
    expect(message).toMatch(/floor\.yaml:1:1 .*did you mean "providers"/);
    expect(message).toMatch(/app\/governor\.yaml:2:1 .*did you mean "tags"/);
  });

  it("starts at the project's folder in settings that are no file", () => {
    const floor = write("app/floor.yaml", limit(100));
    expect(load({ explicit: "extends: ./floor.yaml\n" }).digitalocean.cost_limit_monthly).toBe(100);
    expect(load({ stackConfig: `{"extends":"${floor}"}` }).digitalocean.cost_limit_monthly).toBe(100);
    const nowhere = { startDir: { unknownBecause: "nobody tells" } };
    expect(messageOf(() => load({ ...nowhere, stackConfig: "extends: ./floor.yaml\n" }))).toMatch(
      /is relative to the project's folder, which is unknown: nobody tells\n.*\n.*do: give an absolute path/,
    );
  });

  it("is not shown where it is secret", () => {
    const stackConfig = "extends: ./hunter2.yaml\n";
    const message = messageOf(() => load({ stackConfig, stackConfigIsSecret: true }));
    expect(message).toMatch(/1:10 {2}extends {2}does not point to settings/);
    expect(message).not.toContain("hunter2");
  });
});

describe("the floor of a policy pack", () => {
  const floorOf = (floor: string | object) => readFloor(floor, testRules);

  it("is an absolute path or data", () => {
    const file = write("floor.yaml", limit(100));
    for (const floor of [file, limit(100), { providers: { digitalocean: { cost_limit_monthly: 100 } } }])
      expect(floorOf(floor).base.digitalocean.cost_limit_monthly).toBe(100);
  });

  it("is no relative path", () => {
    expect(messageOf(() => floorOf("floor.yaml"))).toMatch(
      /governorPolicies\({ floor }\)\): 1 problem\n"floor\.yaml" is a relative path, which would be resolved in the folder of the app that the pack checks\n.*do: give an absolute path/,
    );
  });

  it("stands over whatever is found, and over what that extends", () => {
    const floor = floorOf(write("floor.yaml", limit(100)));
    write("other.yaml", limit(200));
    const file = write("app/governor.yaml", limit(101));
    const wrong = /101 is more than 100, the floor's limit \(.*floor\.yaml:1:\d+\)/;
    expect(messageOf(() => load({ floor }))).toMatch(wrong);
    expect(messageOf(() => load({ floor, startDir: root, env: { GOVERNOR_CONFIG: file } }))).toMatch(wrong);
    expect(messageOf(() => load({ floor, startDir: root, stackConfig: limit(101) }))).toMatch(wrong);
    expect(messageOf(() => load({ floor, startDir: root, explicit: file }))).toMatch(wrong);
    const data = { providers: { digitalocean: { cost_limit_monthly: 101 } } };
    expect(messageOf(() => load({ floor, order: "pack", startDir: root, packConfig: data }))).toMatch(wrong);
    // What another origin comes before is checked like the rest.
    expect(messageOf(() => load({ floor, stackConfig: "tags: {}" }))).toMatch(wrong);
    write("app/governor.yaml", "extends: ../other.yaml\n");
    expect(messageOf(() => load({ floor }))).toMatch(/other\.yaml:1:\d+ .*200 is more than 100/);
  });

  it("is judged by also where what the settings extend cannot be had", () => {
    const floor = floorOf(write("floor.yaml", limit(100)));
    write("wrong.yaml", "tag: {}\n");
    for (const [name, says] of [
      ["./none.yaml", /none\.yaml, which does not exist/],
      ["../wrong.yaml", /wrong\.yaml:1:1 .*did you mean "tags"/],
    ] as const) {
      write("app/governor.yaml", `extends: ${name}\n${limit(101)}rules: { region-allowed: mandatory }\n`);
      const message = messageOf(() => load({ floor }));
      expect(message).toMatch(says);
      expect(message).toMatch(/2 problems/);
      expect(message).toMatch(/101 is more than 100, the floor's limit \(.*\/floor\.yaml:1:\d+\)/);
    }
  });

  it("asks for all that it asks for where nothing is found", () => {
    const floor = floorOf(write("floor.yaml", limit(100)));
    const settings = load({ floor, startDir: root });
    expect(settings.digitalocean.cost_limit_monthly).toBe(100);
    expect(settings.origin).toBe(join(root, "floor.yaml"));
  });
});

it("a file that hides another further up is told", () => {
  const above = write("governor.yml", "tags: {}\n");
  write("app/governor.yaml", "tags: {}\n");
  expect(load().hides).toBe(above);
  expect(load({ startDir: root }).hides).toBeUndefined();
});
