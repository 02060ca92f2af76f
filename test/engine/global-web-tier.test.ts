// A global web tier in the engine: tiers within a component, below one load balancer.
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { hasEngine, openWorkbench } from "./workbench.ts";

const program = `
const { GlobalWebTier } = require("@infrafabric/digitalocean");
const tier = { size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", keys: ["a"], skipAlerts: true, skipUptimeCheck: true };
const world = new GlobalWebTier("world", {
  domain: "www.example.com",
  tiers: { nyc: { ...tier, region: "nyc3" }, ams: { ...tier, region: "ams3" } },
  alertEmails: ["ops@example.com"],
});
exports.url = world.url;
exports.tierUrls = world.tierUrls;
exports.monthlyCost = world.monthlyCost;
`;

describe.skipIf(!hasEngine)("a global web tier with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up, stays as it is, and goes down", async () => {
    const dir = workbench.project({ program, settings: "providers: { digitalocean: {} }\n" });
    const { policies, outputs } = await upAndDown(workbench, dir);
    expect(policies).toEqual(["world-ams-a", "world-nyc-a"].map((name) => `advisory droplet-ssh-keys ${name}`));
    expect(outputs).toEqual({
      url: "https://www.example.com",
      tierUrls: { nyc: "https://nyc-www.example.com", ams: "https://ams-www.example.com" },
      // A Droplet with backups, 7.20, and a load balancer, 12, in each region; the global one is 15.
      monthlyCost: 53.4,
    });
  });
});
