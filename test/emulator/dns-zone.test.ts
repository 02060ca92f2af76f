// A DNS zone through the real engine and the vendor's provider, against the emulator.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const { DnsZone } = require("@infrafabric/digitalocean");
const zone = new DnsZone("zone", {
  domain: "example.com",
  records: require("./records.json"),
  mail: { senders: ["include:_spf.example.net"], reportEmails: ["dmarc@example.com"] },
  certificateDomains: ["example.com", "*.example.com"],
});
exports.hostNames = zone.hostNames;
`;
const settings = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";
const records = {
  apex: { type: "A", value: "192.0.2.1" },
  v6: { type: "AAAA", value: "2001:db8::1" },
  docs: { type: "CNAME", name: "docs", value: "docs.example.net." },
  www: { type: "CNAME", name: "www", value: "@" },
  mx: { type: "MX", value: "mail.example.net.", priority: 0 },
  key: { type: "TXT", name: "s1._domainkey", value: "v=DKIM1; k=ed25519; p=AAAA" },
  sip: { type: "SRV", name: "_sip._tcp", value: "sip.example.com.", priority: 0, weight: 0, port: 5060 },
  report: { type: "CAA", value: "mailto:ca@example.com", flags: 0, tag: "iodef" },
  sub: { type: "NS", name: "sub", value: "ns1.example.net." },
};

describe.skipIf(!hasEngine || real === undefined)("a DNS zone with the real provider", { timeout: 600_000 }, () => {
  it("goes up, stays as it is, shows no drift, changes, and leaves nothing", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const bench = openWorkbench(real);
    onTestFinished(() => bench.close());
    const dir = bench.project({ program, settings, files: { "records.json": JSON.stringify(records) } });
    const stack = await bench.stack(dir, { env: emulator.env() });
    const before = left(emulator.cloud);

    const up = await stack.up();
    expect(up, up.text).toMatchObject({ code: 0 });
    expect(up.text).toContain("+ 16 created");
    expect(await stack.outputs()).toMatchObject({
      hostNames: { apex: "example.com", www: "www.example.com", sip: "_sip._tcp.example.com" },
    });
    await expectUnchanged(stack);

    // One in place, and one that becomes a CNAME where it was an address.
    const changed = {
      ...records,
      v6: { ...records.v6, value: "2001:db8::2" },
      docs: { type: "A", name: "docs", value: "192.0.2.2" },
      www: { type: "A", name: "www", value: "192.0.2.3" },
    };
    writeFileSync(join(dir, "records.json"), JSON.stringify(changed));
    const change = await stack.up();
    expect(change, change.text).toMatchObject({ code: 0 });
    expect(change.text).toMatch(/~ 1 updated\n\s+\+-2 replaced/);
    const rest = await stack.unchanged();
    expect(rest, rest.text).toMatchObject({ code: 0 });

    const destroyed = await stack.destroy();
    expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
    expect(left(emulator.cloud)).toEqual(before);
  });
});
