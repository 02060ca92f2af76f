import { beforeAll, expect, it, type TestContext } from "vitest";
import * as z from "zod";
import { type Client, openClient } from "../client/client.ts";
import { ApiError } from "../errors/api-error.ts";
import { limits } from "../inventory/limits.ts";
import { describeLive } from "../test/live.ts";
import type { Collections } from "./collections.ts";

const variable = "INFRAFABRIC_LIVE_TOKEN";

const collections = [
  "actions",
  "apps",
  "certificates",
  "cdnEndpoints",
  "databases",
  "domains",
  "droplets",
  "firewalls",
  "images",
  "kubernetesClusters",
  "loadBalancers",
  "projects",
  "reservedIps",
  "snapshots",
  "sshKeys",
  "tags",
  "uptimeChecks",
  "volumes",
  "vpcs",
] as const satisfies readonly (keyof Collections)[];

/** So many elements has a page. */
const page = 200;

/** Skips what the token may not read. */
async function unlessRefused<T>(context: TestContext, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) context.skip(`the token may not read it: ${error.message}`);
    throw error;
  }
}

describeLive("answers of a real account have the form that is read, and nothing is changed", [variable], () => {
  let client: Client;
  beforeAll(() => {
    client = openClient({ token: process.env[variable] ?? "" });
  });

  it("its own", async (context) => {
    const schema = z.object({ account: z.object({ uuid: z.string(), ...limits.shape }) });
    const { account } = await unlessRefused(context, () => client.get("/v2/account", schema));
    expect(account.uuid).not.toBe("");
    expect(client.rateLimit?.limit).toBeGreaterThan(0);
  });

  it.each([
    ["sizes", z.object({ slug: z.string(), price_monthly: z.number(), regions: z.array(z.string()) })],
    ["regions", z.object({ slug: z.string(), available: z.boolean(), sizes: z.array(z.string()) })],
  ])("of /v2/%s", async (root, schema) => {
    const found: string[] = [];
    for await (const { slug } of client.items<{ slug: string }>(`/v2/${root}`, root, schema)) found.push(slug);
    expect(found).toContain(root === "sizes" ? "s-1vcpu-1gb" : "nyc3");
  });

  it.for(collections)("of a page of %s", async (name, context) => {
    const count = await unlessRefused(context, async () => {
      let seen = 0;
      for await (const _ of client[name].list()) {
        seen += 1;
        if (seen === page) break;
      }
      return seen;
    });
    expect(count).toBeLessThanOrEqual(page);
  });
});
