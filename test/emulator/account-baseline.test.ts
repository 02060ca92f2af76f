// An account's baseline, with a zone in a project of it, through the vendor's provider, against the emulator.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6kkQyAdaJXyB2UkQfK8oYRgnLzJlVR2Lk";
const program = `
const { AccountBaseline } = require("@infrafabric/digitalocean");
const { description, owner } = require("./args.json");
const zone = new digitalocean.Domain("zone", { name: "example.com" });
const account = new AccountBaseline("account", {
  projects: { dev: {}, prod: { name: "Shop", description, resources: [zone.domainUrn] } },
  sshKeys: { ops: "${publicKey} " + owner },
  registry: { name: "acme", region: "nyc3" },
});
exports.fingerprints = account.sshKeyFingerprints;
exports.registryEndpoint = account.registryEndpoint;
`;
const settings = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";
const args = { description: "The shop", owner: "ann@example.com" };

describe.skipIf(!hasEngine || real === undefined)(
  "an account's baseline with the real provider",
  { timeout: 600_000 },
  () => {
    it("goes up, stays as it is, shows no drift, changes, and leaves nothing", async () => {
      const emulator = await startEmulator();
      onTestFinished(() => emulator.close());
      const bench = openWorkbench(real);
      onTestFinished(() => bench.close());
      const dir = bench.project({ program, settings, files: { "args.json": JSON.stringify(args) } });
      const stack = await bench.stack(dir, { env: emulator.env() });
      const before = left(emulator.cloud);

      const up = await stack.up();
      expect(up, up.text).toMatchObject({ code: 0 });
      expect(up.text).toContain("+ 8 created");
      expect(await stack.outputs()).toMatchObject({
        fingerprints: { ops: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/) },
        registryEndpoint: "registry.digitalocean.com/acme",
      });
      await expectUnchanged(stack);

      // The project in place; the key anew, of which DigitalOcean would not take a second one.
      writeFileSync(join(dir, "args.json"), JSON.stringify({ description: "Sells", owner: "bob@example.com" }));
      const change = await stack.up();
      expect(change, change.text).toMatchObject({ code: 0 });
      expect(change.text).toMatch(/~ 1 updated\n\s+\+-1 replaced/);
      const rest = await stack.unchanged();
      expect(rest, rest.text).toMatchObject({ code: 0 });

      const destroyed = await stack.destroy();
      expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
      // The default project and the registry's subscription are the account's.
      expect(left(emulator.cloud)).toEqual({ ...before, projects: 1, registry_subscription: 1 });
    });
  },
);
