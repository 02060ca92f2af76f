// Many operations at once, with the rate limits on. Time jumps: an hour takes seconds.
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openOther, openVirtualAccount } from "../test/virtual-account.ts";
import type { Client } from "./client.ts";
import type { ClientOptions, RequestLogEntry } from "./options.ts";

const open = (client: Partial<ClientOptions> = {}) =>
  openVirtualAccount({
    limits: true,
    accountLimits: { droplets: 5000 },
    latency: () => 20 + Math.random() * 180,
    client,
  });

/** Begins operations of several kinds all at once, and answers with how many they were. */
async function operate(client: Client, prefix: string, count: number): Promise<void> {
  const operations = Array.from({ length: count }, (_, index) => {
    const name = `${prefix}-${index}`;
    switch (index % 4) {
      case 0:
        return client.droplets.create({ name, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" });
      case 1:
        return client.tags.create({ name });
      case 2:
        return client.domains.create({ name: `${name}.example.com` });
      default:
        return client.send("POST", "/v2/projects", {
          body: { name, purpose: "Web Application", environment: "Development" },
        });
    }
  });
  await Promise.all(operations);
}

async function namesIn(items: AsyncIterable<{ readonly name?: string | undefined }>): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { name = "" } of items) names.push(name);
  return names;
}

/** Names of everything that was created, sorted. */
async function created(client: Client, prefix: string): Promise<readonly string[]> {
  const lists = [client.droplets.list(), client.tags.list(), client.domains.list(), client.projects.list()];
  const names = (await Promise.all(lists.map(namesIn))).flat();
  return names.filter((name) => name.startsWith(`${prefix}-`)).sort();
}

/** The share of what the limits allow that requests have used, from the first to the last. */
function used(requests: readonly RequestLogEntry[], seconds: number): number {
  const accepted = requests.filter(({ status }) => status !== 429).length;
  // What is allowed in a time: 250 at once, then 250 for each minute that has passed; and 5,000 for each hour.
  const leastSeconds = Math.max((Math.ceil(accepted / 250) - 1) * 60, (Math.ceil(accepted / 5000) - 1) * 3600);
  return leastSeconds / seconds;
}

describe("under load, with the rate limits on", () => {
  it("1,250 operations at once are each done once, at no less than 95 % of the allowed rate", async () => {
    const account = await open();
    const { client, clock, requests } = account;
    const began = clock.now();
    await operate(client, "a", 1250);
    const share = used(requests, (clock.now() - began) / 1000);
    expect(requests).toHaveLength(1250);
    expect(requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(share).toBeGreaterThan(0.95);
    const names = await created(client, "a");
    expect(names).toHaveLength(1250);
    expect(new Set(names).size).toBe(1250);
  });

  it("three processes that share a token get everything done, once, at no less than 95 % of the allowed rate", async () => {
    const account = await open();
    const { client, clock, requests } = account;
    const began = clock.now();
    const clients = [client, openOther(account), openOther(account)];
    await Promise.all(clients.map((one, index) => operate(one, `p${index}`, 420)));
    const share = used(requests, (clock.now() - began) / 1000);
    const names = (await Promise.all(clients.map((_, index) => created(client, `p${index}`)))).flat();
    expect(names).toHaveLength(1260);
    expect(new Set(names).size).toBe(1260);
    expect(share).toBeGreaterThan(0.95);
  });

  it("5,250 requests take no longer than the limit of an hour makes them", async () => {
    const { client, clock, requests } = await open({ longestWaitSeconds: 3600 });
    const began = clock.now();
    const reads = Array.from({ length: 5250 }, () => client.get("/v2/account", z.object({})));
    await Promise.all(reads);
    expect(requests).toHaveLength(5250);
    expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(used(requests, (clock.now() - began) / 1000)).toBeGreaterThan(0.95);
  });
});
