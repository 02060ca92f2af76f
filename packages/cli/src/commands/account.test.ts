import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "@infrafabric/emulator";
import { afterEach, expect, it, vi } from "vitest";
import { run } from "./account.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it("writes what an account has, and names what it could not read", async () => {
  await using stack = new AsyncDisposableStack();
  const emulator = await startEmulator();
  stack.defer(() => emulator.close());
  const token = "secret-of-this-test";
  vi.stubEnv("DIGITALOCEAN_TOKEN", token);
  vi.stubEnv("DIGITALOCEAN_API_URL", emulator.url);
  for (const name of ["SPACES_ACCESS_KEY_ID", "SPACES_SECRET_ACCESS_KEY"]) vi.stubEnv(name, undefined);
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  await fetch(`${emulator.url}/v2/droplets`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: "web", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" }),
  });
  const file = join(mkdtempSync(join(tmpdir(), "governor-account-")), "governor.lock.json");
  await run(["--output", file]);
  const text = readFileSync(file, "utf8");
  expect(JSON.parse(text)).toMatchObject({
    account: 1,
    team: { name: "My Team" },
    limits: { droplet_limit: expect.any(Number), volume_limit: expect.any(Number) },
    monthly: { expected: expect.any(Number) },
    unread: expect.arrayContaining([expect.objectContaining({ path: "s3://" })]),
    resources: [{ kind: "Droplet", name: "web", count: 1 }],
  });
  expect(text).not.toContain("@");
  expect(text).not.toContain(token);
  expect(said.mock.calls.flat().join("\n")).toContain("not read: s3://: buckets are listed over S3");
});
