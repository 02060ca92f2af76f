// The runbooks of components, played step by step against the emulator with the real engine and the vendor's provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { play, type Stage, stepsOf } from "./play.ts";

/** Brings a program up, which reads `wanted.json`. */
async function open(program: string, wanted: object) {
  const emulator = await startEmulator();
  const bench = openWorkbench(real);
  onTestFinished(async () => {
    bench.close();
    await emulator.close();
  });
  const dir = bench.project({ program, settings: "providers: { digitalocean: {} }\n" });
  const want = (next: object) => writeFileSync(join(dir, "wanted.json"), JSON.stringify(next));
  want(wanted);
  const env = emulator.env();
  const stack = await bench.stack(dir, { pack: "none", env });
  const up = await stack.up("--skip-preview");
  expect(up, up.text).toMatchObject({ code: 0 });
  const stage: Stage = { dir, env: { ...bench.env, ...env }, url: emulator.url, configFile: stack.configFile };
  return { stack, stage, want, emulator, run: (step: string | undefined) => play(step ?? "false", stage) };
}

describe.skipIf(!hasEngine || real === undefined)("recovery", { timeout: 900_000 }, () => {
  it("restores a database into a new cluster, and promotes its replica", async () => {
    const { stack, want, run } = await open(
      `
const { GovernedDatabase } = require("@infrafabric/digitalocean");
const { orders, restored, west } = require("./wanted.json");
const common = {
  engine: "pg", version: "17", region: "nyc3", size: "db-s-2vcpu-4gb", skipAlerts: true,
  trustedSources: { addresses: ["203.0.113.7"] },
};
const database = new GovernedDatabase("orders", { ...common, databases: ["orders"], ...orders });
exports.recoveryRunbook = database.recoveryRunbook;
exports.clusterName = database.clusterName;
if (restored !== undefined) {
  const { uri } = new GovernedDatabase("orders-restored", { ...common, databases: ["orders"], ...restored });
  exports.uri = uri;
}
if (west !== undefined) new GovernedDatabase("orders-west", { ...common, region: "sfo3", ...west });
`,
      { orders: { replicas: { west: { region: "sfo3" } } } },
    );
    const replicated = { replicas: { west: { region: "sfo3" } } };
    const { recoveryRunbook, clusterName } = await stack.outputs();

    const [backups, restore, list, ...rest] = stepsOf(recoveryRunbook, /data is lost/);
    expect(JSON.parse(await run(backups))).toHaveProperty("backups");
    const restored = { restoreFrom: { cluster: clusterName } };
    expect(recoveryRunbook).toContain(`restoreFrom: { cluster: "${clusterName}" }`);
    want({ orders: replicated, restored });
    await run(restore);
    expect(await run(list)).toContain('"orders-restored-cluster-');
    for (const step of rest) await run(step);

    const [look, promote, wait, sources, connection, forget, adopt] = stepsOf(recoveryRunbook, /nyc3 fails/);
    expect(await run(look)).toContain('"online"');
    await run(promote);
    const { database: west } = JSON.parse(await run(wait));
    expect(west).toMatchObject({ region: "sfo3", status: "online", num_nodes: 1 });
    expect(await run(sources)).toContain("203.0.113.7");
    expect(JSON.parse(await run(connection)).database.private_connection.host).toMatch(/^private-/);
    await run(forget);
    want({ orders: {}, restored });
    await run(adopt);
    const [, raw = ""] = /(urn:[^"]*DatabaseCluster::orders-west)"/.exec(await stack.exported()) ?? [];
    want({ orders: {}, restored, west: { vpcId: west.private_network_uuid, adopt: { "orders-west-cluster": raw } } });
    const adopted = await stack.up("--skip-preview");
    expect(adopted, adopted.text).toMatchObject({ code: 0 });
    expect(adopted.text).not.toMatch(/replaced|deleted/);
    // Still the one that was promoted, and closed to everybody else.
    expect(JSON.parse(await run(wait)).database).toMatchObject({ id: west.id, status: "online" });
    expect(await run(sources)).toContain("203.0.113.7");
    expect(await stack.unchanged()).toMatchObject({ code: 0 });
  });
});
