import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modules } from "../api/modules.ts";
import { recordKinds } from "../state/table.ts";
import { type Client, openClient } from "./client.ts";
import { everyKind } from "./every-kind.ts";

const folder = () => mkdtempSync(join(tmpdir(), "emulator-"));
const snapshotOf = async (client: Client) => (await client.get("/_emulator/snapshot")).body;

/** Whatever can be read without naming a resource. Nothing that is under way ends meanwhile. */
async function answersOf({ emulator: { url, cloud } }: Client) {
  cloud.transitions.policies.set("*", { when: "manual" });
  const answers: Record<string, unknown> = {};
  for (const { method, path } of modules.flatMap(({ operations }) => operations)) {
    if (method !== "GET" || path.includes("{")) continue;
    const response = await fetch(`${url}${path}?per_page=200`, { headers: { authorization: "Bearer token" } });
    expect(response.status, path).not.toBe(500);
    answers[path] = JSON.parse((await response.text()).replaceAll(url, ""));
  }
  return answers;
}

describe("every kind of record", () => {
  const persist = folder();
  const killed = folder();
  let snapshot: Awaited<ReturnType<typeof snapshotOf>>;
  let answers: Awaited<ReturnType<typeof answersOf>>;

  it("is made by the API", async () => {
    const client = await openClient({ persist });
    client.emulator.cloud.clock.stop(Date.UTC(2027, 0, 1));
    await everyKind(client);
    answers = await answersOf(client);
    snapshot = await snapshotOf(client);
    const rows: Record<string, object>[] = Object.values(snapshot.accounts);
    const made = rows.flatMap((tables) => Object.keys(tables).filter((name) => Object.keys(tables[name] ?? {}).length));
    // A kind that is missing here needs a request in `everyKind`.
    expect([...new Set(made)].toSorted()).toEqual([...recordKinds.keys()].toSorted());
    // What a process that is killed here leaves behind.
    cpSync(persist, killed, { recursive: true });
    rmSync(join(killed, "lock"));
  });

  it("is read from JSON as it was written", () => {
    for (const tables of Object.values<Record<string, Record<string, unknown>>>(snapshot.accounts)) {
      for (const [name, rows] of Object.entries(tables)) {
        for (const row of Object.values(rows)) expect(recordKinds.get(name)?.parse(row), name).toEqual(row);
      }
    }
  });

  it("is refused with a date that is none", async () => {
    const client = await openClient();
    const dates = /^(?:created|updated|assigned|started|completed|reserved|destroyed)_at$/;
    for (const [account, tables] of Object.entries<Record<string, Record<string, object>>>(snapshot.accounts)) {
      for (const [kind, rows] of Object.entries(tables)) {
        for (const [id, row] of Object.entries(rows).slice(0, 1)) {
          for (const [name, value] of Object.entries(row)) {
            if (!dates.test(name) || value === null) continue;
            const accounts = { [account]: { [kind]: { [id]: { ...row, [name]: "yesterday" } } } };
            const { status, body } = await client.post("/_emulator/restore", { ...snapshot, accounts });
            expect(status, `${kind}.${name}`).toBe(422);
            expect(body.message).toBe(`${kind}.${id}.${name}: expected a date such as 2026-11-25T10:00:00Z`);
          }
        }
      }
    }
  });

  it("is the same after a restore of its own snapshot", async () => {
    const client = await openClient();
    expect((await client.post("/_emulator/restore", snapshot)).status).toBe(200);
    expect(await snapshotOf(client)).toEqual(snapshot);
    expect(await answersOf(client)).toEqual(answers);
    expect(await snapshotOf(client)).toEqual(snapshot);
  });

  it.each([
    ["its end", persist],
    ["it was killed, from the journal", killed],
  ])("is the same after %s", async (_, at) => {
    // The first start reads the journal, the second the snapshot alone.
    for (let start = 0; start < 2; start += 1) {
      const client = await openClient({ persist: at });
      expect(await snapshotOf(client)).toEqual(snapshot);
      expect(await answersOf(client)).toEqual(answers);
      expect(await snapshotOf(client)).toEqual(snapshot);
      await client.emulator.close();
    }
  });
});
