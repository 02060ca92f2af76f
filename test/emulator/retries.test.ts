// What DigitalOcean refuses for a while and the provider gives up on: components try again.
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";

const program = `
const { GovernedWebTier } = require("@infrafabric/digitalocean");
new GovernedWebTier("web", {
  region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", keys: ["a"], domain: "www.example.com",
  skipAlerts: true, skipUptimeCheck: true,
});`;

describe.skipIf(!hasEngine || real === undefined)("a web tier at a DigitalOcean that refuses for a while", () => {
  it("goes all the same", { timeout: 600_000 }, async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    try {
      const env = emulator.env();
      await fetch(`${emulator.url}/v2/domains`, {
        method: "POST",
        headers: { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` },
        body: JSON.stringify({ name: "example.com" }),
      });
      const settings = "providers: { digitalocean: {} }\n";
      const stack = await bench.stack(bench.project({ program, settings }), { env, pack: "none" });
      const before = left(emulator.cloud);
      const up = await stack.up("--skip-preview");
      expect(up, up.text).toMatchObject({ code: 0 });

      // The provider itself waits for the VPC, and for a certificate only at another status.
      emulator.faults.add({ preset: "vpc-has-members", count: 2 });
      emulator.faults.add({ preset: "project-has-resources", path: "/v2/certificates/*", count: 2 });
      const destroyed = await stack.destroy("--skip-preview", "--run-program");
      expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
      expect(destroyed.text).toContain("retrying delete due to on-error hook request (2/100)");
      expect(emulator.faults.all().map(({ struck }) => struck)).toEqual([2, 2]);
      expect(left(emulator.cloud)).toEqual({ ...before, vpcs: 1, projects: 1 });
    } finally {
      bench.close();
      await emulator.close();
    }
  });
});
