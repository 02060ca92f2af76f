import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { madeDroplet } from "../../test/droplet.ts";

async function furnished() {
  const client = await openClient();
  const volume = (await client.post("/v2/volumes", { name: "data", region: "nyc3", size_gigabytes: 100 })).body.volume;
  const { id } = await madeDroplet(client, { volumes: [volume.id] });
  await client.post("/v2/reserved_ips", { droplet_id: id });
  await client.post(`/v2/droplets/${id}/actions`, { type: "snapshot", name: "snap" });
  await client.post(`/v2/volumes/${volume.id}/snapshots`, { name: "volume-snap" });
  return { client, volume, path: `/v2/droplets/${id}/destroy_with_associated_resources`, id };
}

it("lists what belongs to a Droplet, with its cost", async () => {
  const { client, path, volume } = await furnished();
  expect((await client.get(path)).body).toMatchObject({
    volumes: [{ id: volume.id, name: "data", cost: "10.00" }],
    snapshots: [{ name: "snap", cost: "0.04" }],
    volume_snapshots: [{ name: "volume-snap" }],
    reserved_ips: [{ name: "198.19.0.2" }],
  });
});

it("destroys all of it, only when told that it is dangerous", async () => {
  const { client, path, id } = await furnished();
  expect((await client.delete(`${path}/dangerous`)).status).toBe(400);
  const response = await fetch(`${client.emulator.url}${path}/dangerous`, {
    method: "DELETE",
    headers: { authorization: "Bearer token", "x-dangerous": "true" },
  });
  expect(response.status).toBe(202);
  for (const kind of ["droplets", "volumes", "snapshots", "reserved_ips"]) {
    expect((await client.get(`/v2/${kind}`)).body.meta.total, kind).toBe(0);
  }
  expect((await client.get(`${path}/status`)).body).toMatchObject({ droplet: { id: String(id) }, failures: 0 });
  expect((await client.post(`${path}/retry`)).status).toBe(409);
});

it("destroys what is named, and leaves the rest", async () => {
  const { client, path, volume } = await furnished();
  expect((await client.delete(`${path}/selective`, { floating_ips: ["198.19.0.2"] })).status).toBe(202);
  expect((await client.get("/v2/reserved_ips")).body.meta.total).toBe(0);
  expect((await client.get(`/v2/volumes/${volume.id}`)).body.volume.droplet_ids).toEqual([]);
  expect((await client.get("/v2/snapshots")).body.meta.total).toBe(2);
});
