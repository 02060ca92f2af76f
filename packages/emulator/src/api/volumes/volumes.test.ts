import { describe, expect, it } from "vitest";
import { type Client, openClient } from "../../test/client.ts";
import { madeDroplet } from "../../test/droplet.ts";

const volumeBody = { name: "data", region: "nyc3", size_gigabytes: 10 };

async function made(client: Client, parts: object = {}) {
  const { body, status } = await client.post("/v2/volumes", { ...volumeBody, ...parts });
  if (status !== 201) throw new Error(body.message);
  return body.volume;
}

describe("volumes", () => {
  it("are created, found by name, and deleted", async () => {
    const client = await openClient();
    const volume = await made(client, { description: "logs", filesystem_type: "ext4", tags: ["db"] });
    expect(volume).toMatchObject({ ...volumeBody, region: { slug: "nyc3" }, droplet_ids: [], tags: ["db"] });
    expect((await client.get(`/v2/volumes/${volume.id}`)).body.volume).toEqual(volume);
    expect((await client.get("/v2/volumes?name=data&region=nyc3")).body.volumes).toHaveLength(1);
    expect((await client.get("/v2/volumes?name=data&region=sfo3")).body.volumes).toHaveLength(0);
    expect((await client.post("/v2/volumes", volumeBody)).body.id).toBe("conflict");
    expect((await client.delete("/v2/volumes?name=data&region=nyc3")).status).toBe(204);
    expect((await client.delete(`/v2/volumes/${volume.id}`)).status).toBe(404);
  });

  it.each([
    [{ name: "Data" }, "name: Name is invalid"],
    [{ size_gigabytes: 16_385 }, "size_gigabytes"],
    [{ size_gigabytes: 0 }, "size_gigabytes: Size is invalid"],
    [{ region: "xyz1" }, "region: Region is invalid"],
    [{ description: "é".repeat(513) }, "description: Description is longer than 1024 bytes"],
    [{ filesystem_type: "xfs", filesystem_label: "thirteen-long" }, "filesystem_label: Label is too long"],
  ])("are refused with %j", async (parts, message) => {
    const client = await openClient();
    const { status, body } = await client.post("/v2/volumes", { ...volumeBody, ...parts });
    expect(status).toBe(422);
    expect(body.message).toContain(message);
  });

  it("are attached to one Droplet, which does nothing else meanwhile", async () => {
    const client = await openClient();
    const volume = await made(client);
    const { id: droplet_id } = await madeDroplet(client);
    const other = await madeDroplet(client);
    const path = `/v2/volumes/${volume.id}`;
    client.emulator.cloud.transitions.policies.set("volume.attach", { when: "polls", times: 1 });
    const { body, status } = await client.post(`${path}/actions`, { type: "attach", droplet_id });
    expect(status).toBe(202);
    expect(await client.post(`/v2/droplets/${droplet_id}/actions`, { type: "reboot" })).toMatchObject({
      status: 422,
      body: { message: "Droplet already has a pending event." },
    });
    const action = `${path}/actions/${body.action.id}`;
    expect((await client.get(action)).body.action).toMatchObject({ status: "in-progress", type: "attach_volume" });
    expect((await client.get(action)).body.action.status).toBe("completed");
    expect((await client.get(path)).body.volume.droplet_ids).toEqual([droplet_id]);
    expect((await client.get(`/v2/droplets/${droplet_id}`)).body.droplet.volume_ids).toEqual([volume.id]);
    expect((await client.delete(path)).body.id).toBe("conflict");
    expect((await client.post(`${path}/actions`, { type: "attach", droplet_id: other.id })).status).toBe(422);
    expect((await client.post(`${path}/actions`, { type: "detach", droplet_id: other.id })).status).toBe(422);
    expect((await client.post(`${path}/actions`, { type: "detach", droplet_id })).status).toBe(202);
    expect((await client.get(path)).body.volume.droplet_ids).toEqual([]);
    expect((await client.get(`${path}/actions`)).body.meta.total).toBe(2);
    expect((await client.delete(path)).status).toBe(204);
  });

  it("are attached by name, and only within a region", async () => {
    const client = await openClient();
    await made(client);
    const near = await madeDroplet(client);
    const far = await madeDroplet(client, { region: "sfo3" });
    const attach = (droplet_id: number) =>
      client.post("/v2/volumes/actions", { type: "attach", volume_name: "data", region: "nyc3", droplet_id });
    expect((await attach(far.id)).status).toBe(422);
    expect((await attach(near.id)).status).toBe(202);
    expect((await attach(5)).status).toBe(404);
  });

  it("do one thing at a time", async () => {
    const client = await openClient();
    const volume = await made(client);
    const first = await madeDroplet(client);
    const second = await madeDroplet(client);
    await client.get("/v2/account");
    client.emulator.cloud.transitions.policies.set("*", { when: "manual" });
    const actions = `/v2/volumes/${volume.id}/actions`;
    expect((await client.post(actions, { type: "attach", droplet_id: first.id })).status).toBe(202);
    expect((await client.post(actions, { type: "attach", droplet_id: second.id })).body.message).toBe(
      "Volume already has a pending event.",
    );
    expect((await client.post(actions, { type: "resize", size_gigabytes: 20 })).status).toBe(422);
    expect((await client.delete(`/v2/volumes/${volume.id}`)).status).toBe(409);
  });

  it("only grow", async () => {
    const client = await openClient();
    const volume = await made(client);
    const path = `/v2/volumes/${volume.id}`;
    expect((await client.post(`${path}/actions`, { type: "resize", size_gigabytes: 5 })).status).toBe(422);
    expect((await client.post(`${path}/actions`, { type: "resize", size_gigabytes: 20 })).status).toBe(202);
    expect((await client.get(path)).body.volume.size_gigabytes).toBe(20);
  });

  it("are made from snapshots, which outlive them", async () => {
    const client = await openClient();
    const volume = await made(client);
    const { snapshot } = (await client.post(`/v2/volumes/${volume.id}/snapshots`, { name: "s", tags: ["Db"] })).body;
    expect((await client.get(`/v2/volumes/${volume.id}/snapshots`)).body.snapshots).toEqual([snapshot]);
    await client.delete(`/v2/volumes/${volume.id}`);
    expect((await client.get("/v2/snapshots?resource_type=volume")).body.snapshots).toEqual([snapshot]);
    expect((await client.get("/v2/snapshots?resource_type=droplet")).body.snapshots).toEqual([]);
    const copy = await made(client, { name: "copy", size_gigabytes: 0, snapshot_id: snapshot.id });
    expect(copy.size_gigabytes).toBe(10);
    expect((await client.get(`/v2/volumes/snapshots/${snapshot.id}`)).body.snapshot).toEqual(snapshot);
    expect((await client.delete(`/v2/volumes/snapshots/${snapshot.id}`)).status).toBe(204);
    expect((await client.get(`/v2/snapshots/${snapshot.id}`)).status).toBe(404);
  });
});
