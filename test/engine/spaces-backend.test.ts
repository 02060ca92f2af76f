// The state of a stack in Spaces: the engine's own S3 backend, and the emulator.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateBucketCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { hasEngine, openWorkbench } from "./workbench.ts";

/** Creates a tag, tells that it has come so far, and goes on when it is told to. */
const program = `
const { existsSync, writeFileSync } = require("node:fs");
module.exports = async () => {
  new digitalocean.Tag("web", { name: "web" });
  writeFileSync("running", "");
  while (!existsSync("go")) await new Promise((resolve) => setTimeout(resolve, 20));
};
`;

describe.skipIf(!hasEngine)("the state of a stack in Spaces", () => {
  it("is reached by login, locked while it changes, and gone with what was deployed", async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench();
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = emulator.env();
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    const spaces = new S3Client({ endpoint: emulator.url, region: "us-east-1", forcePathStyle: true, credentials });
    await spaces.send(new CreateBucketCommand({ Bucket: "state" }));
    const keys = async (prefix: string) => {
      const found: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: spaces },
        { Bucket: "state", Prefix: prefix },
      )) {
        found.push(...Contents.map(({ Key = "" }) => Key));
      }
      return found;
    };

    // An empty variable is none: what counts then is the login.
    const env = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, PULUMI_BACKEND_URL: "" };
    const backend = `s3://state?endpoint=${emulator.url}&s3ForcePathStyle=true&region=nyc3`;
    const login = await bench.pulumi(["login", backend], env);
    expect(login).toMatchObject({ code: 0, stdout: expect.stringContaining("s3://state") });

    const dir = bench.project({ program });
    const stack = await bench.stack(dir, { pack: "none", env });
    const first = stack.up("--skip-preview");
    await expect.poll(() => existsSync(join(dir, "running")), { timeout: 60_000 }).toBe(true);
    expect(await keys(".pulumi/locks/")).toHaveLength(1);
    const second = await stack.up("--skip-preview");
    expect(second.code).not.toBe(0);
    expect(second.text).toContain("the stack is currently locked by 1 lock(s)");

    writeFileSync(join(dir, "go"), "");
    const up = await first;
    expect(up, up.text).toMatchObject({ code: 0 });
    expect(await keys(".pulumi/locks/")).toEqual([]);
    expect(await keys(".pulumi/stacks/")).toContain(".pulumi/stacks/project-1/dev.json");
    expect(bench.done()).toEqual(["create Tag"]);
    const again = await stack.up("--expect-no-changes");
    expect(again, again.text).toMatchObject({ code: 0 });

    const destroy = await stack.destroy();
    expect(destroy, destroy.text).toMatchObject({ code: 0 });
    expect(bench.done()).toEqual(["create Tag", "delete Tag"]);
    expect(JSON.parse(await stack.exported()).deployment.resources ?? []).toEqual([]);
  });
});
