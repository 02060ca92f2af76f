import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startEmulator } from "../server/emulator.ts";
import { Blobs } from "../spaces/body/blobs.ts";
import { openClient } from "./client.ts";
import { madeDroplet } from "./droplet.ts";

const folder = () => mkdtempSync(join(tmpdir(), "emulator-"));

const object = (blob: string) => ({
  bucket: "files",
  key: "a",
  serial: 1,
  version: {
    kind: "content",
    id: "null",
    modified: 0,
    etag: '"0"',
    pieces: [{ blob, start: 0, size: 10 }],
    size: 10,
    headers: {},
    metadata: {},
    acl: { grants: [] },
    tags: {},
  },
});

const state = (accounts: object, beside: object = {}) => ({
  version: 1,
  seed: "emulator",
  count: 0,
  clock: { offset: 0 },
  accounts,
  ...beside,
});

describe("what a document names", () => {
  const names = ["../../etc/passwd", "/etc/passwd", "a\0b", "", "A".repeat(64), `${"a".repeat(64)}\n`];

  it.each(names)("is not a path: %j", async (blob) => {
    const client = await openClient();
    const bad = state({ a: { spaces_objects: { "null files/a": object(blob) } } });
    const refused = await client.post("/_emulator/restore", bad);
    expect(refused.status).toBe(422);
    expect(refused.body.message).toContain("spaces_objects.null files/a.version.pieces.0.blob");
    const persist = folder();
    writeFileSync(join(persist, "snapshot.json"), `${JSON.stringify(bad)}\n`);
    writeFileSync(join(persist, "journal.jsonl"), "");
    await expect(startEmulator({ persist })).rejects.toThrow("pieces.0.blob");
    expect(() => new Blobs(folder()).read([{ blob, start: 0, size: 1 }])).toThrow("not valid");
  });

  it("is not a link out of the folder", () => {
    const persist = folder();
    mkdirSync(join(persist, "blobs"));
    const blob = "a".repeat(64);
    symlinkSync("/etc/passwd", join(persist, "blobs", blob));
    expect(() => new Blobs(persist).read([{ blob, start: 0, size: 1 }])).toThrow("does not have the body");
  });

  it.each([
    { clock: { offset: 9e15 } },
    { clock: { offset: -9e15 } },
    { clock: { offset: 0, stopped: 9e15 } },
    { count: -1 },
    { count: 1e300 },
    { count: 0.5 },
  ])("is no number that breaks the API: %j", async (beside) => {
    const client = await openClient();
    expect((await client.post("/_emulator/restore", state({}, beside))).status).toBe(422);
    expect((await client.get("/v2/account")).status).toBe(200);
  });
});

