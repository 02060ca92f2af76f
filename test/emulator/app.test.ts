// Governed apps through the real engine and the vendor's provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";

const program = `
const { GovernedApp, GovernedDatabase } = require("@infrafabric/digitalocean");
const wanted = require("./wanted.json");
const image = { registryType: "DOCKER_HUB", registry: "library", repository: "nginx" };
const source = { repository: "acme/shop" };

// The database trusts the app, which is bound to the database.
const [appId, setAppId] = pulumi.deferredOutput();
const orders = new GovernedDatabase("orders", {
  engine: "pg", version: "17", region: "nyc3", size: "db-s-1vcpu-2gb", skipAlerts: true, databases: ["orders"],
  trustedSources: { apps: [appId] },
});
const shop = new GovernedApp("shop", {
  region: "nyc",
  services: {
    web: {
      image: { ...image, credentials: "sammy:hunter2" },
      size: "apps-d-1vcpu-1gb",
      autoscale: { minInstances: 1, maxInstances: wanted.most },
      port: 80,
      routes: ["/"],
      livenessCheck: { path: "/livez" },
      env: { MODE: "fast" },
      secrets: { TOKEN: wanted.token },
    },
    queue: { image, internalPorts: [9000] },
  },
  workers: { mail: { source } },
  jobs: { migrate: { image } },
  staticSites: { pages: { source, routes: ["/docs"], outputDirectory: "out" } },
  functions: { hooks: { source, routes: ["/hooks"] } },
  databases: { orders: { cluster: orders.clusterName, engine: "PG", database: "orders" } },
  env: { DATABASE_URL: "\${orders.DATABASE_URL}" },
  secrets: { SIGNING_KEY: "hush" },
  domain: "www.example.com",
  domainAliases: ["example.com"],
  dnsZone: "example.com",
  vpcId: orders.vpcId,
  dedicatedEgress: true,
  alertEmails: ["ops@example.com"],
  alertSlacks: [{ channel: "#ops", url: "https://hooks.example.com/T1" }],
  ...wanted.more,
});
setAppId(shop.appId);

exports.url = shop.url;
exports.clusterId = orders.clusterId;
exports.appId = shop.appId;
exports.monthlyCost = shop.monthlyCost;
exports.monthlyCostLow = shop.monthlyCostLow;
exports.monthlyCostHigh = shop.monthlyCostHigh;
`;

const before = { most: 2, token: "hush-hush", more: {} };

/** What outlives its resources on DigitalOcean, too: default VPCs and the project. */
const staying = ["projects", "vpcs"];

describe.skipIf(!hasEngine || real === undefined)("governed apps, with the real provider", { timeout: 900_000 }, () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it("go up, keep their secrets through a refresh, change in place and go without a trace", async () => {
    const bench = openWorkbench(real);
    try {
      const dir = bench.project({ program, settings: "providers: { digitalocean: {} }\n" });
      const want = (wanted: object) => writeFileSync(join(dir, "wanted.json"), JSON.stringify(wanted));
      want(before);
      const env = emulator.env();
      const stack = await bench.stack(dir, { pack: "none", env });
      const headers = { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` };
      const answer = async (path: string) => (await fetch(`${emulator.url}/v2/${path}`, { headers })).json();
      const holds = async () => {
        const again = await stack.unchanged();
        expect(again, again.text).toMatchObject({ code: 0 });
      };

      const up = await stack.up();
      expect(up, up.text).toMatchObject({ code: 0 });
      const { appId, clusterId, ...outputs } = await stack.outputs();
      // web at 34 each, queue, mail and an egress address; the job and the site are 0 to 5, and 0 to 3.
      expect(outputs).toEqual({
        url: "https://www.example.com",
        monthlyCost: expect.any(Number),
        monthlyCostLow: 34 + 5 + 5 + 25,
        monthlyCostHigh: 2 * 34 + 5 + 5 + 25 + 5 + 3,
      });
      expect(await stack.exported()).not.toMatch(/hush|hunter2|hooks\.example/);
      expect(await answer(`databases/${clusterId}/firewall`)).toMatchObject({
        rules: [{ type: "app", value: appId }],
      });
      const { app } = await answer(`apps/${appId}`);
      expect(app.spec).toMatchObject({
        domains: [
          { domain: "www.example.com", type: "PRIMARY", zone: "example.com" },
          { domain: "example.com", type: "ALIAS", zone: "example.com" },
        ],
        egress: { type: "DEDICATED_IP" },
      });
      const deployments = async () => (await answer(`apps/${appId}/deployments`)).deployments.length;

      await holds();

      // A refresh finds ciphertexts, and no recipients of alerts.
      const refreshed = await stack.refresh();
      expect(refreshed.text).toContain("~ 1 updated");
      await holds();
      await holds();
      expect(await deployments()).toBe(1);

      // All but the one secret keeps its ciphertext.
      want({ ...before, token: "changed", most: 3 });
      const changed = await stack.up();
      expect(changed, changed.text).toMatchObject({ code: 0 });
      expect(changed.text).toContain("~ 1 updated");
      const { app: now } = await answer(`apps/${appId}`);
      expect(now.spec.envs).toEqual(app.spec.envs);
      const tokenOf = ({ spec }: typeof app) =>
        spec.services[0].envs.find(({ key }: { readonly key: string }) => key === "TOKEN").value;
      expect(tokenOf(now)).not.toBe(tokenOf(app));
      const { alerts } = await answer(`apps/${appId}/alerts`);
      for (const { emails } of alerts) expect(emails).toEqual(["ops@example.com"]);
      await holds();
      expect(await deployments()).toBe(2);

      want({ ...before, most: 3, more: { projectId: "00000000-0000-4000-8000-000000000000" } });
      const preview = await stack.preview();
      expect(preview.text).toContain("+-1 to replace");

      const destroyed = await stack.destroy();
      expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
      expect(Object.keys(left(emulator.cloud)).sort()).toEqual(staying);
    } finally {
      bench.close();
    }
  });
});
