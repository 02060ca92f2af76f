// The governed network with the real engine and the vendor's provider, against the emulator.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const settings = "providers: { digitalocean: { regions: { allowed: [nyc3, sfo3] } } }\n";

const program = `
const { GovernedNetwork } = require("@infrafabric/digitalocean");
const { ports, sfo3, nodes } = require("./parts.json");
const network = new GovernedNetwork("net", {
  vpcs: { nyc3: { region: "nyc3", natGateway: true }, "db-nyc3": { region: "nyc3" }, sfo3 },
  tiers: ["web", "db"],
  allow: [
    { from: "internet", to: "web", ports: [443] },
    { from: "203.0.113.0/24", to: "web", ports: [22] },
    { from: "203.0.113.0/24", to: "web", protocol: "icmp" },
    { from: "web", to: "db", ports, portRanges: ["9000-9100"] },
    { from: "db", to: "internet", ports: [123], protocol: "udp" },
  ],
  natGatewayArgs: { size: nodes },
});
exports.ipRanges = network.ipRanges;
exports.monthlyCost = network.monthlyCost;
`;

describe.skipIf(!hasEngine || real === undefined)("a governed network, with the real provider", () => {
  it("comes up, shows no drift, changes in place, and goes without a trace", async () => {
    // Members of a VPC are counted for a while after they are gone.
    const emulator = await startEmulator({ faults: [{ preset: "vpc-has-members", count: 6 }] });
    const bench = openWorkbench(real);
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    const parts = (more: object) => JSON.stringify({ ports: [5432], sfo3: { region: "sfo3" }, nodes: 1, ...more });
    const dir = bench.project({ program, settings, files: { "parts.json": parts({}) } });
    const stack = await bench.stack(dir, { env: emulator.env() });

    const up = await stack.up();
    expect(up, up.text).toMatchObject({ code: 0 });
    // Stack, component, three VPCs with their three peerings, a gateway, and two tiers of a tag and a firewall.
    expect(up.text).toContain("+ 13 created");
    await expectUnchanged(stack);
    const { ipRanges, monthlyCost } = await stack.outputs();
    expect(monthlyCost).toBe(40);
    const [tables = {}] = Object.values(emulator.cloud.snapshot.accounts);
    const ranges = Object.values(Object(tables).vpcs).map((vpc) => Object(vpc).ip_range);
    expect(ranges).toEqual(expect.arrayContaining(Object.values(Object(ipRanges))));

    writeFileSync(join(dir, "parts.json"), parts({ ports: [5432, 5433], nodes: 2 }));
    const changed = await stack.up();
    expect(changed, changed.text).toMatchObject({ code: 0 });
    expect(changed.text).toContain("~ 3 updated");
    const drift = await stack.refresh("--expect-no-changes");
    expect(drift, drift.text).toMatchObject({ code: 0 });

    writeFileSync(join(dir, "parts.json"), parts({ sfo3: { region: "sfo3", ipRange: "10.200.0.0/20" } }));
    const replaced = await stack.preview("--diff");
    expect(replaced, replaced.text).toMatchObject({ code: 0 });
    // The VPC and its two peerings; nobody else.
    expect(replaced.text).toContain("+-3 to replace");

    const destroy = await stack.destroy();
    expect(destroy, destroy.text).toMatchObject({ code: 0 });
    expect(emulator.faults.all()).toMatchObject([{ preset: "vpc-has-members", struck: 6 }]);
    // A region's default VPC stays for ever, and so does the default project.
    expect(left(emulator.cloud)).toEqual({ projects: 1, vpcs: 2 });
  });
});