describe("a persist folder", () => {
  it("has a Droplet and its actions after a restart, and restores its own snapshot", async () => {
    const persist = folder();
    const first = await openClient({ persist });
    await madeDroplet(first);
    const before = (await first.get("/v2/actions")).body;
    const { body: snapshot } = await first.get("/_emulator/snapshot");
    expect((await first.post("/_emulator/restore", snapshot)).status).toBe(200);
    expect((await first.get("/_emulator/snapshot")).body).toEqual(snapshot);
    await first.emulator.close();
    const second = await openClient({ persist });
    expect((await second.get("/v2/actions")).body).toEqual(before);
    expect((await madeDroplet(second)).status).toBe("active");
  });

  it("is read though its snapshot lacks the last newline", async () => {
    const persist = folder();
    const first = await openClient({ persist });
    await first.post("/v2/tags", { name: "kept" });
    const { body } = await first.get("/_emulator/snapshot");
    await first.emulator.close();
    const other = folder();
    writeFileSync(join(other, "snapshot.json"), JSON.stringify(body));
    writeFileSync(join(other, "journal.jsonl"), "");
    expect((await (await openClient({ persist: other })).get("/v2/tags")).body.tags).toHaveLength(1);
  });

  const whole = `${JSON.stringify(state({}))}\n`;
  const badTag = { account: "a", table: "tags", id: "x", value: { name: 5 } };
  const change = (value: object) => `${JSON.stringify({ change: value })}\n`;
  const tagProblem = "tags.x.name: Invalid input: expected string, received number";

  it.each([
    ["", "", "snapshot.json, line 1 cannot be read: is not valid JSON"],
    ['{"version":1,"see', "", "snapshot.json, line 1 cannot be read: is not valid JSON"],
    [
      `${JSON.stringify(state({ a: { tags: { x: { name: 5 } } } }))}\n`,
      "",
      `snapshot.json, line 1 cannot be read: ${tagProblem}`,
    ],
    [whole, "{\n", "journal.jsonl, line 1 cannot be read: is not valid JSON"],
    [whole, "{}\n", "journal.jsonl, line 1 cannot be read: Invalid input"],
    [
      whole,
      change({ ...badTag, value: { name: "x" } }) + change(badTag),
      `journal.jsonl, line 2 cannot be read: change: ${tagProblem}`,
    ],
    [
      whole,
      `${JSON.stringify({ restored: state({ a: { tags: { x: { name: 5 } } } }) })}\n`,
      `journal.jsonl, line 1 cannot be read: restored: ${tagProblem}`,
    ],
    [
      `${JSON.stringify(state({ a: { nosuch: { x: {} } } }))}\n`,
      "",
      "snapshot.json, line 1 cannot be read: nosuch: is not a kind of record",
    ],
    [
      whole,
      change({ account: "a", table: "nosuch", id: "x", value: {} }),
      "journal.jsonl, line 1 cannot be read: change: nosuch: is not a kind of record",
    ],
    [
      whole,
      change({ account: "a", table: "nosuch", id: "x" }),
      "journal.jsonl, line 1 cannot be read: change: nosuch: is not a kind of record",
    ],
    [whole, undefined, "journal.jsonl is missing; "],
    [undefined, change(badTag), "snapshot.json is missing; "],
  ])("that is damaged stops the start and stays as it is: %j %j", async (snapshot, journal, message) => {
    const persist = folder();
    mkdirSync(join(persist, "blobs"));
    writeFileSync(join(persist, "blobs", "b".repeat(64)), "body");
    const files = { "snapshot.json": snapshot, "journal.jsonl": journal };
    for (const [name, text] of Object.entries(files)) {
      if (text !== undefined) writeFileSync(join(persist, name), text);
    }
    await expect(startEmulator({ persist })).rejects.toThrow(join(persist, message));
    for (const [name, text] of Object.entries(files)) {
      expect(existsSync(join(persist, name))).toBe(text !== undefined);
      if (text !== undefined) expect(readFileSync(join(persist, name), "utf8")).toBe(text);
    }
    expect(readdirSync(join(persist, "blobs"))).toHaveLength(1);
  });

  it("names every problem of a snapshot and a journal with the wrong types, and how many more there are", async () => {
    const persist = folder();
    const wrong = { account: "a", table: "droplets", id: "500000001", value: { id: "500000001", name: 5 } };
    writeFileSync(join(persist, "snapshot.json"), `${JSON.stringify(state({ a: { tags: { x: { name: 5 } } } }))}\n`);
    writeFileSync(join(persist, "journal.jsonl"), change({ ...badTag, value: { name: "x" } }) + change(badTag));
    await expect(startEmulator({ persist })).rejects.toThrow(
      [
        `${join(persist, "snapshot.json")}, line 1 cannot be read: ${tagProblem}`,
        `${join(persist, "journal.jsonl")}, line 2 cannot be read: change: ${tagProblem}`,
      ].join("\n"),
    );
    writeFileSync(join(persist, "journal.jsonl"), change(wrong).repeat(40));
    const error = await startEmulator({ persist }).catch(String);
    expect(error).toMatch(/droplets\.500000001\.id: [\s\S]*droplets\.500000001\.name: [\s\S]*and \d+ problems more$/);
  });

  describe.each(["snapshot.json", "journal.jsonl", "blobs", "lock"])("with something else in place of %s", (name) => {
    it.each(["link", "pipe"])("is refused: a %s", async (kind) => {
      const persist = folder();
      const target = join(folder(), "target");
      if (name !== "snapshot.json") writeFileSync(join(persist, "snapshot.json"), whole);
      if (name !== "journal.jsonl") writeFileSync(join(persist, "journal.jsonl"), "");
      if (name === "blobs") mkdirSync(target);
      else writeFileSync(target, name === "snapshot.json" ? whole : "");
      if (kind === "link") symlinkSync(target, join(persist, name));
      else execFileSync("mkfifo", [join(persist, name)]);
      await expect(startEmulator({ persist })).rejects.toThrow(`${join(persist, name)} is not a `);
    });
  });

  it("is written through no link", async () => {
    const persist = folder();
    const target = join(folder(), "target");
    writeFileSync(target, "mine");
    symlinkSync(target, join(persist, "snapshot.json.new"));
    await (await startEmulator({ persist })).close();
    expect(readFileSync(target, "utf8")).toBe("mine");
  });
});
