import { startEmulator } from "@infrafabric/emulator";
import { stackOfRecords } from "@infrafabric/governor";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { openClient } from "../client/client.ts";
import { RateLimitError } from "../errors/rate-limit-error.ts";
import { listen } from "../test/listen.ts";
import { readInventory } from "./inventory.ts";

it("reads what exists in an account as resources", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const client = openClient({ token: "token", url: emulator.url });
  const made = (path: string, root: string, body: unknown) =>
    client.send("POST", path, {
      body,
      schema: z.object({ [root]: z.object({ id: z.union([z.string(), z.number()]) }) }),
    });
  const { vpc } = await made("/v2/vpcs", "vpc", { name: "a", region: "nyc3", ip_range: "10.20.0.0/24" });
  const { droplet } = await made("/v2/droplets", "droplet", {
    ...{ name: "web", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpc_uuid: vpc?.id },
    ...{ backups: true, monitoring: true, tags: ["env:prod"] },
  });
  const inventory = await readInventory(client, { name: "acme" });
  const stack = stackOfRecords(inventory.records, ["source-positions"], "the account acme");
  const [web] = stack.ofKind("Droplet");
  expect(web?.urn).toBe("urn:pulumi:acme::account::digitalocean:index/droplet:Droplet::web");
  expect(web?.id).toBe(`${droplet?.id}`);
  expect(web?.read("backups").boolean()).toBe(true);
  expect(web?.read("vpcUuid").text()).toBe(vpc?.id);
  expect(web?.read("userData").state).toBe("unknown");
  // The emulator has no agents, and buckets are not listed by the API.
  expect(inventory.unread.map(({ path }) => path)).toEqual([
    "/v2/gen-ai/agents",
    "/v2/gen-ai/knowledge_bases",
    "s3://",
  ]);
});

describe("an account in which not everything can be read", () => {
  /** The inventory of an API that answers so, and with 404 to everything else; and what it was asked for. */
  async function inventoryOf(answers: Readonly<Record<string, readonly [status: number, body: object]>>) {
    const asked: string[] = [];
    const url = await listen(({ url = "" }, response) => {
      const { pathname } = new URL(url, "http://localhost");
      asked.push(pathname);
      const [status, body] = answers[pathname] ?? [404, { id: "not_found", message: "not found" }];
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    const client = openClient({ token: "token", url });
    return { asked, client, read: (options = {}) => readInventory(client, { name: "acme", ...options }) };
  }

  const account = [200, { account: { uuid: "u-1", email: "ann@example.com", team: { name: "acme" } } }] as const;
  const refused = [403, { id: "forbidden", message: "You are not authorized to perform this operation" }] as const;

  it("is not read at all if that is strict, unless what is missing was refused", async () => {
    const strict = { isStrict: true };
    const failing = await inventoryOf({ "/v2/account": account, "/v2/firewalls": [200, { firewalls: 7 }] });
    await expect(failing.read(strict)).rejects.toThrow(/\/v2\/firewalls/);
    const { read } = await inventoryOf({ "/v2/account": account, "/v2/firewalls": refused });
    expect((await read(strict)).unread.map(({ path }) => path)).toContain("/v2/firewalls");
  });

  it("names what was refused, with kinds and reason, and reads the rest, asking once for each collection", async () => {
    const { asked, read } = await inventoryOf({
      "/v2/account": account,
      "/v2/firewalls": refused,
      "/v2/vpcs": [200, { vpcs: [{ id: "v-1", name: "net", region: "nyc3", ip_range: "10.20.0.0/24" }, "broken"] }],
    });
    const { records, unread } = await read();
    expect(records.map(({ name }) => name)).toEqual(["net"]);
    expect(unread.filter(({ path }) => ["/v2/firewalls", "/v2/vpcs"].includes(path))).toEqual([
      { path: "/v2/firewalls", kinds: ["Firewall"], reason: expect.stringContaining("403") },
      { path: "/v2/vpcs", kinds: expect.arrayContaining(["Vpc"]), reason: "1 of its elements are not objects" },
    ]);
    expect(unread.find(({ path }) => path === "/v2/droplets")?.reason).toContain("404");
    expect(asked).toHaveLength(new Set(asked).size);
  });

  it("shows no secrets among the objects", async () => {
    const cluster = { id: "d-1", name: "orders", engine: "pg", num_nodes: 1, region: "nyc3", status: "online" };
    const secret = { uri: "postgres://doadmin:hunter2@host", password: "hunter2" };
    const { read } = await inventoryOf({
      "/v2/account": account,
      "/v2/databases": [
        200,
        { databases: [{ ...cluster, connection: secret, users: [{ name: "x", access_key: "hunter2", ...secret }] }] },
      ],
    });
    const { records, objects } = await read();
    expect(records.map(({ name }) => name)).toContain("orders");
    expect(JSON.stringify([...objects])).toContain("online");
    expect(JSON.stringify([...objects])).not.toContain("hunter2");
  });

  it("ends with an error for a wrong token, and on an abort", async () => {
    const wrong = await inventoryOf({
      "/v2/account": [401, { id: "unauthorized", message: "Unable to authenticate" }],
    });
    await expect(wrong.read()).rejects.toThrow("401");
    const { read } = await inventoryOf({ "/v2/account": account });
    await expect(read({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });

  it("is not taken for one after a failure of our own", async () => {
    const { client, read } = await inventoryOf({ "/v2/account": account });
    vi.spyOn(client, "items").mockImplementation(() => {
      throw new TypeError("items is broken");
    });
    await expect(read()).rejects.toThrow(new TypeError("items is broken"));
  });

  it("calls a rate limit that is used up by its name, and does not say that nothing answers", async () => {
    const url = await listen((_, response) => {
      response.writeHead(429, { "content-type": "application/json", "retry-after": "120" }).end("{}");
    });
    const client = openClient({ token: "limited", url });
    await expect(readInventory(client)).rejects.toBeInstanceOf(RateLimitError);
  });
});
