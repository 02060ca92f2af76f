import { describe, expect, it } from "vitest";
import { changeRecords, createDroplets, openVirtualAccount, type VirtualAccount } from "../test/virtual-account.ts";
import { accountEvents, type EventOptions } from "./account-events.ts";
import { EventCursor } from "./cursor.ts";
import type { AccountEvent } from "./event.ts";

async function openAccount(seconds = 0) {
  const account = await openVirtualAccount({ accountLimits: { droplets: 1000 } });
  account.emulator.cloud.transitions.policies.set("droplet.create", { when: "seconds", seconds });
  return account;
}

const start = new Date("2026-01-01T00:00:00Z");

/** All events that a run gives, and its cursor as the next process reads it. */
async function runOf({ client, clock }: VirtualAccount, options: EventOptions) {
  const events: AccountEvent[] = [];
  let cursor = EventCursor.at("", start);
  const save = (moved: EventCursor) => {
    cursor = EventCursor.parse(JSON.stringify(moved));
  };
  for await (const event of accountEvents(client, { clock, save, ...options })) events.push(event);
  return { events, cursor };
}

/** All events that a run gives. */
const eventsOf = async (account: VirtualAccount, options: EventOptions) => (await runOf(account, options)).events;

const idsOf = (events: readonly AccountEvent[]) => events.map(({ id }) => id);

