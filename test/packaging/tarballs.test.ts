// The packed packages, installed outside the repository as a user would, under each package manager.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import { afterAll, describe, expect, it } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { packages, packInto } from "../../tools/pack/tarballs.ts";
import { example, hasEngine, inShort, openWorkbench, root } from "../engine/workbench.ts";
import { describeFormats } from "./formats.ts";
import { bringYarn, installWithNpm, pnpm, run } from "./packed.ts";

const folder = mkdtempSync(join(tmpdir(), "infrafabric-packed-"));
const tarballs = await packInto(join(folder, "tarballs"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const libraries = [...packages.keys()].filter((name) => name !== "cli");
const tarball = (name: string): string => tarballs.get(name) ?? "";
const contents = async (name: string) => (await run(["tar", "-tzf", tarball(name)], folder)).trim().split("\n");

describe("the packed packages", () => {
  it.each(libraries)("%s holds what is run and nothing of its making", async (name) => {
    const files = await contents(name);
    expect(files).toEqual(
      expect.arrayContaining([
        "package/package.json",
        "package/LICENSE",
        "package/README.md",
        "package/dist/index.js",
        "package/dist/index.d.ts",
      ]),
    );
    expect(files.filter((file) => /\.test\.|fixtures|tsbuildinfo|\.map$|\/(src|test)\//.test(file))).toEqual([]);
  });

  it("hold the documentation, the schema and the folders of subpaths", async () => {
    expect(await contents("governor")).toEqual(
      expect.arrayContaining([
        "package/docs/rules/README.md",
        "package/schema/governor.schema.json",
        "package/internal/package.json",
      ]),
    );
    expect(await contents("digitalocean")).toEqual(
      expect.arrayContaining([
        "package/docs/governed-web-tier.md",
        "package/objects/package.json",
        "package/objects/aws-config",
        "package/plugin/PulumiPlugin.yaml",
        "package/plugin/schema.generated.json",
      ]),
    );
    expect(await contents("testing")).toContain("package/vitest/package.json");
    expect(await contents("policy-pack")).toEqual(
      expect.arrayContaining([
        "package/PulumiPolicy.yaml",
        "package/docs/adopting.md",
        "package/dist/config-schema.json",
      ]),
    );
    expect(await contents("cli")).toEqual(
      expect.arrayContaining(["package/bin/governor.mjs", "package/dist/main.js", "package/dist/page/index.html"]),
    );
  });

  it("stay small", () => {
    const kilobytes = Object.fromEntries([...tarballs].map(([name, file]) => [name, statSync(file).size / 1000]));
    console.log("packed, kB:", kilobytes);
    const most = { governor: 700, digitalocean: 400, testing: 400, "policy-pack": 400 };
    for (const [name, limit] of Object.entries(most)) expect(kilobytes[name], name).toBeLessThan(limit);
  });

  it.each([...packages])("%s is not packed before it is built", async (name, source) => {
    const dir = join(folder, "not-built", name);
    cpSync(join(root, source), dir, {
      recursive: true,
      filter: (file) => !/\/(node_modules|dist|src)$/.test(file),
    });
    const guard = join(root, "tools", "pack", "require-built.mjs");
    const { code, stderr } = await capture(process.execPath, [guard], { cwd: dir });
    expect(stderr).toMatch(
      new RegExp(`^@infrafabric/${name} cannot be packed because it is not built: there is no dist.*npm run pack`),
    );
    expect(code).toBe(1);
    const { scripts } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
    expect(scripts.prepack).toMatch(/tools\/pack\/require-built\.mjs$/);
  });
});

/** A user's project before the packages are installed. */
function project(name: string, dependencies: Readonly<Record<string, string>>): string {
  const dir = join(folder, name);
  cpSync(example("ungoverned"), dir, { recursive: true, filter: (file) => !file.includes("node_modules") });
  const manifest = { name: "ungoverned", private: true, main: "index.ts", dependencies };
  writeFileSync(join(dir, "package.json"), JSON.stringify(manifest));
  // Of Pulumi's dependency, whose script only prints a notice.
  writeFileSync(join(dir, "pnpm-workspace.yaml"), "allowBuilds: { protobufjs: false }\n");
  return dir;
}

const current = {
  "@pulumi/digitalocean": "^4.80.1",
  "@pulumi/policy": "^1.21.0",
  "@pulumi/pulumi": "^3.276.0",
  "@types/node": "^24.0.0",
  typescript: "^6.0.3",
};

const inProcess = previewProgram({ dir: example("ungoverned") });

describe.skipIf(!hasEngine)("the pack from node_modules, outside the repository", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  async function expectStopped(dir: string, name: string, pack: string): Promise<void> {
    const stack = await workbench.stack(dir, { name, pack });
    const { code, policyEvents, text } = await stack.preview();
    expect(code, text).not.toBe(0);
    expect(inShort(policyEvents)).toEqual(
      expect.arrayContaining(["mandatory droplet-backups legacy", `mandatory quota ungoverned-${name}`]),
    );
    expect(policyEvents).toHaveLength((await inProcess).findings.length);
  }

  it.each<readonly [string, () => Promise<readonly string[]>]>([
    ["npm", async () => ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"]],
    ["pnpm", async () => [...pnpm, "add", "--prefer-offline"]],
    ["yarn", async () => [...(await bringYarn(join(folder, "yarn-itself"))), "add", "--prefer-offline"]],
  ])("is installed by one command of %s, and stops the ungoverned example", async (manager, install) => {
    const dir = project(manager, current);
    await run([...(await install()), ...tarballs.values()], dir);
    await expectStopped(dir, manager, "node_modules/@infrafabric/policy-pack");
    const cli = join(dir, "node_modules", ".bin", "governor");
    expect((await capture(cli, ["--version"], { cwd: dir })).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("serves a project with an older SDK from a folder of its own", async () => {
    const { "@pulumi/policy": _, ...own } = { ...current, "@pulumi/pulumi": "3.190.0", typescript: "^5.0.0" };
    const dir = project("older", own);
    await installWithNpm(dir);
    const policy = join(dir, "policy");
    mkdirSync(policy);
    writeFileSync(join(policy, "package.json"), JSON.stringify({ private: true }));
    const packed = ["policy-pack", "governor"].map(tarball);
    await run(
      ["npm", "install", "--prefer-offline", "@pulumi/policy@^1.21.0", "@pulumi/pulumi@^3.204.0", ...packed],
      policy,
    );
    await expectStopped(dir, "older", "policy/node_modules/@infrafabric/policy-pack");
  });
});

describe("a program in every module format", () => {
  describeFormats(tarballs, join(folder, "formats"));
});
