import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { madeDroplet } from "../../test/droplet.ts";

it("are one however they are spelled; the first spelling wins", async () => {
  const client = await openClient();
  expect((await client.post("/v2/tags", { name: "Web" })).body.tag.name).toBe("Web");
  expect((await client.post("/v2/tags", { name: "WEB" })).body.tag.name).toBe("Web");
  expect((await madeDroplet(client, { tags: ["web", "WEB"] })).tags).toEqual(["Web"]);
  expect((await client.get("/v2/tags/wEb")).body.tag).toMatchObject({ name: "Web", resources: { count: 1 } });
  expect((await client.get("/v2/tags")).body.tags).toHaveLength(1);
  expect((await client.post("/v2/tags", { name: "no good" })).status).toBe(422);
});

it("count all five kinds, those that have none too", async () => {
  const client = await openClient();
  const { id } = await madeDroplet(client, { tags: ["env:prod"] });
  await client.post("/v2/volumes", { name: "data", region: "nyc3", size_gigabytes: 1, tags: ["env:prod"] });
  const { resources } = (await client.get("/v2/tags/env:prod")).body.tag;
  expect(resources).toMatchObject({
    count: 2,
    droplets: { count: 1, last_tagged_uri: `${client.emulator.url}/v2/droplets/${id}` },
    images: { count: 0 },
    volumes: { count: 1 },
    volume_snapshots: { count: 0 },
    databases: { count: 0 },
  });
});

it("are put on resources and taken off", async () => {
  const client = await openClient();
  const { id } = await madeDroplet(client);
  await client.post("/v2/tags", { name: "Web" });
  const resources = [{ resource_id: String(id), resource_type: "droplet" }];
  const tags = async () => (await client.get(`/v2/droplets/${id}`)).body.droplet.tags;
  expect((await client.post("/v2/tags/web/resources", { resources })).status).toBe(204);
  expect(await tags()).toEqual(["Web"]);
  expect((await client.delete("/v2/tags/WEB/resources", { resources })).status).toBe(204);
  expect(await tags()).toEqual([]);
  const unknown = [...resources, { resource_id: "5", resource_type: "volume" }];
  expect((await client.post("/v2/tags/web/resources", { resources: unknown })).status).toBe(404);
  expect(await tags()).toEqual([]);
  const odd = [{ resource_id: "5", resource_type: "cat" }];
  expect((await client.post("/v2/tags/web/resources", { resources: odd })).status).toBe(422);
  expect((await client.post("/v2/tags/none/resources", { resources })).status).toBe(404);
});

it("are taken off everything when they go", async () => {
  const client = await openClient();
  const { id } = await madeDroplet(client, { tags: ["web", "db"] });
  expect((await client.delete("/v2/tags/Web")).status).toBe(204);
  expect((await client.get(`/v2/droplets/${id}`)).body.droplet.tags).toEqual(["db"]);
  expect((await client.get("/v2/tags/web")).status).toBe(404);
});
