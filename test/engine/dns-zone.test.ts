// A DNS zone in the real engine: up, nothing the second time, a change in place, and down again.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

const program = `
const { DnsZone } = require("@infrafabric/digitalocean");
const zone = new DnsZone("zone", {
  domain: "example.com",
  records: require("./records.json"),
  mail: { senders: ["include:_spf.example.net"] },
  certificateDomains: ["example.com"],
});
exports.hostNames = zone.hostNames;
exports.nameServers = zone.nameServers;
`;
const records = {
  www: { type: "A", name: "www", value: "192.0.2.1" },
  mx: { type: "MX", value: "mail.example.net.", priority: 10 },
};
const settings = "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n";

describe.skipIf(!hasEngine)("a DNS zone in the engine", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("passes the pack, changes a record in place, and comes down again", async () => {
    const dir = workbench.project({ program, settings, files: { "records.json": JSON.stringify(records) } });
    const stack = await workbench.stack(dir);
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    expect(inShort(up.policyEvents)).toEqual([]);
    expect((await stack.outputs()).nameServers).toHaveLength(3);
    const again = await stack.unchanged();
    expect(again.code, again.text).toBe(0);

    const before = workbench.done().length;
    const changed = { ...records, www: { ...records.www, value: "192.0.2.2" } };
    writeFileSync(join(dir, "records.json"), JSON.stringify(changed));
    const change = await stack.up();
    expect(change.code, change.text).toBe(0);
    expect(workbench.done().slice(before)).toEqual(["update DnsRecord"]);

    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
  });
});
