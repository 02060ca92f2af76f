// The NFS share with the real engine and the vendor's provider, against the emulator: Nfs, NfsAttachment and NfsSnapshot, and
// an NfsAccessPoint beside it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const settings = "providers: { digitalocean: { regions: { allowed: [atl1, nyc3] } } }\n";

const program = `
const { NfsShare } = require("@infrafabric/digitalocean");
const { region, ...more } = require("./parts.json");
const vpc = (name, ipRange) => new digitalocean.Vpc(name, { name, region, ipRange });
const [web, jobs] = [vpc("web", "10.64.0.0/20"), vpc("jobs", "10.65.0.0/20")];
const files = new NfsShare("files", { region, vpcId: web.id, furtherVpcIds: { jobs: jobs.id }, ...more });
new digitalocean.NfsAccessPoint("team", {
  name: "team", shareId: files.shareId, path: "/team", vpcId: jobs.id, accessPolicy: { squashConfig: "ALL_SQUASH", protocols: ["NFS4"] },
});
exports.monthlyCost = files.monthlyCost;
exports.source = files.source;
`;

describe.skipIf(!hasEngine || real === undefined)("an NFS share, with the real provider", () => {
  it("comes up, shows no drift, grows in place, and goes without a trace", async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    const parts = (more: object) => JSON.stringify({ region: "atl1", size: 50, snapshots: ["first"], ...more });
    const dir = bench.project({ program, settings, files: { "parts.json": parts({}) } });
    const stack = await bench.stack(dir, { env: emulator.env() });

    const up = await stack.up();
    expect(up, up.text).toMatchObject({ code: 0 });
    // Stack, two VPCs, component, share, attachment, snapshot, access point.
    expect(up.text).toContain("+ 8 created");
    await expectUnchanged(stack);
    const [tables = {}] = Object.values(emulator.cloud.snapshot.accounts);
    const [share] = Object.values(Object(tables).nfs_shares).map(Object);
    expect(share.vpc_ids).toHaveLength(2);
    expect(await stack.outputs()).toMatchObject({ source: `${share.host}:${share.mount_path}` });

    writeFileSync(
      join(dir, "parts.json"),
      parts({ size: 100, performanceTier: "high", snapshots: ["first", "second"] }),
    );
    const changed = await stack.up();
    expect(changed, changed.text).toMatchObject({ code: 0 });
    expect(changed.text).toContain("+ 1 created");
    expect(changed.text).toContain("~ 1 updated");
    const drift = await stack.refresh("--expect-no-changes");
    expect(drift, drift.text).toMatchObject({ code: 0 });

    writeFileSync(join(dir, "parts.json"), parts({ region: "nyc3", size: 100, performanceTier: "high" }));
    const replaced = await stack.preview("--diff");
    expect(replaced.text).toContain("to replace");

    const destroy = await stack.destroy();
    expect(destroy, destroy.text).toMatchObject({ code: 0 });
    // The default VPC of the region stays for ever.
    expect(left(emulator.cloud)).toEqual({ vpcs: 1 });
  });
});
