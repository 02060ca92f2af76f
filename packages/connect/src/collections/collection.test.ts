import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openClient, openClientIn } from "../client/client.ts";
import { systemClock } from "../client/clock.ts";
import { ApiError } from "../errors/api-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { openBoth } from "../test/open.ts";
import { collectionsOf } from "./collections.ts";

const droplet = (name: string) => ({ name, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" });

async function namesIn(items: AsyncIterable<{ readonly name: string }>): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name } of items) names.push(name);
  return names;
}

/** A client whose clock is ahead of the API's by so many seconds. */
async function openAhead(seconds: number) {
  const { emulator } = await openBoth();
  const clock = { ...systemClock, now: () => systemClock.now() + seconds * 1000 };
  const world = { clock, random: () => 0, limiters: new Map() };
  return { emulator, client: openClientIn(world, { token: "token", url: emulator.url }) };
}

/** Loses the answer to the next POST, which is done all the same. */
function loseAnswer(): void {
  const real = globalThis.fetch;
  const fetching = vi.spyOn(globalThis, "fetch").mockImplementation(async (...args) => {
    const answer = await real(...args);
    if (args[1]?.method !== "POST") return answer;
    fetching.mockRestore();
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("closed"), { code: "ECONNRESET" }) });
  });
  onTestFinished(() => fetching.mockRestore());
}

describe("what a lost answer was about", () => {
  it.each([-3600, -1.9, 1.9, 3600])("is found, though this machine's clock is ahead by %d s", async (seconds) => {
    const { emulator, client } = await openAhead(seconds);
    loseAnswer();
    const first = await client.droplets.create(droplet("web"));
    emulator.faults.add({ preset: "commit-then-500", method: "POST", count: 1 });
    const second = await client.droplets.create(droplet("db"));
    expect(await namesIn(client.droplets.list())).toEqual(expect.arrayContaining([first.name, second.name]));
    expect(await namesIn(client.droplets.list())).toHaveLength(2);
  });

  it("is not what had the name before", async () => {
    const { emulator, client } = await openBoth();
    emulator.cloud.clock.stop(Date.now() - 3_600_000);
    const other = openClient({ token: "token", url: emulator.url });
    const { id } = await other.vpcs.create({ name: "shop", region: "nyc3", ip_range: "10.1.0.0/24" });
    emulator.cloud.clock.advance(3_600_000);
    emulator.faults.add({ preset: "server-error", method: "POST", count: 1 });
    const again = client.vpcs.create({ name: "shop", region: "nyc3", ip_range: "10.2.0.0/24" });
    const outcome = await again.then(
      (vpc) => vpc.id,
      (error: unknown) => error,
    );
    expect(outcome).not.toBe(id);
    expect(outcome).toBeInstanceOf(ApiError);
  });

  it("is left to whoever asked, if the API does not tell when a thing was made", async () => {
    const { client } = await openBoth();
    loseAnswer();
    const check = { name: "shop", type: "https", target: "https://example.com", regions: ["us_east"], enabled: true };
    await expect(client.uptimeChecks.create(check)).rejects.toMatchObject({ mayBeDone: true });
    expect(await namesIn(client.uptimeChecks.list())).toEqual(["shop"]);
  });
});

describe("a collection", () => {
  it("has what the API does, and nothing else", async () => {
    const { client } = await openBoth();
    for (const [name, collection] of Object.entries(collectionsOf(client))) {
      const calls: Readonly<Record<string, () => Promise<unknown>>> = {
        ...("create" in collection ? { create: () => collection.create({}) } : {}),
        ...("update" in collection ? { update: () => collection.update(0, {}) } : {}),
        ...("delete" in collection ? { delete: () => collection.delete(0) } : {}),
        get: () => collection.get(0),
      };
      for (const [method, call] of Object.entries(calls)) {
        const error = await call().catch((thrown: unknown) => thrown);
        // 501 is the emulator's word for an operation that it does not have.
        expect(error, `${name}.${method}`).toMatchObject({
          status: expect.toSatisfy((status) => [404, 422].includes(status)),
        });
      }
    }
  });

  it.each(["", ".", ".."])("refuses %j as an id, which would be another path", async (id) => {
    const { client, log } = await openBoth();
    for (const call of [client.tags.get(id), client.tags.delete(id), client.vpcs.update(id, {})])
      await expect(call).rejects.toThrow(OptionError);
    expect(log).toEqual([]);
  });
});
