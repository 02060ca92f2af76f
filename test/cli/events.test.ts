// `governor events` as set-up leaves it in node_modules/.bin, against an emulator.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;
const key = "0123456789abcdef0123456789abcdef";
const secret = `whsec_${Buffer.from(key).toString("base64")}`;

let emulator: Emulator;
let folder: string;
const started: ChildProcessWithoutNullStreams[] = [];

beforeEach(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(join(tmpdir(), "governor-events-"));
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  await emulator.close();
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly child: ChildProcessWithoutNullStreams;
  out(): string;
  err(): string;
  readonly code: Promise<number | null>;
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const child = spawn(join(root, "node_modules", ".bin", "governor"), ["events", ...args], {
    cwd: root,
    env: { ...process.env, DIGITALOCEAN_API_URL: emulator.url, DIGITALOCEAN_TOKEN: token, ...env },
  });
  started.push(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (part) => {
    said.out += part;
  });
  child.stderr.on("data", (part) => {
    said.err += part;
  });
  const code = once(child, "close").then(([ended]) => {
    expect(said.out + said.err).not.toContain(token);
    expect(said.out + said.err).not.toContain(key);
    return ended;
  });
  return { child, out: () => said.out, err: () => said.err, code };
}

/** What a run says and how it ends. */
async function run(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const one = start(args, env);
  const code = await one.code;
  return { code, out: one.out(), err: one.err() };
}

/** Creates a Droplet, which is an action that begins and ends. */
async function createDroplet(name: string): Promise<void> {
  const { status } = await fetch(`${emulator.url}/v2/droplets`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ name, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" }),
  });
  expect(status).toBe(202);
}

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An endpoint that answers with a status; it closes with the test's emulator. */
async function openEndpoint(status: number) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  return { url: `http://127.0.0.1:${port}/events`, received, close: () => server.close() };
}

const typesIn = (lines: string) =>
  lines
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => Reflect.get(Object(JSON.parse(line)), "type"));

const pair = ["droplet.create.started", "droplet.create.completed"];

describe("governor events", () => {
  it("prints JSON lines, and goes on where it stopped", async () => {
    const cursor = join(folder, "deep", "events.cursor");
    await createDroplet("web-1");
    const first = await run(["--since", "1h", "--cursor", cursor]);
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(typesIn(first.out)).toEqual(pair);
    expect(JSON.parse(first.out.split("\n")[1] ?? "")).toMatchObject({
      id: expect.stringMatching(/^\d+\.completed$/),
      timestamp: expect.stringMatching(/^\d{4}-/),
      data: { type: "create", resource_type: "droplet", region_slug: "nyc3" },
    });
    expect((await run(["--cursor", cursor])).out).toBe("");
    await createDroplet("web-2");
    expect(typesIn((await run(["--cursor", cursor])).out)).toEqual(pair);
    expect(readFileSync(cursor, "utf8")).not.toContain("dop_v1_");
  });

  it("goes on until it is stopped", async () => {
    const cursor = join(folder, "events.cursor");
    const following = start(["--follow", "--interval", "1", "--cursor", cursor]);
    await expect.poll(() => existsSync(cursor), { timeout: 60_000 }).toBe(true);
    await createDroplet("web-1");
    await expect.poll(() => typesIn(following.out()), { timeout: 60_000 }).toEqual(pair);
    following.child.kill("SIGINT");
    expect(await following.code).toBe(0);
    expect((await run(["--cursor", cursor])).out).toBe("");
  });

  it("says by its exit code that it was stopped before all was delivered", async () => {
    emulator.faults.add({ preset: "slow", seconds: 60, path: "/v2/actions" });
    const stopped = start(["--since", "1h"]);
    await expect.poll(() => emulator.log.last(10).some(({ path }) => path.startsWith("/v2/account"))).toBe(true);
    stopped.child.kill("SIGINT");
    expect(await stopped.code).toBe(130);
  });

  it("posts signed events, and moves the cursor only once they are accepted", async () => {
    const cursor = join(folder, "events.cursor");
    await createDroplet("web-1");
    const refusing = await openEndpoint(401);
    const args = ["--since", "1h", "--cursor", cursor, "--to"];
    const refused = await run([...args, refusing.url], { GOVERNOR_WEBHOOK_SECRET: secret });
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^governor: event \d+\.started was not accepted by http:\S+: it answered 401\n$/);
    refusing.close();
    const accepting = await openEndpoint(204);
    expect(await run([...args, accepting.url], { GOVERNOR_WEBHOOK_SECRET: secret })).toEqual({
      code: 0,
      out: "",
      err: "",
    });
    accepting.close();
    expect(accepting.received.flatMap(({ body }) => typesIn(body))).toEqual(pair);
    for (const { headers, body } of accepting.received) {
      const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
      expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
      expect(headers.authorization).toBeUndefined();
    }
  });

  it("moves no cursor where nobody reads, and delivers everything to the next run", async () => {
    const cursor = join(folder, "events.cursor");
    await createDroplet("web-1");
    const args = ["--since", "1h", "--cursor", cursor];
    const unread = start(args);
    unread.child.stdout.destroy();
    expect(await unread.code).toBe(0);
    expect(typesIn((await run(args)).out)).toEqual(pair);
  });

  it.each([
    [[], "--since is missing: name the time to begin at, such as 2h"],
    [
      ["--since", "yesterday"],
      '--since must be a time such as 2026-11-01T00:00:00Z or a duration such as 30m, 2h or 7d, not "yesterday"',
    ],
    [["--since", "1h", "--interval", "0"], '--interval must be a whole number of seconds from 1 to 86400, not "0"'],
    [["--since", "2199-01-01"], '--since is in the future: "2199-01-01"'],
    [
      ["--to", "ftp://host/"],
      "--since is missing: name the time to begin at, such as 2h\n          --to begins with ftp:, expected https:",
    ],
    [
      ["--since", "1h", "--to", "ftp://host/"],
      "--to begins with ftp:, expected https:\n          GOVERNOR_WEBHOOK_SECRET is missing: make one with",
    ],
    [
      ["--since", "1h", "--cursor", "package.json"],
      "--cursor package.json: the text is not a cursor that governor events wrote",
    ],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`governor: ${message}`);
  });

  it("refuses to begin without a token, and says when the API cannot be reached", async () => {
    const none = { DIGITALOCEAN_TOKEN: "", DIGITALOCEAN_ACCESS_TOKEN: "" };
    expect(await run(["--since", "1h"], none)).toMatchObject({
      code: 2,
      err: expect.stringContaining("governor: no token: DIGITALOCEAN_TOKEN and DIGITALOCEAN_ACCESS_TOKEN are empty"),
    });
    const unreachable = await run(["--since", "1h"], { DIGITALOCEAN_API_URL: "http://127.0.0.1:1/v2" });
    expect(unreachable.code).toBe(2);
    expect(unreachable.err).toMatch(/^governor: DIGITALOCEAN_API_URL is http:\/\/127\.0\.0\.1:1\/v2: /);
  });
});
