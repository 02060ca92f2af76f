// A static site through the real engine and the vendor's provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const { StaticSite } = require("@infrafabric/digitalocean");
const wanted = require("./wanted.json");
const site = new StaticSite("www", { region: "nyc3", domain: "www.example.com", ...wanted.bucket });
new digitalocean.SpacesBucketObject("index", {
  bucket: site.bucketName, region: "nyc3", key: "index.html", content: "<p>Hello</p>", acl: "public-read",
  contentType: "text/html; charset=utf-8", cacheControl: "no-cache",
});
const docs = new StaticSite("docs", {
  region: "nyc", app: { source: { repository: "acme/docs" }, ...wanted.app }, domain: "docs.example.com", skipAlerts: true,
});
exports.docs = docs.url;
exports.url = site.url;
exports.monthlyCost = site.monthlyCost;
`;

describe.skipIf(!hasEngine || real === undefined)("a static site, with the real provider", { timeout: 600_000 }, () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it("goes up, shows no drift, changes in place and goes without a trace", async () => {
    const bench = openWorkbench(real);
    try {
      const dir = bench.project({ program, settings: "providers: { digitalocean: {} }\n" });
      const want = (wanted: object) => writeFileSync(join(dir, "wanted.json"), JSON.stringify(wanted));
      want({});
      const env = emulator.env();
      const headers = { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` };
      const body = JSON.stringify({ name: "example.com" });
      await fetch(`${emulator.url}/v2/domains`, { method: "POST", headers, body });
      const before = left(emulator.cloud);
      const stack = await bench.stack(dir, { pack: "none", env });

      const up = await stack.up();
      expect(up, up.text).toMatchObject({ code: 0 });
      expect(await stack.outputs()).toEqual({
        ...{ url: "https://www.example.com", docs: "https://docs.example.com", monthlyCost: 5 },
      });
      const { domain_records } = await (
        await fetch(`${emulator.url}/v2/domains/example.com/records?type=CNAME`, { headers })
      ).json();
      expect(domain_records.filter(({ name }: { readonly name: string }) => name === "www")).toMatchObject([
        { data: expect.stringMatching(/cdn\.digitaloceanspaces/) },
      ]);
      await expectUnchanged(stack);

      const after = { bucket: { cacheSeconds: 600, noncurrentVersionDays: 7 }, app: { errorDocument: "404.html" } };
      want(after);
      const changed = await stack.up();
      expect(changed, changed.text).toMatchObject({ code: 0 });
      expect(changed.text).toContain("~ 3 updated");
      await expectUnchanged(stack);

      want({ ...after, bucket: { region: "ams3" } });
      expect((await stack.preview()).text).toMatch(/SpacesBucket +www-bucket +replace/);

      want(after);
      const destroyed = await stack.destroy();
      expect(destroyed, destroyed.text).toMatchObject({ code: 0 });
      expect(left(emulator.cloud)).toEqual({ ...before, projects: 1 });
    } finally {
      bench.close();
    }
  });
});
