// Web tiers of two regions behind a global load balancer, through the real engine and the vendor's provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const { GlobalWebTier } = require("@infrafabric/digitalocean");
const tier = { size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", keys: ["a"] };
const world = new GlobalWebTier("world", {
  domain: "www.example.com",
  tiers: { nyc: { ...tier, region: "nyc3" }, ams: { ...tier, region: "ams3" } },
  alertEmails: ["ops@example.com"],
  tags: { owner: "web" },
  ...require("./wanted.json"),
});
exports.ip = world.ip;
exports.tierUrls = world.tierUrls;
exports.monthlyCost = world.monthlyCost;
`;

describe.skipIf(!hasEngine || real === undefined)("a global web tier with the real provider", () => {
  it("goes up, stays as it is, fails over in place, and leaves nothing", { timeout: 900_000 }, async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    try {
      const dir = bench.project({ program, files: { "wanted.json": "{}" }, settings: "rules: {}\n" });
      const env = emulator.env();
      const api = async (method: string, path: string, body?: object) =>
        fetch(`${emulator.url}/v2/${path}`, {
          method,
          headers: { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      expect((await api("POST", "domains", { name: "example.com" })).status).toBe(201);
      const before = left(emulator.cloud);

      const stack = await bench.stack(dir, { env });
      const up = await stack.up();
      expect(up, up.text).toMatchObject({ code: 0 });
      // What a program without SSH keys is told.
      expect(inShort(up.policyEvents)).toEqual(
        ["world-ams-a", "world-nyc-a"].map((name) => `advisory droplet-ssh-keys ${name}`),
      );
      expect(await stack.outputs()).toMatchObject({
        ip: expect.stringMatching(/^203\.0\.113\./),
        tierUrls: { nyc: "https://nyc-www.example.com", ams: "https://ams-www.example.com" },
        // A Droplet with backups, 7.20, and a load balancer, 12, in each region; the global one is 15; two checks of three.
        monthlyCost: 55.4,
      });
      await expectUnchanged(stack);

      writeFileSync(join(dir, "wanted.json"), JSON.stringify({ primary: "ams", failoverThreshold: 80 }));
      const changed = await stack.up();
      expect(changed, changed.text).toMatchObject({ code: 0 });
      expect(changed.text).toMatch(/~ 1 updated/);
      expect(changed.text).not.toContain("replaced");
      const { load_balancers } = await (await api("GET", "load_balancers")).json();
      expect(load_balancers).toContainEqual(
        expect.objectContaining({
          type: "GLOBAL",
          glb_settings: expect.objectContaining({ region_priorities: { ams3: 1, nyc3: 2 }, failover_threshold: 80 }),
        }),
      );

      const destroyed = await stack.destroy();
      expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
      // What stays of Droplets, as at DigitalOcean: their tags, the default VPC of each region, and the default project.
      expect(left(emulator.cloud)).toEqual({ ...before, tags: 1, vpcs: 2, projects: 1 });
    } finally {
      bench.close();
      await emulator.close();
    }
  });
});
