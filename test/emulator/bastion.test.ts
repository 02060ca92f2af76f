// A bastion, and a Droplet behind it, through the real engine and the vendor's provider, against the emulator.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6kkQyAdaJXyB2UkQfK8oYRgnLzJlVR2Lk ops@example.com";

const program = `
const { Bastion } = require("@infrafabric/digitalocean");
const { sshFrom, rebootHour } = require("./args.json");
const key = new digitalocean.SshKey("ops", { name: "ops", publicKey: "${publicKey}" });
const bastion = new Bastion("gate", {
  region: "nyc3", sshFrom, rebootHour, sshKeys: [key.fingerprint], ipRange: "10.20.0.0/24", alertEmails: ["ops@example.com"],
});
const tag = new digitalocean.Tag("jobs", { name: "jobs" });
new digitalocean.Firewall("jobs", { name: "jobs", tags: [tag.name], inboundRules: [bastion.inboundRule] });
exports.ip = bastion.ip;
exports.jumpHost = bastion.jumpHost;
`;
const settings = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";
const args = { sshFrom: ["203.0.113.0/24"], rebootHour: 4 };

describe.skipIf(!hasEngine || real === undefined)("a bastion with the real provider", { timeout: 900_000 }, () => {
  it("goes up, stays as it is, shows no drift, keeps its address when it is replaced, and leaves nothing", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const bench = openWorkbench(real);
    onTestFinished(() => bench.close());
    const dir = bench.project({ program, settings, files: { "args.json": JSON.stringify(args) } });
    const env = emulator.env();
    const stack = await bench.stack(dir, { env });
    /** Where the reserved address leads. */
    const assigned = async (ip: unknown): Promise<unknown> => {
      const headers = { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` };
      const answer = await fetch(`${emulator.url}/v2/reserved_ips/${ip}`, { headers });
      return Object(await answer.json()).reserved_ip.droplet?.id;
    };

    const up = await stack.up();
    expect(up, up.text).toMatchObject({ code: 0 });
    expect(up.text).toContain("+ 15 created");
    const { ip, jumpHost } = await stack.outputs();
    expect(jumpHost).toBe(`bastion@${ip}`);
    await expectUnchanged(stack);
    const first = await assigned(ip);
    expect(first).toEqual(expect.any(Number));

    // The firewall in place; the Droplet anew, at the same address.
    writeFileSync(join(dir, "args.json"), JSON.stringify({ sshFrom: ["198.51.100.0/24"], rebootHour: 5 }));
    const change = await stack.up();
    expect(change, change.text).toMatchObject({ code: 0 });
    expect(change.text).toMatch(/~ 1 updated\n\s+\+-2 replaced/);
    expect((await stack.outputs()).ip).toBe(ip);
    const second = await assigned(ip);
    expect(second).toEqual(expect.any(Number));
    expect(second).not.toBe(first);
    const rest = await stack.unchanged();
    expect(rest, rest.text).toMatchObject({ code: 0 });

    const destroyed = await stack.destroy();
    expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
    // What a region's default VPC was made for is gone; it stays, as DigitalOcean's does.
    expect(left(emulator.cloud)).toEqual({ projects: 1, vpcs: 1 });
  });
});
