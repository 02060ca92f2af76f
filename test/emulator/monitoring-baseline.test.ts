// A monitoring baseline through the real engine and the vendor's provider, against the emulator.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const { MonitoringBaseline } = require("@infrafabric/digitalocean");
const { tags, sites } = require("./watched.json");
const own = tags.map((name) => new digitalocean.Tag(name, { name }).name);
const watch = new MonitoringBaseline("watch", {
  dropletTags: own,
  databaseTags: own,
  sites,
  thresholds: { dropletLoad: 4 },
  alertEmails: ["ops@example.com"],
  alertSlacks: [{ channel: "#ops", url: "https://hooks.slack.com/services/example" }],
});
exports.monthlyCost = watch.monthlyCost;
`;
const settings = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";
const shop = { target: "https://shop.example.com/" };
const watched = { tags: ["web"], sites: { shop, host: { target: "host.example.com", type: "ping" } } };

describe.skipIf(!hasEngine || real === undefined)(
  "a monitoring baseline with the real provider",
  { timeout: 600_000 },
  () => {
    it("goes up, stays as it is, shows no drift, changes, and leaves nothing", async () => {
      const emulator = await startEmulator();
      onTestFinished(() => emulator.close());
      const bench = openWorkbench(real);
      onTestFinished(() => bench.close());
      const dir = bench.project({ program, settings, files: { "watched.json": JSON.stringify(watched) } });
      const stack = await bench.stack(dir, { env: emulator.env() });
      const before = left(emulator.cloud);

      const up = await stack.up();
      expect(up, up.text).toMatchObject({ code: 0 });
      expect(up.text).toContain("+ 17 created");
      expect(await stack.outputs()).toEqual({ monthlyCost: 1 });
      await expectUnchanged(stack);

      // Another tag and target change what is there; another key is another check.
      const changed = {
        tags: ["web", "jobs"],
        sites: { shop: { target: "https://shop.example.com/health" }, machine: watched.sites.host },
      };
      writeFileSync(join(dir, "watched.json"), JSON.stringify(changed));
      const change = await stack.up();
      expect(change, change.text).toMatchObject({ code: 0 });
      expect(change.text).toMatch(/\+ 4 created\n\s+~ 8 updated\n\s+- 3 deleted/);
      const rest = await stack.unchanged();
      expect(rest, rest.text).toMatchObject({ code: 0 });

      const destroyed = await stack.destroy();
      expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
      expect(left(emulator.cloud)).toEqual(before);
    });
  },
);
