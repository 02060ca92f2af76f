// The governed network in the real engine: its life, what another VPC changes, and how long its VPCs may take to go.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const settings = "providers: { digitalocean: { regions: { allowed: [nyc3, sfo3] } } }\n";

const program = `
const { GovernedNetwork } = require("@infrafabric/digitalocean");
const network = new GovernedNetwork("net", {
  vpcs: require("./vpcs.json"),
  tiers: ["web", "db"],
  allow: [{ from: "internet", to: "web", ports: [443] }, { from: "web", to: "db", ports: require("./ports.json") }],
});
exports.ipRanges = network.ipRanges;
exports.tierTags = network.tierTags;
exports.monthlyCost = network.monthlyCost;
`;

const nyc3 = { region: "nyc3", natGateway: true };

describe.skipIf(!hasEngine)("a governed network in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("comes up, stays, moves no range for another VPC, and comes down", async () => {
    const files = { "vpcs.json": JSON.stringify({ nyc3 }), "ports.json": "[5432]" };
    const dir = workbench.project({ program, settings, files });
    const stack = await workbench.stack(dir);
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    // The Droplets of these tiers are nowhere: only the whole stack can tell, so the component does not mind.
    expect(inShort(up.policyEvents)).toEqual([
      "advisory firewall-has-targets net-firewall-db",
      "advisory firewall-has-targets net-firewall-web",
    ]);
    const outputs = await stack.outputs();
    expect(outputs).toEqual({
      ipRanges: { nyc3: expect.stringMatching(/^10\.\d+\.\d+\.0\/20$/) },
      tierTags: {
        web: expect.stringMatching(/^project-1-dev-net-web-[0-9a-f]{8}$/),
        db: expect.stringMatching(/^project-1-dev-net-db-[0-9a-f]{8}$/),
      },
      monthlyCost: 40,
    });
    const { deployment } = JSON.parse(await stack.exported());
    const vpc = deployment.resources.find(({ type }: { type: string }) => type.endsWith(":Vpc"));
    expect(vpc.customTimeouts.delete).toBe(900);
    const again = await stack.unchanged();
    expect(again.code, again.text).toBe(0);

    writeFileSync(join(dir, "vpcs.json"), JSON.stringify({ early: { region: "sfo3" }, nyc3 }));
    writeFileSync(join(dir, "ports.json"), "[5432, 5433]");
    const before = workbench.done().length;
    const changed = await stack.up();
    expect(changed.code, changed.text).toBe(0);
    expect(workbench.done().slice(before).sort()).toEqual([
      "create Vpc",
      "create VpcPeering",
      "update Firewall",
      "update Firewall",
    ]);
    expect(Object((await stack.outputs()).ipRanges).nyc3).toBe(Object(outputs.ipRanges).nyc3);

    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
    const ops = workbench.done().map((line) => line.split(" ")[0]);
    expect(ops.filter((op) => op === "delete")).toHaveLength(ops.filter((op) => op === "create").length);
  });
});
