import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { defaultAccessKey, holderOf, secretOf } from "./key.ts";

const grants = [{ bucket: "logs", permission: "read" }];

it("shows a secret once and keeps it nowhere", async () => {
  const client = await openClient();
  const { status, body } = await client.post("/v2/spaces/keys", { name: "ci", grants });
  expect(status).toBe(201);
  const { secret_key, ...key } = body.key;
  expect(secret_key).toMatch(/^[\w-]{43}$/);
  expect((await client.get(`/v2/spaces/keys/${key.access_key}`)).body.key).toEqual(key);
  expect((await client.get("/v2/spaces/keys")).body.keys).toEqual([key]);
  expect(secretOf(client.emulator.cloud, key.access_key)).toBe(secret_key);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain(secret_key);
});

it("knows whose a key is and what it may do", async () => {
  const client = await openClient();
  const { cloud } = client.emulator;
  const { body } = await client.post("/v2/spaces/keys", { name: "ci", grants });
  expect(holderOf(cloud, body.key.access_key, true)).toEqual({ account: cloud.accountOf("token"), grants });
  expect((await client.as("other").get(`/v2/spaces/keys/${body.key.access_key}`)).status).toBe(404);
  await client.delete(`/v2/spaces/keys/${body.key.access_key}`);
  expect(holderOf(cloud, body.key.access_key, true)).toBeUndefined();
  const account = cloud.accountOf("other");
  expect(holderOf(cloud, defaultAccessKey(account), true)).toEqual({
    account,
    grants: [{ bucket: "", permission: "fullaccess" }],
  });
});

it("gives a key another name and other grants, but no full access afterwards", async () => {
  const client = await openClient();
  const { body } = await client.post("/v2/spaces/keys", { name: "ci", grants });
  const path = `/v2/spaces/keys/${body.key.access_key}`;
  const more = [...grants, { bucket: "files", permission: "readwrite" }];
  expect((await client.put(path, { name: "cd", grants: more })).body.key).toMatchObject({ name: "cd", grants: more });
  expect((await client.patch(path, { name: "ce" })).body.key).toMatchObject({ name: "ce", grants: more });
  const full = [{ bucket: "", permission: "fullaccess" }];
  expect((await client.put(path, { name: "cd", grants: full })).status).toBe(400);
});

it("lets full access stand alone", async () => {
  const client = await openClient();
  const mixed = [...grants, { bucket: "", permission: "fullaccess" }];
  const { body } = await client.post("/v2/spaces/keys", { name: "all", grants: mixed });
  expect(body.key.grants).toEqual([{ bucket: "", permission: "fullaccess" }]);
});

it("lists keys by name, bucket and permission", async () => {
  const client = await openClient();
  await client.post("/v2/spaces/keys", { name: "b", grants });
  await client.post("/v2/spaces/keys", { name: "a", grants: [{ bucket: "files", permission: "readwrite" }] });
  const names = async (query: string) =>
    (await client.get(`/v2/spaces/keys?${query}`)).body.keys.map(({ name }: { name: string }) => name);
  expect(await names("sort=name&sort_direction=asc")).toEqual(["a", "b"]);
  expect(await names("bucket=files")).toEqual(["a"]);
  expect(await names("permission=read")).toEqual(["b"]);
  expect(await names("name=b")).toEqual(["b"]);
});
