import { describe, expect, it } from "vitest";
import { changeRecords, createDroplets, openVirtualAccount } from "../test/virtual-account.ts";
import { ActionError } from "./action-error.ts";
import { waitForAction, waitForActions } from "./wait-for-actions.ts";

/** An account whose Droplets take their time. */
async function openAccount(seconds: number) {
  const account = await openVirtualAccount({ accountLimits: { droplets: 1000 } });
  account.emulator.cloud.transitions.policies.set("droplet.create", { when: "seconds", seconds });
  return account;
}

/** What was asked for, a page of actions or one of them. */
const requestsOf = (requests: readonly { readonly path: string }[]) =>
  requests.map(({ path }) => (path === "/v2/actions" ? "page" : "one"));

describe("waiting for an action", () => {
  it("looks after 2 seconds first, then ever more seldom, and answers with the action", async () => {
    const { client, clock, requests } = await openAccount(100);
    const [id = 0] = await createDroplets(client, 1);
    const began = clock.now();
    const looks: [number, string][] = [];
    requests.length = 0;
    const action = await waitForAction(client, id, {
      clock,
      onStatus: ({ status }) => looks.push([(clock.now() - began) / 1000, status]),
    });
    expect(action).toMatchObject({ id, status: "completed", type: "create", resource_type: "droplet" });
    expect(looks).toEqual([
      [2, "in-progress"],
      [6, "in-progress"],
      [14, "in-progress"],
      [30, "in-progress"],
      [60, "in-progress"],
      [90, "in-progress"],
      [120, "completed"],
    ]);
    expect(new Set(requests.map(({ path }) => path))).toEqual(new Set([`/v2/actions/${id}`]));
  });

  it("looks as often as it is asked to", async () => {
    const { client, clock, requests } = await openAccount(9);
    const [id = 0] = await createDroplets(client, 1);
    requests.length = 0;
    await waitForAction(client, id, { clock, firstPollSeconds: 1, longestPollSeconds: 1 });
    expect(requests).toHaveLength(9);
  });

  it("ends with the last status once it has taken too long", async () => {
    const { client, clock, requests } = await openAccount(1000);
    const [id = 0] = await createDroplets(client, 1);
    const began = clock.now();
    requests.length = 0;
    const error = await waitForAction(client, id, { clock }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ActionError);
    expect(String(error)).toMatch(
      /^ActionError: create of droplet \d+ \(action \d+\) did not end in 300 seconds: it is in-progress since 2026-01-01T00:00:00Z$/,
    );
    expect(error).toMatchObject({ errored: [], unfinished: [{ id, action: { status: "in-progress" } }] });
    expect(clock.now() - began).toBe(300_000);
    expect(requests).toHaveLength(13);
  });

  it("says what has errored, of which resource and since when", async () => {
    const { client, clock, emulator } = await openAccount(1000);
    const [id = 0] = await createDroplets(client, 1);
    changeRecords(emulator, "actions", (row) => ({ ...row, status: "errored", completed_at: "2026-01-01T00:00:05Z" }));
    await expect(waitForAction(client, id, { clock })).rejects.toThrow(
      /^create of droplet \d+ \(action \d+\) failed: started at 2026-01-01T00:00:00Z, errored at 2026-01-01T00:00:05Z$/,
    );
  });

  it("waits for an action that the API does not show yet, and says so if it never does", async () => {
    const { client, clock, emulator, requests } = await openAccount(1);
    const [id = 0] = await createDroplets(client, 1);
    const row = emulator.cloud.snapshot;
    emulator.cloud.reset();
    const waiting = waitForAction(client, id, { clock, longestPollSeconds: 2 });
    await clock.wait(5000);
    emulator.cloud.restore(row);
    await expect(waiting).resolves.toMatchObject({ status: "completed" });
    expect(requests.map(({ status }) => status)).toEqual([202, 404, 404, 200]);
    await expect(waitForAction(client, 12345, { clock, timeoutSeconds: 20 })).rejects.toThrow(
      "action 12345 was not found in 20 seconds",
    );
  });

  it("ends with the signal", async () => {
    const { client, clock } = await openAccount(1000);
    const [id = 0] = await createDroplets(client, 1);
    const controller = new AbortController();
    const waiting = waitForAction(client, id, {
      clock,
      signal: controller.signal,
      onStatus: () => controller.abort(new Error("enough")),
    });
    await expect(waiting).rejects.toThrow("enough");
  });

  it("refuses times that are none, all at once", async () => {
    const { client } = await openAccount(1);
    await expect(waitForAction(client, 1, { timeoutSeconds: 0, longestPollSeconds: Number.NaN })).rejects.toThrow(
      "timeoutSeconds is 0: a number of seconds above 0 is expected\n" +
        "longestPollSeconds is NaN: a number of seconds above 0 is expected",
    );
  });
});

describe("waiting for many actions", () => {
  it("asks with one request for each page of 200, however many they are", async () => {
    const { client, clock, requests } = await openAccount(20);
    const ids = await createDroplets(client, 450);
    requests.length = 0;
    const actions = await waitForActions(client, ids, { clock });
    expect(actions.map(({ id }) => id)).toEqual(ids);
    expect(actions.every(({ status }) => status === "completed")).toBe(true);
    // After 2, 6, 14 and 30 seconds.
    expect(requestsOf(requests)).toEqual(Array(4 * 3).fill("page"));
  });

  it("asks for those alone that lie deep, once it has seen where they lie", async () => {
    const { client, clock, requests } = await openAccount(20);
    const deep = await createDroplets(client, 2);
    await createDroplets(client, 700);
    const near = await createDroplets(client, 3);
    requests.length = 0;
    await waitForActions(client, [...deep, ...near], { clock });
    // The page for the three, and one request for each of the two; once, in vain, a second page in place of those.
    const [cheapest, tried] = [
      ["page", "one", "one"],
      ["page", "page", "one", "one"],
    ];
    expect(requestsOf(requests)).toEqual([cheapest, tried, cheapest, cheapest].flat());
  });

  it("asks for pages as long as each saves a request", async () => {
    const { client, clock, requests } = await openAccount(20);
    const deep = await createDroplets(client, 10);
    await createDroplets(client, 250);
    requests.length = 0;
    await waitForActions(client, deep, { clock });
    // The first look does not know that they are on the second page; from then on two pages are less than ten requests.
    expect(requestsOf(requests)).toEqual(["page", ...Array(10).fill("one"), ...Array(3 * 2).fill("page")]);
  });

  it("waits for the others when one errors, and names every one that failed", async () => {
    const { client, clock, emulator } = await openAccount(20);
    const ids = await createDroplets(client, 3);
    changeRecords(emulator, "actions", (row) =>
      row.id === ids[0] ? { ...row, status: "errored", completed_at: "2026-01-01T00:00:05Z" } : row,
    );
    const seen = new Map<number, string>();
    const error = await waitForActions(client, [...ids, 77], {
      clock,
      timeoutSeconds: 40,
      onStatus: ({ id, status }) => seen.set(id, status),
    }).catch((thrown: unknown) => thrown);
    expect(ids.map((id) => seen.get(id))).toEqual(["errored", "completed", "completed"]);
    expect(error).toMatchObject({ errored: [{ id: ids[0] }], unfinished: [{ id: 77 }] });
    expect(String(error)).toMatch(/failed: started at .*\naction 77 was not found in 40 seconds$/);
  });

  it("asks for nothing where there is nothing to wait for", async () => {
    const { client, clock, requests } = await openAccount(1);
    expect(await waitForActions(client, [], { clock })).toEqual([]);
    expect(requests).toEqual([]);
  });
});
