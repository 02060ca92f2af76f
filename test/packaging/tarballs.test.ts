// The packed packages, and the pack installed outside the repository as a user would, under npm and under pnpm.
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { example, hasEngine, inShort, openWorkbench } from "../engine/workbench.ts";
import { installWithNpm, packages, packInto, pnpm, run } from "./packed.ts";

const folder = mkdtempSync(join(tmpdir(), "infrafabric-packed-"));
const tarball = await packInto(join(folder, "tarballs"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contents = async (name: string) => (await run(["tar", "-tzf", tarball(name)], folder)).trim().split("\n");

describe("the packed packages", () => {
  it.each(packages)("%s holds what is run and nothing of its making", async (name) => {
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
      expect.arrayContaining(["package/docs/rules/README.md", "package/schema/governor.schema.json"]),
    );
    expect(await contents("digitalocean")).toEqual(
      expect.arrayContaining([
        "package/docs/governed-web-tier.md",
        "package/objects/package.json",
        "package/objects/aws-config",
      ]),
    );
    expect(await contents("testing")).toContain("package/vitest/package.json");
    expect(await contents("policy-pack")).toContain("package/PulumiPolicy.yaml");
  });

  it("stay small", () => {
    const kilobytes = Object.fromEntries(packages.map((name) => [name, statSync(tarball(name)).size / 1000]));
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
    dependencies: { "@pulumi/digitalocean": "^4.80.1", "@pulumi/policy": "^1.21.0", "@pulumi/pulumi": "^3.276.0" },
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
    ["npm", installWithNpm],
    ["pnpm", (dir: string) => run([...pnpm, "install", "--prefer-offline", "--no-frozen-lockfile"], dir)],
  ])("stops the ungoverned example under %s", async (manager, install) => {
    const dir = project(manager);
    await install(dir);
    const stack = await workbench.stack(dir, { name: manager, pack: "node_modules/@infrafabric/policy-pack" });
    const { code, policyEvents, text } = await stack.preview();
    expect(code, text).not.toBe(0);
    expect(inShort(policyEvents)).toEqual(
      expect.arrayContaining(["mandatory droplet-backups legacy", `mandatory quota ungoverned-${manager}`]),
    );
    expect(policyEvents).toHaveLength(51);
  });
});
