// The packed pack, installed outside the repository as a user would, under npm and under pnpm.
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPnpm } from "../../tools/bootstrap/pnpm.mjs";
import { capture } from "../../tools/bootstrap/process.mjs";
import { example, hasEngine, inShort, openWorkbench, root } from "../engine/workbench.ts";

const folder = mkdtempSync(join(tmpdir(), "infrafabric-packed-"));
const packed = join(folder, "tarballs");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pnpm = (await findPnpm(process.execPath)).command;

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await capture(command, args, { cwd });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed in ${cwd}:\n${stdout}\n${stderr}`);
  return stdout;
}

const tarball = (name: string) => {
  const file = readdirSync(packed).find((entry) => entry.startsWith(`infrafabric-${name}-`));
  if (file === undefined) throw new Error(`${name} was not packed`);
  return join(packed, file);
};

const contents = async (name: string) => (await run("tar", ["-tzf", tarball(name)], folder)).trim().split("\n");

beforeAll(async () => {
  for (const name of ["packages/governor", "packages/testing", "policy-pack"]) {
    const [command, ...args] = pnpm;
    await run(command, [...args, "pack", "--pack-destination", packed], join(root, name));
  }
});

describe("the packed packages", () => {
  it.each(["governor", "testing", "policy-pack"])("%s holds what is run and nothing of its making", async (name) => {
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
    expect(files.filter((file) => /\.test\.|fixtures|tsbuildinfo|\.map$|\/src\//.test(file))).toEqual([]);
  });

  it("stay small", () => {
    const kilobytes = Object.fromEntries(
      ["governor", "testing", "policy-pack"].map((name) => [name, statSync(tarball(name)).size / 1000]),
    );
    console.log("packed, kB:", kilobytes);
    for (const size of Object.values(kilobytes)) expect(size).toBeLessThan(400);
  });
});

/** A user's project with the packed packages in place of the published ones. */
function project(manager: string): string {
  const dir = join(folder, manager);
  cpSync(example("ungoverned"), dir, { recursive: true, filter: (file) => !file.includes("node_modules") });
  const manifest = {
    name: "ungoverned",
    private: true,
    main: "index.ts",
    dependencies: { "@pulumi/digitalocean": "^4.80.1", "@pulumi/policy": "^1.21.0", "@pulumi/pulumi": "^3.270.0" },
    devDependencies: {
      "@infrafabric/governor": `file:${tarball("governor")}`,
      "@infrafabric/policy-pack": `file:${tarball("policy-pack")}`,
      "@types/node": "^24.0.0",
      typescript: "^6.0.3",
    },
  };
  writeFileSync(join(dir, "package.json"), JSON.stringify(manifest));
  writeFileSync(
    join(dir, "pnpm-workspace.yaml"),
    `allowBuilds: { protobufjs: false }\noverrides: { "@infrafabric/governor": "file:${tarball("governor")}" }\n`,
  );
  return dir;
}

describe.skipIf(!hasEngine)("the pack from node_modules, outside the repository", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it.each([
    ["npm", ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"]],
    ["pnpm", [...pnpm, "install", "--prefer-offline", "--no-frozen-lockfile"]],
  ])("stops the ungoverned example under %s", async (manager, [command = "", ...args]) => {
    const dir = project(manager);
    await run(command, args, dir);
    const stack = await workbench.stack(dir, { name: manager, pack: "node_modules/@infrafabric/policy-pack" });
    const { code, policyEvents, text } = await stack.preview();
    expect(code, text).not.toBe(0);
    expect(inShort(policyEvents)).toEqual(
      expect.arrayContaining(["mandatory droplet-backups legacy", `mandatory quota ungoverned-${manager}`]),
    );
    expect(policyEvents).toHaveLength(49);
  });
});
