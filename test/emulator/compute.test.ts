// What Droplets are made of, through the real engine and the vendor's provider, against the emulator.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6kkQyAdaJXyB2UkQfK8oYRgnLzJlVR2Lk ops@example.com";

const program = `
const web = require("./web.json");
const vpc = new digitalocean.Vpc("net", { name: "net", region: "nyc3", ipRange: "10.20.0.0/24" });
const tag = new digitalocean.Tag("web", { name: "Web" });
const key = new digitalocean.SshKey("ops", { name: "ops", publicKey: "${publicKey}" });
const volume = new digitalocean.Volume("data", {
  name: "data", region: "nyc3", size: web.gigabytes, initialFilesystemType: "ext4", description: "logs", tags: [tag.name],
});
const droplet = new digitalocean.Droplet("web", {
  name: web.name, region: "nyc3", size: web.size, image: "ubuntu-24-04-x64", vpcUuid: vpc.id,
  sshKeys: [key.fingerprint], tags: [tag.name, ...web.tags], userData: "#!/bin/sh\\ntrue\\n", monitoring: true, ipv6: true,
  ...web.backups,
});
const attachment = new digitalocean.VolumeAttachment("data", { dropletId: droplet.id.apply(Number), volumeId: volume.id });
const address = new digitalocean.ReservedIp("web", { region: "nyc3" });
new digitalocean.ReservedIpAssignment("web", { ipAddress: address.ipAddress, dropletId: droplet.id.apply(Number) });
const twin = new digitalocean.Droplet("twin", { name: "twin", region: "nyc3", size: "s-1vcpu-1gb", image: "debian-13-x64" });
const floating = new digitalocean.FloatingIp("twin", { region: "nyc3" });
new digitalocean.FloatingIpAssignment("twin", { ipAddress: floating.ipAddress, dropletId: twin.id.apply(Number) });
const address6 = new digitalocean.ReservedIpv6("web", { regionSlug: "nyc3" });
new digitalocean.ReservedIpv6Assignment("web", { ip: address6.ip, dropletId: droplet.id.apply(Number) });
new digitalocean.DropletSnapshot("web", { name: "web-first", dropletId: droplet.id }, { dependsOn: attachment });
new digitalocean.VolumeSnapshot("data", { name: "data-first", volumeId: volume.id, tags: ["Web"] });
new digitalocean.DropletAutoscale("pool", {
  name: "pool",
  config: { minInstances: web.members, maxInstances: 4, targetCpuUtilization: 0.6, cooldownMinutes: 5 },
  dropletTemplate: {
    region: "nyc3", size: "s-1vcpu-1gb", image: "debian-13-x64", sshKeys: [key.fingerprint], tags: ["pool"], vpcUuid: vpc.id,
    withDropletAgent: true,
  },
});
new digitalocean.CustomImage("mine", { name: "mine", url: "https://example.com/mine.img", regions: ["nyc3", "sfo3"] });
exports.address = droplet.ipv4Address;
exports.account = digitalocean.getAccountOutput().dropletLimit;
exports.sizes = digitalocean.getSizesOutput({ filters: [{ key: "slug", values: ["s-1vcpu-1gb"] }] }).sizes[0].priceMonthly;
`;

/** What the program is told at first, and what later. */
const before = {
  name: "web",
  size: "s-1vcpu-1gb",
  gigabytes: 10,
  members: 2,
  tags: ["first"],
  backups: { backups: true, backupPolicy: { plan: "weekly", weekday: "MON", hour: 4 } },
};
const larger = { ...before, name: "web-2", size: "s-2vcpu-2gb", gigabytes: 20, members: 3, tags: ["second"] };
// By itself: the provider reads the Droplet while it resizes, and then takes what it read for what is wanted.
const withoutBackups = { ...larger, backups: {} };

describe.skipIf(!hasEngine || real === undefined)("Droplets and what belongs to them, with the real provider", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it("are created, stay as they are, change and go without a trace", { timeout: 600_000 }, async () => {
    const bench = openWorkbench(real);
    try {
      const dir = bench.project({ program, files: { "web.json": JSON.stringify(before) } });
      const env = { DIGITALOCEAN_API_URL: emulator.url, DIGITALOCEAN_TOKEN: "token" };
      const stack = await bench.stack(dir, { pack: "none", env });

      expect((await stack.up()).text).toContain("+ 18 created");
      expect(await stack.outputs()).toMatchObject({
        account: 100,
        sizes: 6,
        address: expect.stringMatching(/^198\.18\./),
      });
      await expectUnchanged(stack);

      for (const [next, updated] of [
        [larger, "~ 3 updated"],
        [withoutBackups, "~ 1 updated"],
      ] as const) {
        writeFileSync(join(dir, "web.json"), JSON.stringify(next));
        expect((await stack.up()).text).toContain(updated);
        await expectUnchanged(stack);
      }

      expect((await stack.destroy()).text).toContain("- 18 deleted");
      // What a region's default VPC was made for is gone; it stays, as DigitalOcean's does.
      expect(left(emulator.cloud)).toEqual({ projects: 1, tags: 3, vpcs: 1 });
    } finally {
      bench.close();
    }
  });
});
