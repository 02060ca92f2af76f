import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const custom = { name: "mine", url: "https://example.com/mine.img", region: "nyc3", tags: ["base"] };

it("are public distributions, found by slug and by id", async () => {
  const client = await openClient();
  const { image } = (await client.get("/v2/images/ubuntu-24-04-x64")).body;
  expect(image).toMatchObject({ distribution: "Ubuntu", type: "base", public: true, status: "available" });
  expect((await client.get(`/v2/images/${image.id}`)).body.image).toEqual(image);
  expect((await client.get("/v2/images?type=distribution&per_page=200")).body.images).toContainEqual(image);
  expect((await client.get("/v2/images?private=true")).body.images).toEqual([]);
  expect((await client.get("/v2/images?type=application")).body.images).toEqual([]);
  expect((await client.delete(`/v2/images/${image.id}`)).status).toBe(404);
});

it("are brought along, renamed, copied to other regions and deleted", async () => {
  const client = await openClient();
  const { body, status } = await client.post("/v2/images", custom);
  expect(status).toBe(202);
  expect(body.image).toMatchObject({ name: "mine", type: "custom", status: "NEW", distribution: "Unknown" });
  const path = `/v2/images/${body.image.id}`;
  expect((await client.get(path)).body.image.status).toBe("available");
  expect((await client.put(path, { name: "ours", description: "x" })).body.image).toMatchObject({ name: "ours" });
  const transfer = await client.post(`${path}/actions`, { type: "transfer", region: "sfo3" });
  expect(transfer.status).toBe(201);
  expect((await client.get(path)).body.image.regions).toEqual(["nyc3", "sfo3"]);
  expect((await client.get(`${path}/actions`)).body.meta.total).toBe(1);
  expect((await client.get("/v2/images?tag_name=Base")).body.images).toHaveLength(1);
  expect((await client.post(`${path}/actions`, { type: "convert" })).status).toBe(422);
  expect((await client.delete(path)).status).toBe(204);
  expect((await client.get(path)).status).toBe(404);
});

it("come from the web, into a region that there is", async () => {
  const client = await openClient();
  expect((await client.post("/v2/images", { ...custom, url: "ftp://example.com/a" })).status).toBe(422);
  expect((await client.post("/v2/images", { ...custom, region: "xyz1" })).status).toBe(422);
});
