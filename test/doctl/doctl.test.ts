// A day of doctl with one account of the emulator, command after command.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { left } from "../emulator/left.ts";
import { obtainDoctl } from "./doctl.ts";
import { type Command, session } from "./session.ts";

const token = `dop_v1_${"0".repeat(64)}`;

const doctl = await obtainDoctl().catch((error: unknown) => {
  console.warn(`SKIPPED: no doctl, so none of its commands were run: ${error}`);
  return undefined;
});

const spec = (instances: object) =>
  JSON.stringify({
    name: "shop",
    region: "nyc",
    alerts: [{ rule: "DEPLOYMENT_FAILED" }],
    services: [
      {
        name: "web",
        image: { registry_type: "DOCKER_HUB", registry: "library", repository: "nginx", tag: "1" },
        ...instances,
      },
    ],
  });

describe.skipIf(doctl === undefined)("a session of doctl", () => {
  const home = mkdtempSync(join(tmpdir(), "doctl-"));
  const kept: Record<string, string> = {};
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await startEmulator();
    const file = (name: string, text: string) => {
      kept[name] = join(home, `${name}.yaml`);
      writeFileSync(kept[name], text);
    };
    file("spec", spec({ instance_size_slug: "apps-s-1vcpu-1gb", instance_count: 1 }));
    file("wrong", spec({ instance_size_slug: "apps-s-1vcpu-1gb-fixed", instance_count: 2 }));
    await createBucket(emulator, "assets");
  });

  afterAll(async () => {
    await emulator.close();
    rmSync(home, { recursive: true });
  });

  const run = async ([line, code, says, keeps]: Command) => {
    const fill = (text: string) => text.replaceAll(/\$([a-z]\w*)/g, (word, name: string) => kept[name] ?? word);
    const words = line.match(/'[^']*'|\S+/g) ?? [];
    const args = words.map((word) => fill(word.replace(/^'(.*)'$/, "$1")));
    const options = ["--http-retry-max", "0", "--config", join(home, "config.yaml")];
    const env = { HOME: home, DIGITALOCEAN_ACCESS_TOKEN: token, DIGITALOCEAN_API_URL: emulator.url };
    const done = await capture(doctl ?? "", [...args, ...options], { env, timeout: 60_000 });
    // The first row below the head of a table.
    if (keeps !== undefined) kept[keeps] = done.stdout.split("\n")[1]?.split(/\s+/)[0] ?? "";
    const text = `${done.stdout}${done.stderr}`;
    return done.code === code && text.includes(fill(says)) ? [] : [`doctl ${line}: exit code ${done.code}\n${text}`];
  };

  it.each(Object.entries(session))("%s", async (_, commands) => {
    const surprises: string[] = [];
    for (const command of commands) surprises.push(...(await run(command)));
    expect(surprises.join("\n")).toBe("");
  });

  it("is longer than two hundred commands, and leaves what nobody can delete", () => {
    expect(Object.values(session).flat().length).toBeGreaterThan(200);
    expect(left(emulator.cloud)).toEqual({
      // The default ones, and what remembers where something was.
      ...{ projects: 1, vpcs: 2, project_assignments: 2, registry_subscription: 1 },
      // The cluster's own tag, and the bucket that doctl did not make.
      ...{ tags: 1, spaces_buckets: 1 },
    });
  });
});

/** What a CDN stands before: doctl makes no buckets. */
async function createBucket(emulator: Emulator, Bucket: string): Promise<void> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = emulator.env(token);
  const client = new S3Client({
    endpoint: emulator.url,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  await client.send(new CreateBucketCommand({ Bucket }));
  client.destroy();
}
