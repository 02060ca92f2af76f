// Objects in Spaces, uploaded by the engine through the stand-in for the AWS provider.
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench, root } from "./workbench.ts";

const settings = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";
const files = { "site/index.html": "<p>", "site/css/site.css": "p {}", "site/js/app.js": "1" };

const program = `
const { SpacesObjects } = require("@infrafabric/digitalocean/objects");
const bucket = new digitalocean.SpacesBucket("assets", { name: "assets", region: "nyc3", versioning: { enabled: true } });
const vpc = new digitalocean.Vpc("net", { region: "nyc3" });
const site = new SpacesObjects("site", { bucket: bucket.name, region: "nyc3", folder: "site" });
new SpacesObjects("config", {
  bucket: bucket.name,
  region: "nyc3",
  prefix: "config",
  files: { "net.json": { content: pulumi.jsonStringify({ vpc: vpc.id }) }, token: { content: pulumi.secret("t0p-secret") } },
}, { provider: site.spacesProvider });
exports.endpoint = site.endpoint;
exports.count = site.objectCount;
`;

describe.skipIf(!hasEngine)("objects in Spaces, in the engine", () => {
  let workbench: ReturnType<typeof openWorkbench>;
  beforeEach(() => {
    workbench = openWorkbench();
  });
  afterEach(() => workbench.close());

  it("are uploaded once, again when they change, and deleted", async () => {
    const dir = workbench.project({ program, settings, files });
    const stack = await workbench.stack(dir);

    const preview = await stack.preview();
    expect(preview.code, preview.text).toBe(0);
    expect(inShort(preview.policyEvents)).not.toContain(expect.stringContaining("mandatory"));
    expect(workbench.done()).toEqual([]);

    const first = await stack.up("--skip-preview");
    expect(first.code, first.text).toBe(0);
    expect([...workbench.doneToObjects()].sort()).toEqual([
      "create assets/config/net.json",
      "create assets/config/token",
      "create assets/css/site.css",
      "create assets/index.html",
      "create assets/js/app.js",
    ]);
    expect(await stack.outputs()).toEqual({ count: 3, endpoint: "https://assets.nyc3.digitaloceanspaces.com" });
    const state = await stack.exported();
    expect(state).not.toContain("t0p-secret");
    expect(state).not.toContain("not-a-key");

    const created = workbench.done().length;
    utimesSync(join(dir, "site/index.html"), new Date(0), new Date(0));
    const same = await stack.up("--skip-preview");
    expect(same.code, same.text).toBe(0);
    expect(workbench.done()).toHaveLength(created);
    expect(same.text).not.toContain("BucketObjectv2");

    writeFileSync(join(dir, "site/css/site.css"), "p { color: red }");
    const changed = await stack.up("--skip-preview");
    expect(workbench.doneToObjects().slice(5), changed.text).toEqual(["update assets/css/site.css"]);

    rmSync(join(dir, "site/js"), { recursive: true });
    const removed = await stack.up("--skip-preview");
    expect(workbench.doneToObjects().slice(6), removed.text).toEqual(["delete assets/js/app.js"]);

    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
    expect(workbench.doneToObjects().slice(7)).toHaveLength(4);
  });

  it("that are wrong are all named, and nothing is created", async () => {
    const broken = `
      const { SpacesObjects } = require("@infrafabric/digitalocean/objects");
      new SpacesObjects("site", { bucket: "assets", region: "nyc1", folder: "site", cacheControl: " " });
    `;
    const stack = await workbench.stack(workbench.project({ program: broken, settings }), {
      env: { SPACES_SECRET_ACCESS_KEY: "" },
    });
    const { code, text } = await stack.up("--skip-preview");
    expect(code).not.toBe(0);
    expect(text).toContain('SpacesObjects "site" cannot be created: 4 faults, nothing was registered');
    for (const path of ["region", "folder", "cacheControl", "secretAccessKey"]) {
      expect(text).toMatch(new RegExp(`^ +${path} +\\S`, "m"));
    }
    expect(text).not.toMatch(/^\s+at .*\.js:\d+/m);
    expect(workbench.done()).toEqual([]);
  });

  it("that cannot be uploaded are named", async () => {
    const sneaky = `
      const { SpacesObjects } = require("@infrafabric/digitalocean/objects");
      const fs = require("node:fs");
      new SpacesObjects("site", { bucket: "assets", region: "nyc3", folder: "site" }, {
        transforms: [({ type, props, opts }) => type.endsWith("BucketObjectv2") ? { props: { ...props, tags: { a: "b" } }, opts } : undefined],
      });
    `;
    const stack = await workbench.stack(workbench.project({ program: sneaky, settings, files }));
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toContain("Spaces has nothing of the kind");
  });
});
