// A monitoring baseline in the real engine: up, nothing the second time, a change in place, and down again.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const program = `
const { MonitoringBaseline } = require("@infrafabric/digitalocean");
new MonitoringBaseline("watch", {
  dropletTags: require("./tags.json"),
  loadBalancerIds: ["4de7ac8b-495b-4884-9a69-1050c6793cd6"],
  sites: { shop: { target: "https://shop.example.com" } },
  alertSlacks: [{ channel: "#ops", url: "https://hooks.slack.com/services/example" }],
});
`;
const settings = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";

describe.skipIf(!hasEngine)("a monitoring baseline in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("passes the pack, watches another tag in place, keeps its channel secret, and comes down again", async () => {
    const dir = workbench.project({ program, settings, files: { "tags.json": '["web"]' } });
    const stack = await workbench.stack(dir);
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    expect(inShort(up.policyEvents)).toEqual([]);
    expect(await stack.exported()).not.toContain("hooks.slack.com");
    const again = await stack.unchanged();
    expect(again.code, again.text).toBe(0);

    const before = workbench.done().length;
    writeFileSync(join(dir, "tags.json"), '["web", "jobs"]');
    const change = await stack.up();
    expect(change.code, change.text).toBe(0);
    expect(workbench.done().slice(before)).toEqual([
      "update MonitorAlert",
      "update MonitorAlert",
      "update MonitorAlert",
    ]);

    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
  });
});
