// The runbooks of components, played step by step against the emulator with the real engine and the vendor's provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { onPath, play, type Stage, stepsOf } from "./play.ts";

const hasAws = await onPath("aws");
if (!hasAws) console.warn("SKIPPED: no AWS CLI on PATH, so the runbook of a bucket was not played");

/** Brings a program up, which reads `wanted.json`, in an account that has something already, by the path of the API. */
async function open(
  program: string,
  wanted: object,
  existing: readonly (readonly [path: string, body: object])[] = [],
) {
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
  for (const [path, body] of existing) {
    const headers = { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` };
    await fetch(`${emulator.url}/v2/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  }
  const stack = await bench.stack(dir, { pack: "none", env });
  const up = await stack.up("--skip-preview");
  expect(up, up.text).toMatchObject({ code: 0 });
  const stage: Stage = { dir, env: { ...bench.env, ...env }, url: emulator.url, configFile: stack.configFile };
  return {
    stack,
    stage,
    want,
    emulator,
    run: (step: string | undefined, env = {}) => play(step ?? "false", { ...stage, env: { ...stage.env, ...env } }),
  };
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

  it.skipIf(!hasAws)("brings back a version of an object, and goes to the second bucket", async () => {
    const { stack, run } = await open(
      `
const { ArchivedBucket } = require("@infrafabric/digitalocean");
const archive = new ArchivedBucket("archive", { region: "nyc3", recoveryRegion: "sfo3", keyPermission: "readwrite" });
exports.recoveryRunbook = archive.recoveryRunbook;
exports.home = archive.bucketName;
exports.away = archive.recoveryBucketName;
`,
      {},
    );
    const { recoveryRunbook, home, away } = await stack.outputs();
    const [at, elsewhere] = ["nyc3", "sfo3"].map((region) => `--endpoint-url https://${region}.digitaloceanspaces.com`);
    const write = (text: string, to: string) => run(`printf ${text} | aws s3 cp - s3://${to}`);
    const read = (from: string) => run(`aws s3 cp s3://${from} -`);

    await write("good", `${home}/a.txt ${at}`);
    await write("bad", `${home}/a.txt ${at}`);
    await run(`aws s3 rm s3://${home}/a.txt ${at}`);
    const [versions, restore] = stepsOf(recoveryRunbook, /overwritten or deleted/);
    const KEY = "a.txt";
    const { Versions } = JSON.parse(await run(versions, { KEY }));
    await run(restore, { KEY, VERSION: Versions.at(-1).VersionId });
    expect(await read(`${home}/a.txt ${at}`)).toBe("good");

    await write("copied", `${away}/b.txt ${elsewhere}`);
    const [list, key, switched, back] = stepsOf(recoveryRunbook, /nyc3 fails/);
    expect(await run(list)).toContain("b.txt");
    const { key: created } = JSON.parse(await run(key));
    await run(switched);
    // That key opens the second bucket, and the first does not need it.
    const own = { AWS_ACCESS_KEY_ID: created.access_key, AWS_SECRET_ACCESS_KEY: created.secret_key };
    await run(`printf new | aws s3 cp - s3://${away}/c.txt ${elsewhere}`, own);
    await run(back);
    expect(await Promise.all(["b", "c"].map((name) => read(`${home}/${name}.txt ${at}`)))).toEqual(["copied", "new"]);
  });

  it("replaces a Droplet of a web tier, restores a backup, and moves to another region and back", async () => {
    const { stack, want, run, emulator } = await open(
      `
const { GovernedWebTier } = require("@infrafabric/digitalocean");
const tier = {
  size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", keys: ["a"], domain: "www.example.com",
  skipAlerts: true, skipUptimeCheck: true,
};
const { web, elsewhere } = require("./wanted.json");
exports.recoveryRunbook = new GovernedWebTier("web", { ...tier, region: "nyc3", ...web }).recoveryRunbook;
if (elsewhere !== undefined) exports.ip = new GovernedWebTier("web-elsewhere", { ...tier, ...elsewhere }).ip;
`,
      { web: {} },
      [["domains", { name: "example.com" }]],
    );
    const { recoveryRunbook } = await stack.outputs();
    const [list, remove, create] = stepsOf(recoveryRunbook, /a Droplet fails/);
    const servers = async (): Promise<readonly number[]> =>
      JSON.parse(await run(list)).droplets.map(({ id }: { readonly id: number }) => id);
    const [lost] = await servers();
    await run(remove, { DROPLET: String(lost) });
    await run(create);
    const made = await servers();
    expect(made).toHaveLength(1);
    expect(made).not.toContain(lost);

    const [backups, restore] = stepsOf(recoveryRunbook, /disk of a Droplet/);
    emulator.cloud.clock.advance(8 * 86_400_000);
    const DROPLET = String(made[0]);
    const [backup] = JSON.parse(await run(backups, { DROPLET })).backups;
    expect(JSON.parse(await run(restore, { DROPLET, IMAGE: backup.id })).action).toMatchObject({
      type: "restore",
      resource_id: made[0],
    });
    expect(await stack.unchanged()).toMatchObject({ code: 0 });

    const [cancel, back] = stepsOf(recoveryRunbook, /a rollout goes wrong/);
    await run(cancel);
    await run(back);

    const [, snapshots, move, record, home] = stepsOf(recoveryRunbook, /nyc3 fails/);
    expect(JSON.parse(await run(snapshots))).toHaveProperty("snapshots");
    const recordsNow = async (): Promise<readonly string[]> =>
      JSON.parse(await run(record))
        .domain_records.filter(({ name }: { readonly name: string }) => name === "www")
        .map(({ data }: { readonly data: string }) => data);
    const [first, ...noOther] = await recordsNow();
    expect(noOther).toEqual([]);
    expect(recoveryRunbook).toContain('Add a GovernedWebTier "web-elsewhere"');
    want({ web: { skipDnsRecord: true }, elsewhere: { region: "sfo3" } });
    await run(move);
    const { ip } = await stack.outputs();
    expect(await recordsNow()).toEqual([ip]);
    expect(await servers()).toEqual(made);
    want({ web: {} });
    await run(home);
    expect(await recordsNow()).toEqual([first]);
  });

  it("makes another tier primary, and goes back", async () => {
    const { stack, want, run } = await open(
      `
const { GlobalWebTier } = require("@infrafabric/digitalocean");
const tier = { size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", keys: ["a"], skipAlerts: true, skipUptimeCheck: true };
const world = new GlobalWebTier("world", {
  domain: "www.example.com",
  tiers: { nyc: { ...tier, region: "nyc3" }, ams: { ...tier, region: "ams3" } },
  skipUptimeCheck: true,
  ...require("./wanted.json"),
});
exports.recoveryRunbook = world.recoveryRunbook;
`,
      { primary: "nyc" },
      [["domains", { name: "example.com" }]],
    );
    const { recoveryRunbook } = await stack.outputs();
    // The first step asks the tiers themselves, which serve nothing here.
    const [, leave, priorities, back] = stepsOf(recoveryRunbook, /nyc3 fails/);
    const prioritiesNow = async () => JSON.parse(await run(priorities)).load_balancer.glb_settings.region_priorities;
    expect(await prioritiesNow()).toEqual({ nyc3: 1, ams3: 2 });

    expect(recoveryRunbook).toContain('set `primary: "ams"`');
    want({ primary: "ams" });
    await run(leave);
    expect(await prioritiesNow()).toEqual({ nyc3: 2, ams3: 1 });
    want({ primary: "nyc" });
    await run(back);
    expect(await prioritiesNow()).toEqual({ nyc3: 1, ams3: 2 });
    expect(await stack.unchanged()).toMatchObject({ code: 0 });
  });
});
