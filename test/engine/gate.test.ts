// `governor gate` around the real engine: what an app can do to a policy pack, and that none of it gets through.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { hasEngine, openWorkbench, policyPack, root, type StackOptions } from "./workbench.ts";

const cli = join(root, "packages", "cli", "bin", "governor.mjs");

const floor = `providers:
  digitalocean:
    regions: { allowed: [nyc3] }
    required_tags: [owner]
exempt_in_code: [replacement-needs-approval]
environments:
  production: { stacks: ["*/prod"], production: true }
`;

/** Breaks `region-allowed` and `required-tags` under the floor. */
const broken = 'new digitalocean.Droplet("web", { image: "ubuntu-24-04-x64", region: "ams3", size: "s-1vcpu-1gb" });';
const kept = 'new digitalocean.Vpc("network", { region: "nyc3", description: "ours" });';
const loose = "rules:\n  region-allowed: disabled\n  required-tags: disabled\n";

describe.skipIf(!hasEngine)("governor gate", () => {
  const workbench = openWorkbench();
  // Apart from the apps, as the checkout of another repository is.
  const platform = mkdtempSync(join(tmpdir(), "infrafabric-platform-"));
  afterAll(() => {
    workbench.close();
    rmSync(platform, { recursive: true, force: true });
  });
  writeFileSync(join(platform, "governor.yaml"), floor);
  mkdirSync(join(platform, "node_modules", "@infrafabric"), { recursive: true });
  symlinkSync(join(policyPack, "node_modules", "@pulumi"), join(platform, "node_modules", "@pulumi"));
  symlinkSync(policyPack, join(platform, "node_modules", "@infrafabric", "policy-pack"));

  const packOf = (name: string, options: string): string => {
    const dir = join(platform, name);
    mkdirSync(dir);
    writeFileSync(join(dir, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    writeFileSync(join(dir, "package.json"), JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    writeFileSync(
      join(dir, "index.js"),
      `const { join } = require("node:path");
const { PolicyPack } = require("@pulumi/policy");
const { governorPolicies } = require("@infrafabric/policy-pack");
new PolicyPack("acme", governorPolicies(${options}));
`,
    );
    return dir;
  };
  const pack = packOf("pack", '{ floor: join(__dirname, "../governor.yaml") }');
  const relative = packOf("relative", '{ settings: "strict.yaml" }');

  type Stack = Awaited<ReturnType<typeof workbench.stack>>;

  interface Way extends StackOptions {
    readonly program?: string;
    readonly settings?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly args?: readonly string[];
    readonly gatePack?: string;
    /** Runs once the project is there. */
    readonly prepare?: (dir: string, stack: Stack) => unknown;
  }

  async function gate({
    program = broken,
    settings,
    files = {},
    args = [],
    gatePack = pack,
    prepare,
    ...options
  }: Way) {
    const dir = workbench.project({ program, ...(settings === undefined ? {} : { settings }), files });
    const stack = await workbench.stack(dir, options);
    await prepare?.(dir, stack);
    const { name = "dev" } = options;
    const command = ["pulumi", "preview", "--stack", name, "--config-file", stack.configFile, ...args];
    const own = ["gate", "--pack", gatePack, "--floor", join(platform, "governor.yaml")];
    const { code, stdout, stderr } = await capture(process.execPath, [cli, ...own, "--", ...command], {
      cwd: dir,
      env: { ...workbench.env, ...options.env },
    });
    return { code, text: `${stdout}\n${stderr}` };
  }

  it("lets a stack through that keeps the rules, with its cost", async () => {
    const { code, text } = await gate({ program: kept });
    expect(text).toContain("nothing blocks the update");
    expect(text).not.toContain("refuses");
    expect(code).toBe(0);
  });

  it("stops one that violates them, and says so once", async () => {
    const { code, text } = await gate({});
    expect(text.match(/region-allowed/g), text).toHaveLength(1);
    expect(text).not.toContain("refuses");
    expect(code).toBe(1);
  });

  const ways: readonly (readonly [way: string, options: Way, says: RegExp])[] = [
    ["stack config governor:settings", { config: { "governor:settings": loose } }, /region-allowed/],
    ["a nearer governor.yaml", { settings: loose }, /region-allowed\.level +disabled is weaker than/],
    [
      "GOVERNOR_CONFIG",
      { env: { GOVERNOR_CONFIG: join(platform, "loose.yaml") } },
      /region-allowed\.level +disabled is weaker than/,
    ],
    [
      "the environment in stack config",
      { config: { "governor:environment": "production" } },
      /governor:environment selects "production"/,
    ],
    ["a pack that reads the app's file", { gatePack: relative, files: { "strict.yaml": loose } }, /relative path/],
    [
      "the name of the stack",
      {
        name: "sandbox-prod",
        settings: `environments:\n  sandbox:\n    stacks: ["*/sandbox-*"]\n    ${loose.replaceAll("\n", "\n    ")}`,
      },
      /region-allowed\.level +disabled is weaker than/,
    ],
    [
      "a language host of the app's own",
      {
        program: kept,
        prepare(dir) {
          writeFileSync(
            join(dir, "Pulumi.yaml"),
            "name: project-x\nruntime: nodejs\nplugins:\n  languages: [{ name: nodejs, path: ./host }]\n",
          );
        },
      },
      /Pulumi\.yaml:4:14 {2}plugins\.languages replaces the language host/,
    ],
  ];
  writeFileSync(join(platform, "loose.yaml"), loose);

  it.each(ways)("is not got round by %s", async (_, options, says) => {
    const { code, text } = await gate(options);
    expect(text).toMatch(says);
    expect(code).toBe(1);
  });

  it("stops what would delete data, which only a preview shows, until an exemption names it", async () => {
    const files = 'new digitalocean.Volume("files", { region: "nyc3", size: 10, name: "files", tags: ["owner:ops"] });';
    const withoutFiles = async (dir: string, stack: Stack) => {
      const { code, text } = await stack.up("--skip-preview");
      expect(code, text).toBe(0);
      writeFileSync(join(dir, "index.js"), `const digitalocean = require("@pulumi/digitalocean");\n${kept}\n`);
    };
    const way = { program: `${kept}\n${files}`, pack: "none", prepare: withoutFiles };
    const stopped = await gate(way);
    expect(stopped.text).toContain("the Volume is deleted, and its data with it");
    expect(stopped.code).toBe(1);
    const nextYear = new Date().getUTCFullYear() + 1;
    const exemption = `{ rule: replacement-needs-approval, resource: files, reason: moved, owner: ops, expires: ${nextYear}-01-01 }`;
    const approved = await gate({ ...way, settings: `exemptions:\n  - ${exemption}\n` });
    expect(approved.text).toContain("exempt until");
    expect(approved.code, approved.text).toBe(0);
  });

  it("takes no pack of the app's own", async () => {
    const dir = workbench.project({ program: kept, files: { "node_modules.txt": "" } });
    const own = join(dir, "pack");
    mkdirSync(own);
    writeFileSync(join(own, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    const args = ["gate", "--pack", own, "--floor", join(platform, "governor.yaml"), "--", "pulumi", "preview"];
    const { code, stderr } = await capture(process.execPath, [cli, ...args], { cwd: dir, env: workbench.env });
    expect(stderr).toContain("the policy pack is the app's own, which it can change");
    expect(code).toBe(1);
  });

  it("takes no engine that passes everything, nor a pack that does not answer", async () => {
    const silent = join(platform, "silent");
    mkdirSync(silent);
    writeFileSync(join(silent, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    writeFileSync(join(silent, "package.json"), JSON.stringify({ name: "silent", version: "1.0.0", main: "index.js" }));
    writeFileSync(
      join(silent, "index.js"),
      `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("silent", { policies: [] });
`,
    );
    const { code, text } = await gate({ program: kept, gatePack: silent });
    expect(text).toContain("the policy pack did not prove that it judged this preview");
    expect(code).toBe(1);
  });

  it("ignores an engine in the app's folder", async () => {
    const { code, text } = await gate({
      program: broken,
      prepare(dir) {
        writeFileSync(join(dir, "pulumi"), "#!/bin/sh\nexit 0\n");
        chmodSync(join(dir, "pulumi"), 0o755);
      },
      env: { PATH: `.:${Reflect.get(workbench.env, "PATH")}` },
    });
    expect(text).toContain("region-allowed");
    expect(code).toBe(1);
  });

  it("refuses what leaves resources out, and says everything that is wrong with its command at once", async () => {
    const { code, text } = await gate({ args: ["--target", "x"] });
    expect(text).toContain("--target: it leaves resources out, and a gate judges the whole stack");
    expect(code).toBe(2);
  });
});
