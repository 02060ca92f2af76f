// A snapshot schedule in the real engine, with the stand-in provider.
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { hasEngine, openWorkbench } from "./workbench.ts";

const program = `
const { SnapshotSchedule } = require("@infrafabric/digitalocean");
const web = new digitalocean.Tag("web", { name: "web" });
const schedule = new SnapshotSchedule("nightly", {
  region: "nyc3",
  token: "dop_v1_plain",
  dropletTag: web.name,
  copyTo: ["sfo3"],
  alertEmails: ["ops@example.com"],
});
exports.prefix = schedule.snapshotPrefix;
exports.monthlyCost = schedule.monthlyCost;
exports.unpriced = schedule.unpriced;
`;

describe.skipIf(!hasEngine)("a snapshot schedule with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up without a word of the pack, stays as it is, and goes down", async () => {
    const dir = workbench.project({ program, settings: "providers: { digitalocean: {} }\n" });
    const { outputs, findings, policies } = await upAndDown(workbench, dir);
    expect(policies).toEqual([]);
    // A state hides the spec of an app that has a secret.
    expect(findings).toEqual(["undecided platform-limits nightly-app", "undecided app-secret-env nightly-app"]);
    expect(outputs).toEqual({
      prefix: expect.stringMatching(/^project-1-dev-nightly-[0-9a-f]{8}-$/),
      monthlyCost: 5,
      unpriced: [],
    });
  });
});
