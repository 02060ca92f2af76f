// What was made by hand becomes a web tier: imported by the CLI, then adopted, with the real engine and provider.
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";

const program = `
const { GovernedWebTier } = require("@infrafabric/digitalocean");
const urn = (type, name) => \`urn:pulumi:\${pulumi.getStack()}::\${pulumi.getProject()}::digitalocean:index/\${type}::\${name}\`;
new GovernedWebTier("web", {
  region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", keys: ["a"], skipAlerts: true, skipUptimeCheck: true,
  exemptions: [{ rule: "load-balancer-https", reason: "a test", owner: "web", expires: "2099-12-31" }],
  adopt: { "web-vpc": urn("vpc:Vpc", "net"), "web-a": urn("droplet:Droplet", "one") },
});`;

const settings = "providers: { digitalocean: {} }\nexempt_in_code: [load-balancer-https]\n";

describe.skipIf(!hasEngine || real === undefined)("what was made by hand", () => {
  it("is imported and adopted as it is, and stays", { timeout: 600_000 }, async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    try {
      const env = emulator.env();
      const post = async (path: string, body: object) => {
        const headers = { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` };
        return (await fetch(`${emulator.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
      };
      // The first VPC of a region becomes its default.
      await post("/v2/vpcs", { name: "default", region: "nyc3" });
      const { vpc } = await post("/v2/vpcs", { name: "by-hand", region: "nyc3", ip_range: "10.20.0.0/24" });
      const { droplet } = await post("/v2/droplets", {
        name: "one.example.com",
        region: "nyc3",
        size: "s-1vcpu-1gb",
        image: "ubuntu-24-04-x64",
        vpc_uuid: vpc.id,
        tags: ["by-hand"],
      });

      const stack = await bench.stack(bench.project({ program, settings }), { env, pack: "none" });
      for (const [type, name, id] of [
        ["digitalocean:index/vpc:Vpc", "net", vpc.id],
        ["digitalocean:index/droplet:Droplet", "one", String(droplet.id)],
      ] as const) {
        const imported = await stack.import(type, name, id);
        expect(imported, imported.text).toMatchObject({ code: 0 });
      }

      const up = await stack.up("--skip-preview");
      expect(up, up.text).toMatchObject({ code: 0 });
      expect(up.text).toMatch(/~ 2 updated/);
      expect(up.text).not.toMatch(/deleted|replaced/);
      for (const again of [await stack.unchanged(), await stack.refresh("--expect-no-changes")]) {
        expect(again, again.text).toMatchObject({ code: 0 });
      }
      const kept = await fetch(`${emulator.url}/v2/droplets/${droplet.id}`, {
        headers: { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` },
      });
      expect(await kept.json()).toMatchObject({
        droplet: { name: "one.example.com", features: expect.arrayContaining(["backups"]) },
      });
    } finally {
      bench.close();
      await emulator.close();
    }
  });
});