describe("the events of an account", () => {
  it("are the beginning and the end of each action, oldest first", async () => {
    const account = await openAccount(30);
    const [first = 0] = await createDroplets(account.client, 1);
    await account.clock.wait(10_000);
    const [second = 0] = await createDroplets(account.client, 1);
    await account.clock.wait(25_000);
    // Somebody asks, which is when the emulator ends what is due.
    const events = await eventsOf(account, { since: start });
    expect(events.map(({ id, type, timestamp }) => [id, type, timestamp])).toEqual([
      [`${first}.started`, "droplet.create.started", "2026-01-01T00:00:00Z"],
      [`${second}.started`, "droplet.create.started", "2026-01-01T00:00:10Z"],
      [`${first}.completed`, "droplet.create.completed", "2026-01-01T00:00:35Z"],
    ]);
    expect(events[2]?.data).toMatchObject({ id: first, resource_type: "droplet", region_slug: "nyc3" });
  });

  it("tell errors", async () => {
    const account = await openAccount(1000);
    const [id] = await createDroplets(account.client, 1);
    changeRecords(account.emulator, "actions", (row) => ({
      ...row,
      status: "errored",
      completed_at: "2026-01-01T00:00:05Z",
    }));
    expect((await eventsOf(account, { since: start })).at(-1)).toMatchObject({
      id: `${id}.errored`,
      type: "droplet.create.errored",
      timestamp: "2026-01-01T00:00:05Z",
    });
  });

  it("begin with now unless told otherwise", async () => {
    const account = await openAccount();
    await createDroplets(account.client, 1);
    expect(await eventsOf(account, { since: start })).toHaveLength(2);
    await account.clock.wait(3_600_000);
    expect(await eventsOf(account, {})).toEqual([]);
  });

  it("are each given once over restarts, wherever a run ended", async () => {
    const account = await openAccount(20);
    const given: string[] = [];
    let cursor: EventCursor | undefined;
    let created = 0;
    // Runs that end in the middle of a delivery, while Droplets are created and completed.
    for (let run = 0; run < 40; run += 1) {
      if (run < 12) created += (await createDroplets(account.client, 1 + (run % 3))).length;
      await account.clock.wait(7000);
      let left = run < 25 ? run % 4 : Number.POSITIVE_INFINITY;
      const options = {
        since: start,
        clock: account.clock,
        cursor,
        save: (moved: EventCursor) => {
          cursor = EventCursor.parse(JSON.stringify(moved));
        },
      };
      for await (const { id } of accountEvents(account.client, options)) {
        // This one was not delivered.
        if (left === 0) break;
        left -= 1;
        given.push(id);
      }
    }
    expect(created).toBe(24);
    expect(new Set(given).size).toBe(created * 2);
    expect(given).toHaveLength(created * 2 + repeated(given));
    // Only what was delivered right before a run ended comes again.
    expect(repeated(given)).toBeLessThanOrEqual(25);
  });

  it("tell the end of what began before them, up to an hour", async () => {
    const account = await openAccount(3000);
    const [id] = await createDroplets(account.client, 1);
    await account.clock.wait(2_000_000);
    const since = new Date(account.clock.now());
    const { events, cursor } = await runOf(account, { since });
    expect(events).toEqual([]);
    await account.clock.wait(2_000_000);
    expect(idsOf(await eventsOf(account, { cursor }))).toEqual([`${id}.completed`]);
  });

  it("do not miss what the API shows late, or out of order", async () => {
    const account = await openAccount();
    const [first] = await createDroplets(account.client, 1);
    await account.clock.wait(60_000);
    const [hidden, shown] = [await createDroplets(account.client, 1), await createDroplets(account.client, 1)].flat();
    const all = structuredClone(account.emulator.cloud.snapshot);
    const partly = structuredClone(all);
    for (const kinds of Object.values(partly.accounts)) delete kinds.actions?.[String(hidden)];
    account.emulator.cloud.restore(partly);
    const { events, cursor } = await runOf(account, { since: start });
    expect(idsOf(events)).toEqual([first, shown].flatMap((id) => [`${id}.started`, `${id}.completed`]));
    account.emulator.cloud.restore(all);
    expect(idsOf(await eventsOf(account, { cursor }))).toEqual([`${hidden}.started`, `${hidden}.completed`]);
  });

  it("cost one request for the account, one for each page, and one for each action that goes on and lies deeper", async () => {
    const account = await openAccount();
    const { client, clock, emulator, requests } = account;
    emulator.cloud.transitions.policies.set("droplet.reboot", { when: "manual" });
    await createDroplets(client, 2);
    for await (const { id } of client.droplets.list())
      await client.send("POST", `/v2/droplets/${id}/actions`, { body: { type: "reboot" } });
    await createDroplets(client, 208);
    await clock.wait(3_600_000);
    await createDroplets(client, 2);
    requests.length = 0;
    const { events, cursor } = await runOf(account, { since: start });
    expect(events).toHaveLength(212 * 2 + 2);
    expect(requests.map(({ path }) => path)).toEqual(["/v2/account", "/v2/actions", "/v2/actions"]);
    requests.length = 0;
    await clock.wait(3_600_000);
    expect(await eventsOf(account, { cursor })).toEqual([]);
    const open = cursor.open.map((id) => `/v2/actions/${id}`);
    expect(requests.map(({ path }) => path)).toEqual(["/v2/account", "/v2/actions", ...open]);
    // It remembers what goes on and what began in the last ten minutes, not everything.
    expect(Object.keys(cursor.toJSON().known)).toHaveLength(4);
  });

  it("go on while they are followed, also when the API fails for a while, until the signal", async () => {
    const account = await openAccount(5);
    const { client, clock, emulator } = account;
    const controller = new AbortController();
    const failures: string[] = [];
    const given: string[] = [];
    await createDroplets(client, 1);
    const following = (async () => {
      const options = {
        since: start,
        follow: true,
        clock,
        signal: controller.signal,
        onFailure: (error: Error) => failures.push(error.name),
      };
      for await (const { id } of accountEvents(client, options)) given.push(id);
    })();
    const isEnded = expect(following).rejects.toThrow("enough");
    await clock.wait(35_000);
    expect(given).toHaveLength(2);
    const fault = emulator.faults.add({ preset: "unavailable", path: "/v2/actions" });
    await clock.wait(600_000);
    expect(new Set(failures)).toEqual(new Set(["ApiError"]));
    emulator.faults.remove(fault.id);
    await createDroplets(client, 1);
    await clock.wait(120_000);
    expect(new Set(given).size).toBe(4);
    expect(given).toHaveLength(4);
    controller.abort(new Error("enough"));
    await isEnded;
  });

  it("end with an error that does not pass", async () => {
    const { client, clock, emulator } = await openAccount();
    emulator.faults.add({ preset: "unavailable", path: "/v2/actions" });
    await expect(accountEvents(client, { clock }).next()).rejects.toThrow("GET /v2/actions was refused with 503");
    await expect(accountEvents(client, { intervalSeconds: 0 }).next()).rejects.toThrow("intervalSeconds is 0");
  });

  it("are not given for a cursor of another account", async () => {
    const { client, clock } = await openAccount();
    const cursor = EventCursor.at("another", start);
    await expect(accountEvents(client, { clock, cursor }).next()).rejects.toThrow(
      /^the cursor is of account another, but the token is of account [0-9a-f]{32}$/,
    );
  });
});

describe("a cursor", () => {
  it.each(["", "{}", "[1]", '{"version":2}', '{"version":1,"account":"a","since":"yesterday","known":{},"open":[]}'])(
    "is not read from %j",
    (text) => {
      expect(() => EventCursor.parse(text)).toThrow("the text is not a cursor that governor events wrote");
    },
  );
});

function repeated(ids: readonly string[]): number {
  return ids.length - new Set(ids).size;
}
