// The real provider's own calls against the emulator's Spaces, which it reaches through a proxy.
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const region = "nyc3";
const logs = new digitalocean.SpacesBucket("logs", { name: "emulated-logs", region, forceDestroy: true });
const files = new digitalocean.SpacesBucket("files", {
  name: "emulated-files",
  region,
  acl: "private",
  versioning: { enabled: true },
  lifecycleRules: [
    { id: "old", enabled: true, noncurrentVersionExpiration: { days: 30 }, abortIncompleteMultipartUploadDays: 7 },
    { id: "tmp", enabled: true, prefix: "tmp/", expiration: { days: 1 } },
  ],
  forceDestroy: true,
});
new digitalocean.SpacesBucketLogging("logging", {
  bucket: files.id, region, targetBucket: logs.id, targetPrefix: "access/",
});
new digitalocean.SpacesBucketCorsConfiguration("cors", {
  bucket: files.id, region,
  corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["https://example.com"], maxAgeSeconds: 300 }],
});
new digitalocean.SpacesBucketPolicy("policy", {
  bucket: files.name, region,
  policy: files.name.apply((name) => JSON.stringify({
    Version: "2012-10-17",
    Statement: [{
      Effect: "Allow", Principal: "*", Action: ["s3:GetObject"], Resource: [\`arn:aws:s3:::\${name}/public/*\`],
    }],
  })),
});
new digitalocean.SpacesBucketObject("page", {
  bucket: files.name, region, key: "public/index.html", content: "<p>hello</p>", contentType: "text/html",
});
`;

describe.skipIf(!hasEngine || real === undefined)("the real provider", () => {
  it("makes buckets of the emulator, finds them as it left them, and leaves nothing", async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    const stack = await bench.stack(bench.project({ program }), { pack: "none", env: emulator.env() });
    const up = await stack.up();
    expect(up, up.text).toMatchObject({ code: 0 });
    expect(up.text).toContain("+ 7 created");

    const page = await fetch(`${emulator.url}/emulated-files/public/index.html`);
    expect([await page.text(), page.headers.get("content-type")]).toEqual(["<p>hello</p>", "text/html"]);

    await expectUnchanged(stack);
    const destroy = await stack.destroy();
    expect(destroy, destroy.text).toMatchObject({ code: 0 });
    expect(left(emulator.cloud)).toEqual({});
  });
});
