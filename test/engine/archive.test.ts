// The archived bucket in the real engine: credentials that are missing, protection, and what a change does.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const settings = `providers:
  digitalocean:
    regions: { allowed: [nyc3, sfo3] }
environments:
  production: { stacks: ["*/prod"], production: true }
`;

const program = (args = "") => `
const { ArchivedBucket } = require("@infrafabric/digitalocean");
const archive = new ArchivedBucket("archive", {
  region: "nyc3",
  corsRules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] }],
  recoveryRegion: "sfo3",
  ${args}
});
exports.bucketName = archive.bucketName;
exports.secretKey = archive.secretKey;
`;

const credentials = { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "example" };

const isChange = (done: string): boolean => /^(create|update|delete) /.test(done);

describe.skipIf(!hasEngine)("an archived bucket in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("warns of missing Spaces credentials in a preview, and stops an up before it registers anything", async () => {
    const stack = await workbench.stack(workbench.project({ program: program(), settings }));
    const preview = await stack.preview();
    expect(preview.code, preview.text).toBe(0);
    expect(preview.text).toContain("warning: the default provider has no Spaces credentials");
    const before = workbench.done().length;
    const up = await stack.up("--skip-preview");
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("nothing was registered");
    expect(up.text).toContain("do: set digitalocean:spacesAccessId or SPACES_ACCESS_KEY_ID, and");
    expect(workbench.done().slice(before).filter(isChange)).toEqual([]);
  });

  it("takes them from stack config, passes the pack, and changes nothing the second time", async () => {
    const stack = await workbench.stack(workbench.project({ program: program(), settings }), {
      name: "prod",
      config: { "digitalocean:spacesAccessId": "DO00EXAMPLE" },
      secrets: { "digitalocean:spacesSecretKey": "example" },
    });
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    expect(up.text).not.toContain("warning: ");
    // The engine shows a pack what an output holds, not whether it is secret.
    expect(inShort(up.policyEvents)).toEqual(["advisory output-secret project-2-prod"]);
    const { bucketName, secretKey } = await stack.outputs();
    expect(bucketName).toMatch(/^archive-bucket-[0-9a-f]{7}$/);
    expect(secretKey).toBe("[secret]");
    const before = workbench.done().length;
    const again = await stack.up();
    expect(again.code, again.text).toBe(0);
    expect(workbench.done().slice(before).filter(isChange)).toEqual([]);
    const destroy = await stack.destroy();
    expect(destroy.code).not.toBe(0);
    expect(destroy.text).toContain("protect");
  });

  it("is replaced for another name, and comes down again", async () => {
    const dir = workbench.project({
      program: program('bucketName: require("./name.json"),'),
      settings,
      files: { "name.json": '"acme-archive"' },
    });
    const stack = await workbench.stack(dir, { env: credentials });
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    writeFileSync(join(dir, "name.json"), '"acme-archive-2"');
    const before = workbench.done().length;
    const renamed = await stack.up();
    expect(renamed.code, renamed.text).toBe(0);
    expect(workbench.done().slice(before).filter(isChange)).toEqual(
      expect.arrayContaining(["create SpacesBucket", "delete SpacesBucket", "update SpacesKey"]),
    );
    const destroy = await stack.destroy();
    expect(destroy.code, destroy.text).toBe(0);
  });
});
