// Governed databases through the real engine and the vendor's provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const { GovernedDatabase } = require("@infrafabric/digitalocean");
const wanted = require("./wanted.json");
const common = { region: "nyc3", skipAlerts: true };

const orders = new GovernedDatabase("orders", {
  ...common,
  engine: "pg",
  version: "17",
  databases: ["orders"],
  users: { app: { grants: { orders: "owner" } } },
  replicas: { west: { region: "sfo3", size: "db-s-2vcpu-4gb" } },
  logSink: { server: "logs.example.com" },
  ...wanted.orders,
});
new GovernedDatabase("cache", {
  ...common,
  engine: "valkey",
  version: "8",
  size: "db-s-1vcpu-1gb",
  vpcId: orders.vpcId,
  trustedSources: { tags: ["web"] },
  logSink: { endpoint: "https://user:hunter2@logs.example.com:9200" },
  ...wanted.cache,
});
const fork = new GovernedDatabase("fork", {
  ...common,
  engine: "pg",
  version: "17",
  size: "db-s-2vcpu-4gb",
  vpcId: orders.vpcId,
  trustedSources: { tags: ["web"] },
  restoreFrom: { cluster: orders.clusterName },
  ...wanted.fork,
});

exports.clusterId = orders.clusterId;
exports.forkId = fork.clusterId;
exports.host = orders.host;
exports.uri = orders.uri;
exports.poolUris = orders.poolUris;
`;

const before = {
  orders: {
    size: "db-s-2vcpu-4gb",
    storageGib: 70,
    storageAutoscale: {},
    trustedSources: { tags: ["web"], addresses: ["203.0.113.7"] },
    pools: { app: { size: 20, database: "orders", user: "app" } },
  },
  cache: {},
  fork: { storageAutoscale: {} },
};

const after = {
  orders: {
    ...before.orders,
    nodes: 2,
    storageAutoscale: { thresholdPercent: 70 },
    maintenanceWindow: { weekday: "WED", hour: 3 },
    trustedSources: { tags: ["web", "jobs"] },
  },
  cache: { evictionPolicy: "volatile_ttl" },
  fork: {},
};

/** What outlives its resources on DigitalOcean, too: default VPCs and the project. */
const staying = ["projects", "vpcs"];

describe.skipIf(!hasEngine || real === undefined)(
  "governed databases, with the real provider",
  { timeout: 900_000 },
  () => {
    let emulator: Emulator;
    beforeAll(async () => {
      emulator = await startEmulator();
    });
    afterAll(() => emulator.close());

    it("go up, grow without drift, change in place and go without a trace", async () => {
      const bench = openWorkbench(real);
      try {
        const dir = bench.project({ program, settings: "providers: { digitalocean: {} }\n" });
        const want = (wanted: object) => writeFileSync(join(dir, "wanted.json"), JSON.stringify(wanted));
        want(before);
        const env = emulator.env();
        const stack = await bench.stack(dir, { pack: "none", env });

        const up = await stack.up();
        expect(up, up.text).toMatchObject({ code: 0 });
        const { clusterId, forkId, ...outputs } = await stack.outputs();
        expect(outputs).toEqual({
          host: expect.stringMatching(/^private-/),
          uri: "[secret]",
          poolUris: "[secret]",
        });
        expect(await stack.exported()).not.toMatch(/hunter2|postgres:\/\/doadmin/);
        await expectUnchanged(stack);

        // DigitalOcean lets the storage grow.
        const headers = { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` };
        const grown = await fetch(`${emulator.url}/v2/databases/${clusterId}/resize`, {
          method: "PUT",
          headers,
          body: JSON.stringify({ size: before.orders.size, num_nodes: 1, storage_size_mib: 80 * 1024 }),
        });
        expect(grown.status).toBe(202);
        expect(await stack.refresh()).toMatchObject({ code: 0 });
        await expectUnchanged(stack);

        want(after);
        const changed = await stack.up();
        expect(changed, changed.text).toMatchObject({ code: 0 });
        expect(changed.text).toContain("~ 5 updated");
        expect(changed.text).not.toContain("replaced");
        const fixed = await fetch(`${emulator.url}/v2/databases/${forkId}/autoscale`, { headers });
        expect(await fixed.json()).toMatchObject({ autoscale: { storage: { enabled: false } } });
        await expectUnchanged(stack);

        want({ ...after, orders: { ...after.orders, pools: { app: { ...before.orders.pools.app, size: 30 } } } });
        const preview = await stack.preview();
        expect(preview.text).toContain("+-1 to replace");

        const destroyed = await stack.destroy();
        expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
        expect(Object.keys(left(emulator.cloud)).sort()).toEqual(staying);
      } finally {
        bench.close();
      }
    });
  },
);
