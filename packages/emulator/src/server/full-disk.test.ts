import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openSpaces, spacesOf } from "../test/spaces.ts";
import { startEmulator } from "./emulator.ts";

let isFull = false;
vi.mock(import("node:fs"), async (original) => {
  const fs = await original();
  const full = <F extends (...args: never[]) => unknown>(write: F) =>
    vi.fn((...args: Parameters<F>) => {
      if (isFull) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      return write(...args);
    });
  return { ...fs, appendFileSync: full(fs.appendFileSync), writeFileSync: full(fs.writeFileSync) } as typeof fs;
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  isFull = false;
  vi.restoreAllMocks();
});

/** What a client sees of an emulator, wherever it runs. */
async function clientOf(url: string) {
  const signer = await openSpaces();
  const spaces = spacesOf({ ...signer.emulator, url }, signer.accessKey);
  const headers = { authorization: "Bearer token" };
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return {
    call,
    spaces,
    tags: async (): Promise<string[]> => {
      const { body } = await call("GET", "/v2/tags?per_page=200");
      return body.tags.map(({ name }: { readonly name: string }) => name).sort();
    },
    keys: async () => [...(await spaces.send("GET", "/files")).text.matchAll(/<Key>([^<]*)/g)].map(([, key]) => key),
  };
}

type Client = Awaited<ReturnType<typeof clientOf>>;

async function fillABit({ call, spaces }: Client): Promise<void> {
  expect((await call("POST", "/v2/tags", { name: "before" })).status).toBe(201);
  expect((await spaces.send("PUT", "/files")).status).toBe(200);
  expect((await spaces.send("PUT", "/files/before", { body: "hello" })).status).toBe(200);
}

/**
 * Writes until writing is refused, then a few times more, and notes every write that was acknowledged.
 *
 * @param hasRoom Whether something small may still find a place, as at the end of a file's last page.
 */
async function whileFull(client: Client, kept: string[], hasRoom = false): Promise<void> {
  const { call, spaces, tags, keys } = client;
  let refused = 0;
  for (let index = 0; refused < 20; index += 1) {
    const name = `tag-${kept.length}-${index}-${"x".repeat(200)}`;
    const { status, body } = await call("POST", "/v2/tags", { name });
    if (status === 201) kept.push(name);
    else {
      refused += 1;
      expect({ status, body }).toEqual({
        status: 500,
        body: { id: "server_error", message: "Unexpected server-side error" },
      });
    }
  }
  const put = await spaces.send("PUT", "/files/after", { body: "x".repeat(100_000) });
  expect(put).toMatchObject({ status: 500, code: "InternalError" });
  expect(put.headers.get("content-type")).toBe("application/xml");
  if (!hasRoom) await refuseSmall(client);

  expect(await call("GET", "/_emulator/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await tags()).toEqual([...kept].sort());
  expect((await spaces.send("GET", "/files/before")).text).toBe("hello");
  expect((await spaces.send("HEAD", "/files/after")).status).toBe(404);
  expect(await keys()).toEqual(["before"]);
}

async function refuseSmall({ call }: Client): Promise<void> {
  expect((await call("DELETE", "/v2/tags/before")).status).toBe(500);
  expect((await call("POST", "/_emulator/clock/advance", { seconds: 86_400 })).status).toBe(500);
  expect((await call("POST", "/_emulator/reset")).status).toBe(500);
  const { time } = (await call("GET", "/_emulator/clock")).body;
  expect(Date.parse(time) - Date.now()).toBeLessThan(60_000);
}

/** What was refused is not there, and what is written now is. */
async function afterwards({ call, spaces, tags, keys }: Client, kept: readonly string[]): Promise<void> {
  expect(await tags()).toEqual([...kept].sort());
  expect((await call("POST", "/v2/tags", { name: "after" })).status).toBe(201);
  expect((await spaces.send("PUT", "/files/after", { body: "x".repeat(100_000) })).status).toBe(200);
  expect(await tags()).toEqual([...kept, "after"].sort());
  expect(await keys()).toEqual(["after", "before"]);
}

describe("while nothing can be written", () => {
  it("reads go on, writes are refused, and nothing that was refused is there after a restart", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const first = await startEmulator({ persist });
    const client = await clientOf(first.url);
    await fillABit(client);
    isFull = true;
    const kept = ["before"];
    await whileFull(client, kept);
    expect(vi.mocked(console.error).mock.calls).toEqual([
      [expect.stringMatching(/journal\.jsonl cannot be written: ENOSPC.*reads go on\.$/)],
    ]);
    await first.close();
    isFull = false;
    const second = await startEmulator({ persist });
    await afterwards(await clientOf(second.url), kept);
    await second.close();
  });

  it("goes on when it can again, without a restart", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const emulator = await startEmulator({ persist });
    const client = await clientOf(emulator.url);
    await fillABit(client);
    isFull = true;
    const kept = ["before"];
    await whileFull(client, kept);
    isFull = false;
    await afterwards(client, kept);
    await emulator.close();
    const again = await startEmulator({ persist });
    expect(await (await clientOf(again.url)).tags()).toEqual([...kept, "after"].sort());
    await again.close();
  });

  it("forgets nothing when it refuses a reset, not even what no folder keeps", async () => {
    const emulator = await startEmulator({ persist: mkdtempSync(join(tmpdir(), "emulator-")) });
    const { call } = await clientOf(emulator.url);
    await call("POST", "/v2/tags", { name: "before" });
    await call("POST", "/_emulator/faults", { preset: "reset", path: "/v2/images" });
    await call("PUT", "/_emulator/transitions/policies", { "*": { when: "manual" } });
    const state = async () => {
      const [faults, transitions, requests, coverage] = await Promise.all(
        ["faults", "transitions", "requests", "coverage"].map((path) => call("GET", `/_emulator/${path}`)),
      );
      return { faults, transitions, requests, coverage, tokens: emulator.limits.size };
    };
    const before = await state();
    isFull = true;
    for (const [path, body] of [["reset"], ["accounts/reset", { token: "token" }]] as const) {
      expect((await call("POST", `/_emulator/${path}`, body)).status).toBe(500);
      expect(await state()).toEqual(before);
    }
    isFull = false;
    expect((await call("POST", "/_emulator/reset")).status).toBe(200);
    const after = await state();
    expect(after.faults?.body.faults).toEqual([]);
    expect(after.transitions?.body.policies).toEqual({});
    expect(after.requests?.body.requests).toEqual([]);
    expect(after.coverage?.body.called).toBe(0);
    expect(after.tokens).toBe(0);
    await emulator.close();
  });

  it("does not begin in a new folder, says which file, and leaves no half of one", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    isFull = true;
    await expect(startEmulator({ persist })).rejects.toThrow(
      `${join(persist, "snapshot.json")} cannot be written: ENOSPC: no space left on device`,
    );
    isFull = false;
    expect(readdirSync(persist).sort()).toEqual(["journal.jsonl", "lock"]);
    await (await startEmulator({ persist })).close();
  });
});

