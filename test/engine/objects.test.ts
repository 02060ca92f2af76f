// Objects in Spaces, uploaded by the engine through the stand-in for the AWS provider.
import { readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench, root } from "./workbench.ts";

const settings = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";
const files = { "site/index.html": "<p>", "site/css/site.css": "p {}", "site/js/app.js": "1" };
const env = { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "not-to-be-seen" };

/** `name` and `opts` are of the component that uploads the folder. */
const program = (name = "site", opts = "{}") => `
const { SpacesObjects } = require("@infrafabric/digitalocean/objects");
const bucket = new digitalocean.SpacesBucket("assets", { name: "assets", region: "nyc3" });
const vpc = new digitalocean.Vpc("net", { region: "nyc3" });
const site = new SpacesObjects("${name}", { bucket: bucket.name, region: "nyc3", folder: "site" }, ${opts});
new SpacesObjects("config", {
  bucket: bucket.name,
  region: "nyc3",
  prefix: "config",
  files: { "net.json": { content: pulumi.jsonStringify({ vpc: vpc.id }) }, token: { content: pulumi.secret("t0p-secret") } },
}, { provider: site.spacesProvider });
exports.endpoint = site.endpoint;
exports.count = site.objectCount;
`;

/** What the documentation takes out of the CLI's output. */
const filter = new RegExp(
  /grep -vE '(.+)'/.exec(readFileSync(join(root, "packages/digitalocean/docs/spaces-objects.md"), "utf8"))?.[1] ?? "",
);
const filtered = (text: string) => text.split("\n").filter((line) => !filter.test(line));

describe.skipIf(!hasEngine)("objects in Spaces, in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("are uploaded once, again when they change, and deleted", async () => {
    const dir = workbench.project({ program: program(), settings, files });
    const stack = await workbench.stack(dir, { env });

    /** What a command does to objects, in order of their keys. */
    async function doneBy(command: () => ReturnType<typeof stack.up>): Promise<readonly string[]> {
      const before = workbench.doneToObjects().length;
      const { code, text } = await command();
      expect(code, text).toBe(0);
      return workbench.doneToObjects().slice(before).sort();
    }
    const up = () => stack.up("--skip-preview");

    const preview = await stack.preview();
    expect(preview.code, preview.text).toBe(0);
    expect(inShort(preview.policyEvents).filter((event) => event.startsWith("mandatory"))).toEqual([]);
    expect(workbench.done()).toEqual([]);

    expect(await doneBy(up)).toEqual([
      "create assets/config/net.json",
      "create assets/config/token",
      "create assets/css/site.css",
      "create assets/index.html",
      "create assets/js/app.js",
    ]);
    expect(await stack.outputs()).toEqual({ count: 3, endpoint: "https://assets.nyc3.digitaloceanspaces.com" });
    const state = await stack.exported();
    for (const secret of ["t0p-secret", "DO00EXAMPLE", "not-to-be-seen"]) expect(state).not.toContain(secret);
    expect(state).toContain("SpacesObjects$pulumi:providers:aws::site-spaces");
    expect(state).not.toContain("::config-spaces");

    utimesSync(join(dir, "site/index.html"), new Date(0), new Date(0));
    expect(await doneBy(up)).toEqual([]);

    writeFileSync(join(dir, "site/css/site.css"), "p { color: red }");
    expect(await doneBy(up)).toEqual(["update assets/css/site.css"]);

    rmSync(join(dir, "site/js"), { recursive: true });
    expect(await doneBy(up)).toEqual(["delete assets/js/app.js"]);

    const source = readFileSync(join(dir, "index.js"), "utf8");
    const renamed = program("renamed", '{ aliases: [{ name: "site" }] }');
    writeFileSync(join(dir, "index.js"), source.replace(program(), renamed));
    expect(await doneBy(up)).toEqual([]);
    expect(await stack.exported()).toContain("BucketObjectv2::renamed-index.html");

    expect(await doneBy(stack.destroy)).toHaveLength(4);
  });

  it("that are wrong are all named, and nothing is created", async () => {
    const broken = `
      const { SpacesObjects } = require("@infrafabric/digitalocean/objects");
      new SpacesObjects("site", { bucket: "assets", region: "nyc1", folder: "site", cacheControl: " " });`;
    const stack = await workbench.stack(workbench.project({ program: broken, settings }));
    const before = workbench.done().length;
    const { code, text } = await stack.up("--skip-preview");
    expect(code).not.toBe(0);
    expect(text).toContain('SpacesObjects "site" cannot be created: 4 problems, nothing was registered');
    for (const path of ["region", "folder", "cacheControl", "accessKeyId"]) {
      expect(text).toMatch(new RegExp(`^ +${path} +\\S`, "m"));
    }
    expect(text).not.toMatch(/^\s+at .*\.js:\d+/m);
    expect(workbench.done()).toHaveLength(before);
  });

  it("take few lines of what a preview and an up print, however many they are", async () => {
    const many = `
      const { SpacesObjects } = require("@infrafabric/digitalocean/objects");
      const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [\`a b/\${index}\`, { content: "x" }]));
      new SpacesObjects("site", { bucket: "assets", region: "nyc3", files });`;
    const stack = await workbench.stack(workbench.project({ program: many, settings }), { env, pack: "none" });
    const first = await stack.up();
    expect(first.code, first.text).toBe(0);
    expect(filtered(first.text).length).toBeLessThan(35);
    expect(filtered(first.text).join("\n")).toContain("+ 43 created");
    const second = await stack.up();
    expect(second.text.split("\n").length).toBeLessThan(30);
    expect(second.text).not.toContain("BucketObjectv2");
    const destroyed = await stack.destroy();
    expect(filtered(destroyed.text).length).toBeLessThan(35);
  });

  it("are all named that failed, also where the others are left out", async () => {
    // Between the plan and the upload the file goes.
    const failing = `
      const { SpacesObjects } = require("@infrafabric/digitalocean/objects");
      const beforeCreate = [new pulumi.ResourceHook("gone", () => require("node:fs").rmSync("site/index.html"))];
      new SpacesObjects("site", { bucket: "assets", region: "nyc3", folder: "site" }, {
        transforms: [({ name, props, opts }) =>
          name === "site-index.html" ? { props, opts: { ...opts, hooks: { beforeCreate } } } : undefined],
      });`;
    // With a pack, the engine may show one that it cancelled while the pack looked at it.
    const stack = await workbench.stack(workbench.project({ program: failing, settings, files }), {
      env,
      pack: "none",
    });
    const { code, text } = await stack.up("--skip-preview");
    expect(code).not.toBe(0);
    const kept = filtered(text).filter((line) => line.includes("BucketObjectv2"));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((line) => !line.includes("site-index.html"))).toEqual([]);
    expect(text).toContain("+ 5 created");
  });
});
