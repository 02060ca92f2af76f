import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { JobConfig } from "./job/job-config";
import { runCommandOf } from "./run-command";

const config: JobConfig = {
  owner: "shop-prod-nightly-1a2b3c4d",
  volumes: [],
  volumeTag: "nightly",
  droplets: [],
  copyTo: [],
  everyHours: 24,
  startTime: "03:00",
  lateHours: 6,
  keep: { daily: 7, weekly: 4, monthly: 6 },
  tags: [],
};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Runs the job as App Platform does, with nothing but its environment. */
async function run(url: string) {
  const port = await freePort();
  const env = {
    PATH: process.env.PATH ?? "",
    PORT: String(port),
    DIGITALOCEAN_API_URL: url,
    DIGITALOCEAN_TOKEN: "a-secret-token",
  };
  const child = spawn("sh", ["-c", `exec ${runCommandOf(config)}`], {
    env,
    cwd: "/",
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  }
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return {
    child,
    printed: () => printed,
    ask: async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, text: await response.text() };
    },
  };
}

const soon = { timeout: 20_000, interval: 50 };

describe("the job as an app runs it", () => {
  it("takes a snapshot, says so, answers that it is on time, and ends when it is told to", async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const headers = { authorization: "Bearer a-secret-token", "content-type": "application/json" };
    const body = JSON.stringify({ name: "data", region: "nyc3", size_gigabytes: 10, tags: ["nightly"] });
    await fetch(`${emulator.url}/v2/volumes`, { method: "POST", headers, body });

    const job = await run(emulator.url);
    await vi.waitFor(async () => expect(await job.ask("/")).toEqual({ status: 200, text: "ok\n" }), soon);
    expect(await job.ask("/alive")).toEqual({ status: 200, text: "ok\n" });
    const list = await fetch(`${emulator.url}/v2/snapshots`, { headers });
    const { snapshots } = JSON.parse(await list.text());
    expect(snapshots).toEqual([
      expect.objectContaining({ name: expect.stringMatching(/^shop-prod-nightly-1a2b3c4d-\d{8}-0300-data$/) }),
    ]);
    const [started, taken] = job
      .printed()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(started).toMatchObject({ event: "started", ...config });
    expect(taken).toMatchObject({ event: "taken", snapshot: snapshots[0].name });
    expect(job.printed()).not.toContain("a-secret-token");

    job.child.kill("SIGTERM");
    expect(await once(job.child, "exit")).toEqual([0, null]);
  });

  it("is alive, but not on time, where DigitalOcean refuses its token", async () => {
    const refusing = createHttpServer((_, response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end('{"id":"Unauthorized","message":"Unable to authenticate you"}');
    });
    refusing.listen(0, "127.0.0.1");
    await once(refusing, "listening");
    onTestFinished(() => {
      refusing.close();
    });
    const address = refusing.address();
    if (typeof address !== "object" || address === null) throw new Error("no port");

    const job = await run(`http://127.0.0.1:${address.port}`);
    await vi.waitFor(() => expect(job.printed()).toContain("401"), soon);
    expect(await job.ask("/")).toEqual({ status: 503, text: "DigitalOcean has not answered yet\n" });
    expect((await job.ask("/alive")).status).toBe(200);
    expect(job.printed()).not.toContain("a-secret-token");
  });
});

describe("the command", () => {
  const command = runCommandOf(config);

  it("holds nothing that App Platform or a shell would fill in, and is far below what Linux takes", () => {
    expect(command).not.toMatch(/[$`\\!]/);
    // One argument takes up to 128 KiB.
    expect(command.length).toBeLessThan(16 * 1024);
  });

  it("is the same for the same schedule, as another one would deploy the app again", () => {
    expect(runCommandOf({ ...config })).toBe(command);
    expect(runCommandOf({ ...config, lateHours: 7 })).not.toBe(command);
  });
});
