// A bastion in the real engine: up, nothing the second time, a change in place, and down again.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const program = `
const { Bastion } = require("@infrafabric/digitalocean");
const bastion = new Bastion("gate", {
  region: "nyc3", sshFrom: require("./from.json"), sshKeys: ["3b:16:bf"], alertEmails: ["ops@example.com"],
});
exports.monthlyCost = bastion.monthlyCost;
exports.inboundRule = bastion.inboundRule;
`;
const settings = `providers:
  digitalocean:
    regions: { allowed: [nyc3] }
    resources: { droplet: { backup_required: true, monitoring_required: true } }
`;

describe.skipIf(!hasEngine)("a bastion in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("passes the pack, lets in another network in place, and comes down again", async () => {
    const dir = workbench.project({ program, settings, files: { "from.json": '["203.0.113.0/24"]' } });
    const stack = await workbench.stack(dir);
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    expect(inShort(up.policyEvents)).toEqual([]);
    expect(await stack.outputs()).toMatchObject({
      monthlyCost: 7.2,
      inboundRule: { protocol: "tcp", portRange: "22", sourceTags: [expect.stringMatching(/-gate-[0-9a-f]{8}$/)] },
    });
    const again = await stack.unchanged();
    expect(again.code, again.text).toBe(0);

    const before = workbench.done().length;
    writeFileSync(join(dir, "from.json"), '["203.0.113.0/24", "198.51.100.7/32"]');
    const change = await stack.up();
    expect(change.code, change.text).toBe(0);
    expect(workbench.done().slice(before)).toEqual(["update Firewall"]);

    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
  });
});
