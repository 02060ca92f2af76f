// The NFS share in the real engine: its life, and what changes in place.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const settings = "providers: { digitalocean: { regions: { allowed: [atl1] } } }\n";

const program = `
const { NfsShare } = require("@infrafabric/digitalocean");
const vpc = new digitalocean.Vpc("web", { region: "atl1", ipRange: "10.64.0.0/20" });
const files = new NfsShare("files", { region: "atl1", vpcId: vpc.id, ...require("./parts.json") });
exports.monthlyCost = files.monthlyCost;
`;

describe.skipIf(!hasEngine)("an NFS share in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("comes up, stays, grows in place, takes a snapshot, and comes down", async () => {
    const dir = workbench.project({ program, settings, files: { "parts.json": '{ "size": 50 }' } });
    const stack = await workbench.stack(dir);
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    expect(inShort(up.policyEvents)).toEqual([]);
    expect(await stack.outputs()).toEqual({ monthlyCost: 7.5 });
    const again = await stack.unchanged();
    expect(again.code, again.text).toBe(0);

    writeFileSync(join(dir, "parts.json"), '{ "size": 100, "performanceTier": "high", "snapshots": ["one"] }');
    const before = workbench.done().length;
    const changed = await stack.up();
    expect(changed.code, changed.text).toBe(0);
    expect(workbench.done().slice(before).sort()).toEqual(["create NfsSnapshot", "update Nfs"]);

    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
    const ops = workbench.done().map((line) => line.split(" ")[0]);
    expect(ops.filter((op) => op === "delete")).toHaveLength(ops.filter((op) => op === "create").length);
  });
});
