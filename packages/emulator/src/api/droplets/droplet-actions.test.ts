import { describe, expect, it } from "vitest";
import { type Client, openClient } from "../../test/client.ts";
import { madeDroplet } from "../../test/droplet.ts";

/** Asks for an action and answers with the Droplet after it. */
async function act(client: Client, id: number, request: object) {
  const { body, status } = await client.post(`/v2/droplets/${id}/actions`, request);
  if (status !== 201) throw new Error(body.message);
  expect(body.action).toMatchObject({ status: "in-progress", resource_id: id, region_slug: "nyc3" });
  const path = `/v2/droplets/${id}/actions/${body.action.id}`;
  expect((await client.get(path)).body.action.status).toBe("completed");
  return (await client.get(`/v2/droplets/${id}`)).body.droplet;
}

describe("actions of Droplets", () => {
  it("switch it off and on", async () => {
    const client = await openClient();
    const { id } = await madeDroplet(client);
    await expect(act(client, id, { type: "power_on" })).rejects.toThrow("Droplet is already powered on.");
    expect((await act(client, id, { type: "power_off" })).status).toBe("off");
    await expect(act(client, id, { type: "power_off" })).rejects.toThrow("Droplet is already powered off.");
    expect((await act(client, id, { type: "shutdown" })).status).toBe("off");
    await expect(act(client, id, { type: "reboot" })).rejects.toThrow("Droplet is powered off.");
    expect((await act(client, id, { type: "power_on" })).status).toBe("active");
    expect((await act(client, id, { type: "reboot" })).status).toBe("active");
    expect((await act(client, id, { type: "power_cycle" })).status).toBe("active");
    expect((await act(client, id, { type: "password_reset" })).status).toBe("active");
    expect((await client.get(`/v2/droplets/${id}/actions`)).body.meta.total).toBe(7);
  });

  it("resize it while it is off; a disk only grows", async () => {
    const client = await openClient();
    const { id } = await madeDroplet(client);
    await expect(act(client, id, { type: "resize", size: "s-2vcpu-2gb" })).rejects.toThrow("powered off");
    await act(client, id, { type: "power_off" });
    expect(await act(client, id, { type: "resize", size: "s-2vcpu-2gb" })).toMatchObject({
      size_slug: "s-2vcpu-2gb",
      memory: 2048,
      disk: 25,
    });
    expect(await act(client, id, { type: "resize", size: "s-2vcpu-4gb", disk: true })).toMatchObject({ disk: 80 });
    await expect(act(client, id, { type: "resize", size: "s-1vcpu-1gb" })).rejects.toThrow("smaller disk");
    await expect(act(client, id, { type: "resize", size: "none" })).rejects.toThrow("invalid size");
  });

  it("rename and rebuild it, and give it IPv6", async () => {
    const client = await openClient();
    const { id } = await madeDroplet(client);
    expect((await act(client, id, { type: "rename", name: "db.example.com" })).name).toBe("db.example.com");
    await expect(act(client, id, { type: "rename", name: "a b" })).rejects.toThrow("Only valid hostname characters");
    expect((await act(client, id, { type: "rebuild", image: "debian-13-x64" })).image.slug).toBe("debian-13-x64");
    await expect(act(client, id, { type: "rebuild", image: "none" })).rejects.toThrow("invalid image");
    const { networks, features } = await act(client, id, { type: "enable_ipv6" });
    expect(networks.v6).toHaveLength(1);
    expect(features).toContain("ipv6");
    await expect(act(client, id, { type: "enable_ipv6" })).rejects.toThrow("already enabled");
    await expect(act(client, id, { type: "change_kernel", kernel: 5 })).rejects.toThrow("kernel");
    await expect(act(client, id, { type: "explode" })).rejects.toThrow("type");
  });

  it("switch backups on, over and off", async () => {
    const client = await openClient();
    const { id } = await madeDroplet(client);
    await expect(act(client, id, { type: "disable_backups" })).rejects.toThrow("not enabled");
    expect((await act(client, id, { type: "enable_backups" })).next_backup_window).not.toBeNull();
    const backup_policy = { plan: "weekly", weekday: "SAT", hour: 20 };
    const { next_backup_window } = await act(client, id, { type: "change_backup_policy", backup_policy });
    expect(next_backup_window.start).toMatch(/T20:00:00Z$/);
    // As the provider says it.
    const daily = { plan: "daily", weekday: "", hour: 4 };
    const sooner = await act(client, id, { type: "change_backup_policy", backup_policy: daily });
    expect(sooner.next_backup_window.start).toMatch(/T04:00:00Z$/);
    const off = await act(client, id, { type: "disable_backups" });
    expect(off.next_backup_window).toBeNull();
    expect(off.features).not.toContain("backups");
  });

  it("take snapshots, which Droplets are made from and restored to", async () => {
    const client = await openClient();
    const { id } = await madeDroplet(client);
    const { body } = await client.post(`/v2/droplets/${id}/actions`, { type: "snapshot", name: "before" });
    const { snapshots } = (await client.get(`/v2/droplets/${id}/snapshots`)).body;
    // The provider finds a snapshot by these two times.
    expect(snapshots).toMatchObject([{ name: "before", created_at: body.action.started_at, min_disk_size: 25 }]);
    const [snapshot] = snapshots;
    const listed = await client.get(`/v2/snapshots/${snapshot.id}`);
    expect(listed.body.snapshot).toMatchObject({
      id: String(snapshot.id),
      resource_id: String(id),
      resource_type: "droplet",
    });
    expect((await client.get("/v2/images?private=true")).body.images).toMatchObject([
      { id: snapshot.id, type: "snapshot" },
    ]);
    expect((await client.get(`/v2/droplets/${id}`)).body.droplet.snapshot_ids).toEqual([snapshot.id]);
    expect((await madeDroplet(client, { image: snapshot.id })).image.id).toBe(snapshot.id);
    expect((await act(client, id, { type: "restore", image: snapshot.id })).image.id).toBe(snapshot.id);
    await client.delete(`/v2/droplets/${id}`);
    expect((await client.delete(`/v2/snapshots/${snapshot.id}`)).status).toBe(204);
    expect((await client.get("/v2/snapshots")).body.snapshots).toEqual([]);
  });

  it("are done to all with a tag that can", async () => {
    const client = await openClient();
    const one = await madeDroplet(client, { tags: ["web"] });
    const two = await madeDroplet(client, { tags: ["web"] });
    await madeDroplet(client);
    await act(client, one.id, { type: "power_off" });
    const { body } = await client.post("/v2/droplets/actions?tag_name=WEB", { type: "power_off" });
    expect(body.actions).toMatchObject([{ type: "power_off", resource_id: two.id }]);
    expect((await client.post("/v2/droplets/actions?tag_name=web", { type: "rename", name: "x" })).status).toBe(422);
  });
});
