// `governor audit --watch` as set-up leaves it in node_modules/.bin, against an emulator.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

const token = "watcher";
let emulator: Emulator;
let folder: string;
let child: ChildProcessWithoutNullStreams | undefined;

beforeEach(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "governor-watch-"));
  writeFileSync(join(folder, "governor.yaml"), "providers: { digitalocean: { regions: { allowed: [nyc3] } } }\n");
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await emulator.close();
  rmSync(folder, { recursive: true });
});

const headers = { authorization: `Bearer ${token}` };

async function createDroplet(region: string): Promise<string> {
  const body = JSON.stringify({ name: "web", region, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" });
  const response = await fetch(`${emulator.url}/v2/droplets`, { method: "POST", headers, body });
  const answer: { readonly droplet: { readonly id: number } } = JSON.parse(await response.text());
  return String(answer.droplet.id);
}

it("prints the whole report, then what is new and what is gone, and ends on Ctrl-C with the last exit code", async () => {
  await createDroplet("nyc3");
  const args = ["audit", "--watch", "--interval", "1", "--format", "json", "--rule", "region-allowed"];
  const watch = spawn(join(root, "node_modules", ".bin", "governor"), args, {
    cwd: folder,
    env: { ...process.env, DIGITALOCEAN_API_URL: emulator.url, DIGITALOCEAN_TOKEN: token },
  });
  child = watch;
  const lines: string[] = [];
  let rest = "";
  watch.stdout.on("data", (part) => {
    const all = `${rest}${part}`.split("\n");
    rest = all.pop() ?? "";
    lines.push(...all);
  });
  const ended = once(watch, "close");
  const line = (index: number) =>
    vi.waitFor(
      () => {
        const text = lines[index];
        if (text === undefined) throw new Error("not printed yet");
        return JSON.parse(text);
      },
      { timeout: 60_000, interval: 50 },
    );
  expect(await line(0)).toMatchObject({ summary: { mandatory: 0, violations: 0 } });
  const far = await createDroplet("sfo3");
  const isFar = { rule: "region-allowed", stack: expect.stringMatching(/^account\//), status: "violation" };
  expect(await line(1)).toMatchObject({ new: expect.arrayContaining([expect.objectContaining(isFar)]) });
  await fetch(`${emulator.url}/v2/droplets/${far}`, { method: "DELETE", headers });
  expect(await line(2)).toMatchObject({ gone: expect.arrayContaining([expect.objectContaining(isFar)]) });
  await createDroplet("sfo3");
  expect(await line(3)).toMatchObject({ new: expect.arrayContaining([expect.objectContaining(isFar)]) });
  watch.kill("SIGINT");
  expect(await ended).toEqual([1, null]);
  expect(lines).toHaveLength(4);
});
