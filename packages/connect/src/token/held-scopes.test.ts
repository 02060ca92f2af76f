import { kinds } from "@infrafabric/governor/internal";
import { expect, it } from "vitest";
import * as z from "zod";
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

it("has a probe for each scope of a kind", () => {
  const known = kinds.flatMap(({ scopes, scopesWhere = {} }) => [...scopes, ...Object.values(scopesWhere).flat()]);
  expect(Object.keys(probes).toSorted()).toEqual([...new Set(known)].toSorted());
});

it("finds with a full token everything that can be verified, and leaves the account as it was", async () => {
  const { emulator, client } = await openBoth();
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
    const { client } = await openBoth({ tokens: [{ token: "token", scopes }] });
    const known = [...(await heldScopes(client))].filter(([, one]) => one !== "not-verifiable");
    expect(known.length).toBeGreaterThan(90);
    for (const [scope, one] of known) expect([scope, one]).toEqual([scope, scopes.includes(scope) ? "yes" : "no"]);
  },
);

it("refuses a token that has expired", async () => {
  const { emulator, client } = await openBoth({ tokens: [{ token: "token", expiresIn: 60 }] });
  expect(await secondsLeftOf("token", emulator.url)).toBeGreaterThan(50);
  expect(await secondsLeftOf("other", emulator.url)).toBeNull();
  await fetch(`${emulator.url}/_emulator/clock/advance`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ seconds: 61 }),
  });
  await expect(heldScopes(client)).rejects.toThrow("401");
});
