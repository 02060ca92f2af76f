import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../bootstrap/paths.mjs";
import { capture } from "../bootstrap/process.mjs";
import { temporaryFolder } from "../bootstrap/temporary.ts";
import { findEngine } from "../engine/engine.mjs";
import { engineEnvironment } from "../engine/environment.mjs";
import { createStack } from "../engine/stack.mjs";

const engine = await findEngine();
if (!engine) console.warn("SKIPPED the language host's tests: there is no Pulumi engine. `npm test` brings one.");

const program = `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
if (config.get("broken")) throw new pulumi.RunError("the program says what is wrong");
class Box extends pulumi.ComponentResource {
  constructor(name, args) {
    super("test:index:Box", name, args);
    this.registerOutputs(args);
  }
}
new Box("box", { region: config.require("region") });
exports.seen = { project: pulumi.getProject(), stack: pulumi.getStack(), preview: pulumi.runtime.isDryRun() };`;

const pack = `
const pulumi = require("@pulumi/pulumi");
const { PolicyPack } = require("@pulumi/policy");
const config = new pulumi.Config("program");
if (config.get("chatter")) console.log(config.get("chatter"));
if (config.get("problem")) throw new pulumi.RunError("governor.yaml:3:5 is at fault");
console.error("the pack sees " + JSON.stringify({
  region: config.get("region"),
  secret: pulumi.Output.isInstance(config.requireSecret("token")),
  secretKeys: process.env.PULUMI_CONFIG_SECRET_KEYS,
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  preview: pulumi.runtime.isDryRun(),
  folder: process.cwd(),
  caller: process.env.PWD,
}));
new PolicyPack("pack", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "no-nyc1",
      description: "Nothing in nyc1.",
      validateResource: ({ props }, report) => props.region === "nyc1" && report("nyc1 is not allowed"),
    },
    {
      name: "count",
      description: "How many there are.",
      enforcementLevel: "advisory",
      validateStack: ({ resources }, report) => report("resources: " + resources.length),
    },
  ],
});`;

describe.skipIf(!engine)("a program and a policy pack on the real engine", () => {
  const folder = mkdtempSync(join(tmpdir(), "infrafabric-language-host-"));
  const project = join(folder, "program");
  let env: NodeJS.ProcessEnv;
  let config: string;

  beforeAll(async () => {
    if (!engine) return;
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    write("program", { "Pulumi.yaml": javascript("program"), "package.json": "{}", "index.js": program });
    write("pack", { "PulumiPolicy.yaml": javascript("pack"), "package.json": manifest, "index.js": pack });

    // From PATH, so that it is ours that runs even if the vendor's lies beside the engine.
    const { PULUMI_IGNORE_AMBIENT_PLUGINS: _, ...environment } = engineEnvironment({ workDir: folder, engine });
    env = { ...environment, PATH: [import.meta.dirname, environment.PATH].join(delimiter) };
    config = await createStack({ project, stack: "dev", workDir: folder, env });
    await pulumi("config", "set", "--secret", "program:token", "hidden-value");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const manifest = '{ "name": "pack", "version": "1.0.0", "main": "index.js" }';
  const javascript = (name: string) => `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\n`;

  function write(name: string, files: Record<string, string>): void {
    mkdirSync(join(folder, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text);
  }

  function pulumi(...args: string[]) {
    const common = ["--stack", "dev", "--config-file", config, "--non-interactive", "--color", "never"];
    return capture("pulumi", [...args, ...common], { cwd: project, env });
  }

  /** The engine keeps what `--config` gives, so every run gives all of it. */
  function withPack(command: "preview" | "up", settings: Record<string, string> = {}) {
    const given = Object.entries({ region: "ams3", problem: "", chatter: "", broken: "", ...settings });
    const configuration = given.flatMap(([key, value]) => ["--config", `program:${key}=${value}`]);
    const yes = command === "up" ? ["--yes", "--skip-preview"] : [];
    return pulumi(command, ...yes, "--policy-pack", join(folder, "pack"), ...configuration);
  }

  test("the pack sees the stack's configuration and where it was called from", async () => {
    const { code, stdout } = await withPack("preview");
    expect(stdout).toContain("resources: 2");
    const seen: unknown = JSON.parse(/the pack sees (\{.*\})/.exec(stdout)?.[1] ?? "null");
    expect(seen).toEqual({
      region: "ams3",
      secret: true,
      secretKeys: '["program:token"]',
      project: "program",
      stack: "dev",
      preview: true,
      folder: join(folder, "pack"),
      caller: project,
    });
    expect(code).toBe(0);
  });

  test("a mandatory violation fails the preview", async () => {
    const { code, stdout } = await withPack("preview", { region: "nyc1" });
    expect(stdout).toContain("nyc1 is not allowed");
    expect(code).not.toBe(0);
  });

  test("a pack that refuses to load fails the preview with its own words and no stack", async () => {
    const { code, stdout, stderr } = await withPack("preview", { problem: "yes" });
    expect(stdout).toContain("governor.yaml:3:5 is at fault");
    expect(`${stdout}${stderr}`).not.toMatch(/^\s+at /m);
    expect(code).not.toBe(0);
  });

  test("a pack that prints before it is ready is told so, as its first line must be its port", async () => {
    const { code, stderr } = await withPack("preview", { chatter: "hello" });
    expect(stderr).toContain("the policy pack printed `hello` before it was ready");
    expect(code).not.toBe(0);
  });

  test("a pack that prints a blank line before it is ready is told so", async () => {
    const { code, stderr } = await withPack("preview", { chatter: " " });
    expect(stderr).toContain("the policy pack printed a blank line before it was ready");
    expect(code).not.toBe(0);
  });

  test("a pack whose dependencies are not installed is told so", async () => {
    const bare = temporaryFolder();
    writeFileSync(join(bare, "PulumiPolicy.yaml"), javascript("bare"));
    const { code, stderr } = await pulumi("preview", "--policy-pack", bare);
    expect(stderr).toContain(`@pulumi/pulumi is not installed for ${bare}: install its dependencies first.`);
    expect(code).not.toBe(0);
  });

  test("a program that fails says so once", async () => {
    const { code, stdout, stderr } = await withPack("preview", { broken: "yes" });
    expect(stdout).toContain("the program says what is wrong");
    expect(`${stdout}${stderr}`).not.toContain("exited with non-zero exit code");
    expect(code).not.toBe(0);
  });

  test("a stack goes up and down", async () => {
    const up = await withPack("up");
    expect(up.stdout).toContain('"preview":false');
    expect(up.code).toBe(0);
    const outputs = await capture("pulumi", ["stack", "output", "--json", "--stack", "dev"], { cwd: project, env });
    expect(JSON.parse(outputs.stdout)).toEqual({ seen: { project: "program", stack: "dev", preview: false } });
    const down = await pulumi("destroy", "--yes", "--skip-preview");
    expect(down.code).toBe(0);
  });
});
