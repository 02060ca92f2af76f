import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { madeDroplet } from "../../test/droplet.ts";
import { setLimits, tiers } from "../account/limits.ts";

describe("reserved IPs", () => {
  it("are reserved in a region, assigned, unassigned and given back", async () => {
    const client = await openClient();
    const droplet = await madeDroplet(client);
    const { body, status } = await client.post("/v2/reserved_ips", { region: "nyc3" });
    expect(status).toBe(202);
    expect(body.reserved_ip).toMatchObject({ region: { slug: "nyc3" }, droplet: null, locked: false });
    const path = `/v2/reserved_ips/${body.reserved_ip.ip}`;
    const { action } = (await client.post(`${path}/actions`, { type: "assign", droplet_id: droplet.id })).body;
    expect(action).toMatchObject({ type: "assign_ip", status: "in-progress" });
    expect((await client.get(`${path}/actions/${action.id}`)).body.action.status).toBe("completed");
    expect((await client.get(path)).body.reserved_ip.droplet).toMatchObject({
      id: droplet.id,
      region: { slug: "nyc3" },
    });
    expect((await client.get(`/v2/floating_ips/${body.reserved_ip.ip}`)).body.floating_ip.droplet.id).toBe(droplet.id);
    expect((await client.post(`${path}/actions`, { type: "unassign" })).status).toBe(201);
    expect((await client.post(`${path}/actions`, { type: "unassign" })).status).toBe(422);
    expect((await client.get(`${path}/actions`)).body.meta.total).toBe(2);
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it("are reserved for a Droplet, one for each, and stay when it goes", async () => {
    const client = await openClient();
    const { id: droplet_id } = await madeDroplet(client);
    const { body } = await client.post("/v2/reserved_ips", { droplet_id });
    expect(body.links.actions).toHaveLength(1);
    const path = `/v2/reserved_ips/${body.reserved_ip.ip}`;
    expect((await client.get(path)).body.reserved_ip.droplet.id).toBe(droplet_id);
    expect((await client.post("/v2/reserved_ips", { droplet_id })).status).toBe(422);
    await client.delete(`/v2/droplets/${droplet_id}`);
    expect((await client.get(path)).body.reserved_ip.droplet).toBeNull();
  });

  it("go to Droplets of their region with public networking", async () => {
    const client = await openClient();
    const far = await madeDroplet(client, { region: "sfo3" });
    const closed = await madeDroplet(client, { public_networking: false });
    const { ip } = (await client.post("/v2/reserved_ips", { region: "nyc3" })).body.reserved_ip;
    const assign = (droplet_id: number) =>
      client.post(`/v2/reserved_ips/${ip}/actions`, { type: "assign", droplet_id });
    expect((await assign(far.id)).status).toBe(422);
    expect((await assign(closed.id)).status).toBe(422);
    expect((await assign(5)).status).toBe(404);
  });

  it("are held to the limit of the account", async () => {
    const client = await openClient();
    setLimits(client.emulator.cloud.accountOf("token"), tiers[1]);
    for (let count = 0; count < 3; count += 1) await client.post("/v2/reserved_ips", { region: "nyc3" });
    expect((await client.post("/v2/reserved_ips", { region: "nyc3" })).status).toBe(422);
  });
});

describe("reserved IPv6 addresses", () => {
  it("are assigned to Droplets that have IPv6, and go only when they are free", async () => {
    const client = await openClient();
    const plain = await madeDroplet(client);
    const droplet = await madeDroplet(client, { ipv6: true });
    const { body, status } = await client.post("/v2/reserved_ipv6", { region_slug: "nyc3" });
    expect(status).toBe(201);
    const path = `/v2/reserved_ipv6/${body.reserved_ipv6.ip}`;
    expect((await client.post(`${path}/actions`, { type: "assign", droplet_id: plain.id })).status).toBe(422);
    expect((await client.post(`${path}/actions`, { type: "assign", droplet_id: droplet.id })).status).toBe(201);
    expect((await client.get(path)).body.reserved_ipv6.droplet.id).toBe(droplet.id);
    expect((await client.get("/v2/reserved_ipv6")).body.reserved_ipv6s).toHaveLength(1);
    expect(await client.delete(path)).toMatchObject({
      status: 400,
      body: { id: "bad_request", message: "flipv6 released failed: assigned FLIP cannot be released" },
    });
    expect((await client.post(`${path}/actions`, { type: "unassign" })).status).toBe(201);
    expect((await client.delete(path)).status).toBe(204);
  });
});