/** How to run a command where file systems can be mounted, and how to follow it there; undefined: not here. */
const namespace = [
  { enter: ["unshare", "--mount"], follow: ["--mount"] },
  {
    enter: ["unshare", "--user", "--map-root-user", "--mount"],
    follow: ["--user", "--preserve-credentials", "--mount"],
  },
].find(({ enter: [command = "", ...args] }) => {
  const mount = `mount -t tmpfs tmpfs ${tmpdir()}`;
  return spawnSync(command, [...args, "sh", "-c", mount]).status === 0;
});
if (namespace === undefined) console.warn("SKIPPED: no file system can be mounted here, so no real disk was filled");

describe.skipIf(namespace === undefined)("a disk that is really full", () => {
  const program = fileURLToPath(new URL("../test/persisting.ts", import.meta.url));
  const started: ChildProcess[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });

  /** Starts a process, and answers with the first line of what it prints. */
  async function first(command: string, args: readonly string[]) {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    started.push(child);
    let errors = "";
    child.stderr.on("data", (part) => {
      errors += part;
    });
    const ended = once(child, "close");
    const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended.then(() => [""])]);
    return { child, line: String(line), ended, errors: () => errors };
  }

  it("lets reads go on, and has nothing of what it refused", async () => {
    if (namespace === undefined) return;
    const folder = mkdtempSync(join(tmpdir(), "disk-"));
    const [command = "", ...args] = namespace.enter;
    const mount = `mount -t tmpfs -o size=1m tmpfs ${folder} && echo mounted && exec sleep 600`;
    const disk = await first(command, [...args, "sh", "-c", mount]);
    expect(disk.line).toBe("mounted");
    const seen = join("/proc", String(disk.child.pid), "root", folder);
    const start = (persist: string) =>
      first("nsenter", ["--target", String(disk.child.pid), ...namespace.follow, process.execPath, program, persist]);
    const fill = () => {
      writeFileSync(join(seen, "filler"), "");
      for (const size of [4096, 1]) {
        try {
          for (;;) appendFileSync(join(seen, "filler"), "x".repeat(size));
        } catch {
          // Full.
        }
      }
    };

    const one = await start(join(folder, "kept"));
    const client = await clientOf(one.line);
    await fillABit(client);
    fill();
    const kept = ["before"];
    await whileFull(client, kept, true);
    one.child.kill("SIGKILL");
    await one.ended;

    // It starts all the same, to be read.
    const two = await start(join(folder, "kept"));
    expect(two.errors()).toContain("snapshot.json cannot be written: ENOSPC");
    await whileFull(await clientOf(two.line), kept, true);
    expect(existsSync(join(seen, "kept", "snapshot.json.new"))).toBe(false);
    two.child.kill("SIGKILL");
    await two.ended;

    const fresh = await start(join(folder, "fresh"));
    expect(fresh.line).toBe("");
    expect(fresh.errors()).toMatch(new RegExp(`${join(folder, "fresh")}.* (cannot be written|ENOSPC)`));

    rmSync(join(seen, "filler"));
    const three = await start(join(folder, "kept"));
    await afterwards(await clientOf(three.line), kept);
  });
});
