// An account's baseline in the real engine: up, nothing the second time, a change in place, and down again.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6kkQyAdaJXyB2UkQfK8oYRgnLzJlVR2Lk ops@example.com";
const program = `
const { AccountBaseline } = require("@infrafabric/digitalocean");
const account = new AccountBaseline("account", {
  projects: require("./projects.json"),
  sshKeys: { ops: "${publicKey}" },
  registry: { name: "acme", region: "nyc3" },
  tags: { owner: "platform" },
});
exports.defaultTags = account.defaultTags;
exports.garbageCollection = account.garbageCollection;
exports.monthlyCost = account.monthlyCost;
`;
const settings = `providers: { digitalocean: { regions: { allowed: [nyc3] } } }
environments:
  production: { stacks: ["*/prod"], production: true }
`;

describe.skipIf(!hasEngine)("an account's baseline in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("passes the pack, describes a project in place, and comes down again", async () => {
    const dir = workbench.project({ program, settings, files: { "projects.json": '{ "dev": {}, "prod": {} }' } });
    const stack = await workbench.stack(dir);
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    expect(inShort(up.policyEvents)).toEqual([]);
    expect(await stack.outputs()).toEqual({
      defaultTags: ["owner:platform"],
      garbageCollection: "doctl registries garbage-collection start acme --include-untagged-manifests --force",
      monthlyCost: 5,
    });
    const again = await stack.unchanged();
    expect(again.code, again.text).toBe(0);

    const before = workbench.done().length;
    writeFileSync(join(dir, "projects.json"), '{ "dev": {}, "prod": { "description": "The shop" } }');
    const change = await stack.up();
    expect(change.code, change.text).toBe(0);
    expect(workbench.done().slice(before)).toEqual(["update Project"]);

    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
  });
});
