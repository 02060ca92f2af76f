// A snapshot schedule through the real engine and the vendor's provider, and its job as the app would run it.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hasEngine, inShort, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";

const token = "dop_v1_not-to-be-seen";

const program = `
const { SnapshotSchedule } = require("@infrafabric/digitalocean");
const wanted = require("./wanted.json");
const data = new digitalocean.Volume("data", { region: "nyc3", size: 10 });
const schedule = new SnapshotSchedule("nightly", {
  region: "nyc3",
  token: process.env.DIGITALOCEAN_TOKEN,
  volumeIds: [data.id],
  alertEmails: ["ops@example.com"],
  ...wanted,
});
exports.volume = data.id;
exports.url = schedule.url;
exports.prefix = schedule.snapshotPrefix;
exports.monthlyCost = schedule.monthlyCost;
`;

const project = "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679";

/** What outlives its resources on DigitalOcean, too: the project, and snapshots. */
const staying = ["projects", "volumeSnapshots"];

describe.skipIf(!hasEngine || real === undefined)(
  "a snapshot schedule, with the real provider",
  { timeout: 900_000 },
  () => {
    let emulator: Emulator;
    beforeAll(async () => {
      emulator = await startEmulator();
    });
    afterAll(() => emulator.close());

    const get = async (path: string): Promise<ReturnType<typeof JSON.parse>> => {
      const answer = await fetch(`${emulator.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      return answer.json();
    };

    it("goes up, takes a snapshot that outlives it, changes in place, and goes without another trace", async () => {
      const bench = openWorkbench(real);
      try {
        const dir = bench.project({ program, settings: "providers: { digitalocean: {} }\n" });
        const want = (wanted: object) => writeFileSync(join(dir, "wanted.json"), JSON.stringify(wanted));
        want({});
        const stack = await bench.stack(dir, { env: emulator.env(token) });
        const up = await stack.up();
        expect(up, up.text).toMatchObject({ code: 0 });
        expect(inShort(up.policyEvents)).toEqual(["advisory volume-attached data"]);
        const { volume, url, prefix, monthlyCost } = await stack.outputs();
        expect(monthlyCost).toBe(5);
        const exported = await stack.exported();
        expect(exported).not.toContain(token);
        const again = await stack.unchanged();
        expect(again, again.text).toMatchObject({ code: 0 });

        const { apps } = await get("/v2/apps");
        expect(apps[0].live_url).toBe(url);
        const env = { PATH: process.env.PATH ?? "", PORT: "0", DIGITALOCEAN_API_URL: emulator.url };
        const job = spawn("sh", ["-c", `exec ${apps[0].spec.services[0].run_command}`], {
          env: { ...env, DIGITALOCEAN_TOKEN: token },
          stdio: "ignore",
        });
        try {
          await vi.waitFor(
            async () => {
              expect((await get("/v2/snapshots")).snapshots).toEqual([
                expect.objectContaining({
                  resource_id: volume,
                  name: expect.stringMatching(`^${prefix}\\d{8}-0300-data-`),
                }),
              ]);
            },
            { timeout: 20_000, interval: 100 },
          );
        } finally {
          job.kill("SIGKILL");
        }

        // The provider reads the secret back sealed, which is then what the app has.
        expect(await stack.refresh()).toMatchObject({ code: 0 });
        const sealed = await stack.unchanged();
        expect(sealed, sealed.text).toMatchObject({ code: 0 });
        expect(await stack.refresh("--expect-no-changes")).toMatchObject({ code: 0 });
        const sealedToken = async () => (await get("/v2/apps")).apps[0].spec.services[0].envs[0].value;
        const before = await sealedToken();
        want({ keep: { daily: 14 }, token: "dop_v1_another" });
        const changed = await stack.up();
        expect(changed, changed.text).toMatchObject({ code: 0 });
        expect(changed.text).toContain("~ 1 updated");
        expect(await sealedToken()).not.toBe(before);
        const unchanged = await stack.unchanged();
        expect(unchanged, unchanged.text).toMatchObject({ code: 0 });

        // Its name is taken for as long as it is there.
        want({ projectId: project });
        const preview = await stack.preview();
        expect(preview.text).toContain("+-1 to replace");
        expect(preview.text).toMatch(
          /-- .*App nightly-app delete original[\s\S]*\+\+ .*App nightly-app create replacement/,
        );

        const destroyed = await stack.destroy();
        expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
        expect(Object.keys(left(emulator.cloud)).sort()).toEqual(staying);
      } finally {
        bench.close();
      }
    });
  },
);
