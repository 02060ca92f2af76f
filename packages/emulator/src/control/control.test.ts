import { mkdtempSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Client, openClient } from "../test/client.ts";

const net = (name: string) => ({ name, region: "nyc3" });

/** Calls a control endpoint. */
async function call({ emulator }: Client, method: string, path: string, body?: unknown) {
  const response = await fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

describe("the control endpoints", () => {
  it("say that all is well", async () => {
    expect(await call(await openClient(), "GET", "health")).toEqual({
      status: 200,
      body: { status: "ok", accounts: 0 },
    });
  });

  it("forget everything", async () => {
    const client = await openClient();
    const first = (await client.post("/v2/vpcs", net("net"))).body.vpc.id;
    const { id } = client.emulator.faults.add({ preset: "reset", path: "/v2/images" });
    await call(client, "POST", "reset");
    expect((await client.get("/v2/vpcs")).body.vpcs).toEqual([]);
    expect(client.emulator.faults.all()).toEqual([]);
    expect((await client.post("/v2/vpcs", net("net"))).body.vpc.id).toBe(first);
    expect(client.emulator.faults.add({ preset: "reset", path: "/v2/images" }).id).toBe(id);
  });

  it("take a snapshot and put it back, elsewhere too", async () => {
    const client = await openClient();
    const { vpc } = (await client.post("/v2/vpcs", net("net"))).body;
    const { body: snapshot } = await call(client, "GET", "snapshot");
    expect(JSON.stringify(snapshot)).not.toContain("token");
    await client.delete(`/v2/vpcs/${vpc.id}`);
    const other = await openClient();
    for (const one of [client, other]) {
      expect(await call(one, "POST", "restore", snapshot)).toEqual({
        status: 200,
        body: { status: "ok", accounts: 1 },
      });
      expect((await one.get(`/v2/vpcs/${vpc.id}`)).body).toEqual({ vpc });
    }
  });

  it("refuse a snapshot whose records are wrong, and keep what there is", async () => {
    const client = await openClient();
    await client.post("/v2/vpcs", net("net"));
    const { body: snapshot } = await call(client, "GET", "snapshot");
    const accounts = { one: { vpcs: { a: { id: "a" } } } };
    const refused = await call(client, "POST", "restore", { ...snapshot, accounts });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toContain("vpcs.a.name");
    expect((await client.get("/v2/vpcs")).body.vpcs).toHaveLength(2);
  });

  it("refuse a snapshot with many wrong records in few words", async () => {
    const client = await openClient();
    const { body: snapshot } = await call(client, "GET", "snapshot");
    const tags = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`tag-${index}`, { name: 5 }]));
    const refused = await call(client, "POST", "restore", { ...snapshot, accounts: { one: { tags } } });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toMatch(/^tags\.tag-0\.name: .*; tags\.tag-19\.name: [^;]*; and \d+ problems more$/);
  });

  it("refuse policies with many problems in few words", async () => {
    const client = await openClient();
    const wrong = Object.fromEntries(client.emulator.cloud.transitions.kinds.map((kind) => [kind, { when: "never" }]));
    const refused = await call(client, "PUT", "transitions/policies", wrong);
    expect(refused.status).toBe(422);
    expect(refused.body.message).toMatch(/and \d+ problems more$/);
  });

  it.each([{}, { a: { name: "a" } }])("refuse a snapshot with an unknown kind of record: %j", async (rows) => {
    const client = await openClient();
    const { body: snapshot } = await call(client, "GET", "snapshot");
    const refused = await call(client, "POST", "restore", { ...snapshot, accounts: { one: { nosuch: rows } } });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toBe("nosuch: is not a kind of record");
  });

  it("move, stop and start the clock", async () => {
    const client = await openClient();
    const stopped = await call(client, "POST", "clock/stop", { at: "2030-01-01T00:00:00Z" });
    expect(stopped.body).toEqual({ time: "2030-01-01T00:00:00.000Z", runs: false });
    await call(client, "POST", "clock/advance", { seconds: 90 });
    const { vpc } = (await client.post("/v2/vpcs", net("net"))).body;
    expect(vpc.created_at).toBe("2030-01-01T00:01:30Z");
    expect((await call(client, "POST", "clock/start")).body).toMatchObject({ runs: true });
    expect((await call(client, "GET", "clock")).body.time).toMatch(/^2030-01-01T00:01/);
  });

  it("hold what takes time until it is told to end", async () => {
    const client = await openClient();
    const { transitions } = client.emulator.cloud;
    const ended: string[] = [];
    transitions.define("test.create", (_account, { subject }) => ended.push(subject));
    const set = await call(client, "PUT", "transitions/policies", { "*": { when: "manual" } });
    expect(set.body).toMatchObject({ policies: { "*": { when: "manual" } }, pending: [] });
    const account = client.emulator.cloud.accountOf("token");
    const { id } = transitions.begin(account, "test.create", "test:1");
    await client.get("/v2/vpcs");
    expect((await call(client, "GET", "transitions")).body.pending).toMatchObject([{ id, account: account.id }]);
    expect((await call(client, "POST", `transitions/${id}/complete`)).body.pending).toEqual([]);
    expect(ended).toEqual(["test:1"]);
    expect((await call(client, "POST", `transitions/${id}/complete`)).status).toBe(404);
  });

  it("name all problems of what they are asked", async () => {
    const client = await openClient();
    const problems = [
      ["POST", "faults", { preset: "resett", probability: 2, often: true }, ["preset", "probability", "often"]],
      ["PUT", "transitions/policies", { "no.kind": { when: "manual" } }, ["no.kind"]],
      ["PUT", "transitions/policies", { "*": { when: "polls", times: 0 } }, ["times"]],
      ["POST", "clock/advance", { seconds: -1 }, ["seconds"]],
      ["POST", "clock/stop", { at: "tomorrow" }, ["at"]],
      ["PUT", "limits", { enforced: "yes" }, ["enforced"]],
      ["PUT", "accounts/limits", { token: "a b", tier: 4, droplet_limit: -1 }, ["token", "tier", "droplet_limit"]],
      ["POST", "accounts/reset", { tokn: "a" }, ["token", "tokn"]],
    ] as const;
    for (const [method, path, body, words] of problems) {
      const refused = await call(client, method, path, body);
      expect(refused, path).toMatchObject({ status: 422, body: { id: "unprocessable_entity" } });
      for (const word of words) expect(refused.body.message).toContain(word);
    }
  });

  it("add, list and remove faults", async () => {
    const client = await openClient();
    const { body: fault, status } = await call(client, "POST", "faults", { preset: "server-error", path: "/v2/vpcs" });
    expect(status).toBe(201);
    expect(fault).toMatchObject({ method: "*", probability: 1, struck: 0 });
    expect((await client.get("/v2/vpcs")).status).toBe(500);
    const { body } = await call(client, "GET", "faults");
    expect(body.faults).toMatchObject([{ id: fault.id, struck: 1 }]);
    expect(body.presets["pending-event"].title).toContain("422");
    expect((await call(client, "DELETE", `faults/${fault.id}`)).status).toBe(204);
    expect((await call(client, "DELETE", `faults/${fault.id}`)).status).toBe(404);
    expect((await client.get("/v2/vpcs")).status).toBe(200);
  });

  it("switch the limits on", async () => {
    const client = await openClient();
    expect((await call(client, "PUT", "limits", { enforced: true })).body).toEqual({ enforced: true });
    expect(client.emulator.limits.enforced).toBe(true);
  });

  it("give an account other limits, by its token", async () => {
    const client = await openClient();
    const set = await call(client, "PUT", "accounts/limits", { token: "token", tier: 2, volume_limit: 1 });
    expect(set).toMatchObject({ status: 200, body: { droplet_limit: 10, reserved_ip_limit: 10, volume_limit: 1 } });
    expect((await client.get("/v2/account")).body.account).toMatchObject({ droplet_limit: 10, volume_limit: 1 });
    await call(client, "PUT", "accounts/limits", { token: "token", droplet_limit: 4 });
    expect((await client.get("/v2/account")).body.account).toMatchObject({ droplet_limit: 4, volume_limit: 1 });
    expect((await client.as("other").get("/v2/account")).body.account).toMatchObject({ droplet_limit: 100 });
  });

  it("reset one account by its token, and no other", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const client = await openClient({ persist });
    const other = client.as("other");
    for (const one of [client, other]) {
      await one.post("/v2/vpcs", net("net"));
      await one.post("/v2/tags", { name: "__proto__" });
    }
    await call(client, "PUT", "accounts/limits", { token: "token", droplet_limit: 4 });
    const { body } = await call(client, "POST", "accounts/reset", { token: "token" });
    expect(body).toEqual({ status: "ok", account: client.emulator.cloud.accountOf("token").id });
    expect((await client.get("/v2/account")).body.account.droplet_limit).toBe(100);
    await client.emulator.close();
    const again = await openClient({ persist });
    for (const path of ["/v2/vpcs", "/v2/tags"]) expect((await again.get(path)).body.meta.total).toBe(0);
    expect((await again.as("other").get("/v2/vpcs")).body.meta.total).toBe(2);
    expect((await again.as("other").get("/v2/tags")).body.meta.total).toBe(1);
    expect((await call(again, "POST", "accounts/reset", { token: "unheard-of" })).status).toBe(200);
  });

  it("show the last requests, newest first, without anything secret", async () => {
    const client = await openClient();
    await client.post("/v2/vpcs", net("net"));
    await fetch(`${client.emulator.url}/photos/cat.png?X-Amz-Signature=abc&X-Amz-Credential=def&versionId=7`);
    const { body } = await call(client, "GET", "requests?count=2");
    expect(body.requests).toMatchObject([
      { to: "spaces", path: "/photos/cat.png?X-Amz-Signature=redacted&X-Amz-Credential=redacted&versionId=7" },
      { to: "api", method: "POST", path: "/v2/vpcs", status: 201, milliseconds: expect.any(Number) },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/token|abc|def/);
    expect((await call(client, "GET", "requests?count=all")).status).toBe(400);
  });

  it("remember a thousand requests", async () => {
    const { log } = (await openClient()).emulator;
    const entry = { time: "", to: "api", method: "GET", path: "/", milliseconds: 0 } as const;
    for (let index = 0; index < 1001; index += 1) log.add({ ...entry, id: String(index) });
    expect(log.last(2000).map(({ id }) => id)).toEqual(
      Array.from({ length: 1000 }, (_, index) => String(1000 - index)),
    );
  });

  it("stream requests as they come", async () => {
    const client = await openClient();
    const leave = new AbortController();
    const { body } = await fetch(`${client.emulator.url}/_emulator/requests/stream`, { signal: leave.signal });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(": begins\n\n");
    await client.get("/v2/vpcs");
    const event = (await reader?.read())?.value ?? "";
    expect(JSON.parse(event.replace(/^data: /, ""))).toMatchObject({ method: "GET", path: "/v2/vpcs", status: 200 });
    leave.abort();
  });

  it("count which operations were called", async () => {
    const client = await openClient();
    await client.get("/v2/vpcs");
    await client.get("/v2/vpcs");
    const { body } = await call(client, "GET", "coverage");
    expect(body.called).toBe(1);
    expect(body.implemented).toBe(body.operations.length);
    expect(body.operations).toContainEqual({ method: "GET", path: "/v2/vpcs", evidence: "document", calls: 2 });
  });

  it("give the environment that points clients here", async () => {
    const client = await openClient();
    const { body } = await call(client, "GET", "environment");
    expect(body).toEqual(client.emulator.env());
    expect(body).toMatchObject({ DIGITALOCEAN_API_URL: client.emulator.url, HTTP_PROXY: client.emulator.url });
    const other = await call(client, "GET", "environment?token=other");
    expect(other.body).toEqual(client.emulator.env("other"));
    expect(other.body.DIGITALOCEAN_TOKEN).toBe("other");
  });

  it.each(["", "%20", "a%20b", "a%0Ab", "a%00", "caf%C3%A9"])(
    "give no environment with a token that the API would not take: %j",
    async (token) => {
      const client = await openClient();
      const refused = await call(client, "GET", `environment?token=${token}`);
      expect(refused).toMatchObject({ status: 422, body: { id: "unprocessable_entity" } });
      expect(refused.body.message).toBe("token: must be one or more visible ASCII characters, without spaces");
      expect((await call(client, "GET", "health")).body.accounts).toBe(0);
    },
  );

  it("give the environment by the name that was asked", async () => {
    const { emulator } = await openClient({ allowedHosts: ["emulator"] });
    const { port } = new URL(emulator.url);
    const text = await new Promise<string>((resolve, reject) => {
      const headers = { host: `emulator:${port}` };
      get(`${emulator.url}/_emulator/environment`, { headers }, (answer) => {
        answer.setEncoding("utf8").on("data", resolve);
      }).on("error", reject);
    });
    expect(JSON.parse(text)).toMatchObject({
      DIGITALOCEAN_API_URL: `http://emulator:${port}`,
      HTTP_PROXY: `http://emulator:${port}`,
      NO_PROXY: "127.0.0.1,localhost,emulator",
    });
  });

  it("show what exists", async () => {
    const client = await openClient();
    const { vpc } = (await client.post("/v2/vpcs", net("net"))).body;
    const { body } = await call(client, "GET", "resources");
    expect(body.accounts).toHaveLength(1);
    expect(body.accounts[0].cost).toMatchObject({ monthly: 0, unpriced: [] });
    expect(body.accounts[0].resources).toContainEqual(
      expect.objectContaining({ key: `Vpc:${vpc.id}`, kind: "Vpc", name: "net", region: "nyc3", targets: [] }),
    );
  });

  it("answer 501 to what they do not have, and read no file outside the page", async () => {
    const client = await openClient();
    for (const path of ["unheard_of", "control.ts", "..%2Fcontrol.ts", "page.css/..%2F..%2Fcontrol.ts"]) {
      expect(await call(client, "GET", path), path).toMatchObject({ status: 501 });
    }
  });
});
