import type { EmulatorOptions } from "@infrafabric/emulator";
import { kinds } from "@infrafabric/governor/internal";
import { expect, it } from "vitest";
import * as z from "zod";
import { openClient, openClientIn } from "../client/client.ts";
import { systemClock } from "../client/clock.ts";
import type { RequestLogEntry } from "../client/options.ts";
import { openBoth } from "../test/open.ts";
import { heldScopes } from "./held-scopes.ts";
import { probes } from "./probes.ts";
import { secondsLeftOf } from "./token-info.ts";

/** What accounts hold. An emulator opens a collection, still empty, when it is first looked at. */
async function accountsOf(url: string): Promise<unknown> {
  const text = await (await fetch(`${url}/_emulator/snapshot`)).text();
  const snapshot: unknown = JSON.parse(text, (_, value: unknown) =>
    typeof value === "object" && value !== null && Object.keys(value).length === 0 ? undefined : value,
  );
  return z.object({ accounts: z.unknown() }).parse(snapshot).accounts;
}

/** An emulator, and a client whose time is that of this machine. */
async function openAccount(options: EmulatorOptions = {}) {
  const { emulator } = await openBoth(options);
  return { emulator, client: openClient({ token: "token", url: emulator.url }) };
}

it("has a probe for each scope of a kind", () => {
  const known = kinds.flatMap(({ scopes, scopesWhere = {} }) => [...scopes, ...Object.values(scopesWhere).flat()]);
  expect(Object.keys(probes).toSorted()).toEqual([...new Set(known)].toSorted());
});

it("finds with a full token everything that can be verified, and leaves the account as it was", async () => {
  const { emulator, client } = await openAccount();
  await client.send("POST", "/v2/domains", { body: { name: "example.com" } });
  await client.send("POST", "/v2/tags", { body: { name: "web" } });
  // The first project comes with the first look at it.
  await client.get("/v2/projects", z.unknown());
  const before = await accountsOf(emulator.url);
  const held = await heldScopes(client);
  expect(await accountsOf(emulator.url)).toEqual(before);
  expect([...held].filter(([, one]) => one === "no")).toEqual([]);
  expect([...held].filter(([, one]) => one === "not-verifiable").map(([scope]) => scope)).toEqual([
    "domain:create",
    // No agents are emulated.
    "genai:create",
    "genai:delete",
    "genai:read",
    "genai:update",
    "partner_network_connect:delete",
    "project:assign_resource",
    "spaces_key:create_credentials",
  ]);
});

// Each scope is held in a combination of its own.
it.each([1, 2, 4, 8, 16, 32, 64])(
  "tells the scopes that are held from those that are not, of those with bit %i",
  async (bit) => {
    const scopes = Object.keys(probes).filter((_, at) => ((at + 1) & bit) !== 0);
    const { client } = await openAccount({ tokens: [{ token: "token", scopes }] });
    const known = [...(await heldScopes(client))].filter(([, one]) => one !== "not-verifiable");
    expect(known.length).toBeGreaterThan(90);
    for (const [scope, one] of known) expect([scope, one]).toEqual([scope, scopes.includes(scope) ? "yes" : "no"]);
  },
);

it("ends with an API that does not answer, and asks nothing more", async () => {
  const { emulator, client, log } = await openBoth();
  emulator.faults.add({ preset: "server-error" });
  await expect(heldScopes(client)).rejects.toThrow("GET /v2/account was not done within 15 s");
  expect(new Set(log.map(({ path }) => path))).toEqual(new Set(["/v2/account"]));
});

it("ends with one question that is not answered, and asks nothing more", async () => {
  const { emulator } = await openBoth();
  const world = { clock: systemClock, random: () => 0.3, limiters: new Map() };
  const log: RequestLogEntry[] = [];
  const client = openClientIn(world, { token: "token", url: emulator.url, onRequest: (entry) => log.push(entry) });
  // A POST is not sent again; the GET would be, three tenths of a second later.
  emulator.faults.add({ preset: "reset", path: "/v2/droplets" });
  await expect(heldScopes(client)).rejects.toThrow("POST /v2/droplets was not answered");
  await systemClock.wait(400);
  expect(log.filter(({ attempt }) => attempt > 1)).toEqual([]);
});

it("refuses a token that has expired", async () => {
  const { emulator, client } = await openAccount({ tokens: [{ token: "token", expiresIn: 60 }] });
  expect(await secondsLeftOf("token", emulator.url)).toBeGreaterThan(50);
  expect(await secondsLeftOf("other", emulator.url)).toBeNull();
  await fetch(`${emulator.url}/_emulator/clock/advance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ seconds: 61 }),
  });
  await expect(heldScopes(client)).rejects.toThrow("401");
});
