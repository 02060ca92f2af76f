import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { dropletBody, madeDroplet } from "../../test/droplet.ts";

describe("a Droplet", () => {
  it("is new at first, then active, then gone", async () => {
    const client = await openClient();
    const { status, body } = await client.post("/v2/droplets", { ...dropletBody, tags: ["Web"], monitoring: true });
    expect(status).toBe(202);
    expect(body.droplet).toMatchObject({ name: "web", status: "new", locked: true, tags: ["Web"], kernel: null });
    const [link] = body.links.actions;
    const path = `/v2/droplets/${body.droplet.id}`;
    const { droplet } = (await client.get(path)).body;
    expect(droplet).toMatchObject({
      status: "active",
      locked: false,
      memory: 1024,
      vcpus: 1,
      disk: 25,
      size: { slug: "s-1vcpu-1gb", price_monthly: 6 },
      region: { slug: "nyc3" },
      image: { slug: "ubuntu-24-04-x64" },
      features: ["monitoring", "droplet_agent", "private_networking"],
      next_backup_window: null,
    });
    expect((await client.get(`/v2/actions/${link.id}`)).body.action).toMatchObject({
      type: "create",
      status: "completed",
      resource_id: droplet.id,
    });
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
    expect((await client.get("/v2/droplets")).body.droplets).toEqual([]);
    // Actions outlive what they were done to.
    expect((await client.get("/v2/actions")).body.actions.map(({ type }: { type: string }) => type)).toEqual([
      "destroy",
      "create",
    ]);
  });

  it("stays new, and locked, as long as the transition takes", async () => {
    const client = await openClient();
    client.emulator.cloud.transitions.policies.set("droplet.create", { when: "manual" });
    const { body } = await client.post("/v2/droplets", dropletBody);
    const path = `/v2/droplets/${body.droplet.id}`;
    expect((await client.get(path)).body.droplet).toMatchObject({ status: "new", locked: true });
    expect(await client.post(`${path}/actions`, { type: "reboot" })).toMatchObject({
      status: 422,
      body: { message: "Droplet already has a pending event." },
    });
    expect((await client.delete(path)).status).toBe(422);
  });

  it("stands in a VPC, with an address of its range", async () => {
    const client = await openClient();
    const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "nyc3", ip_range: "10.10.0.0/24" })).body;
    const one = await madeDroplet(client, { vpc_uuid: vpc.id });
    const two = await madeDroplet(client, { vpc_uuid: vpc.id, public_networking: false });
    expect(one.vpc_uuid).toBe(vpc.id);
    expect(one.networks.v4).toEqual([
      { ip_address: "198.18.0.2", netmask: "255.255.0.0", gateway: "198.18.0.1", type: "public" },
      { ip_address: "10.10.0.2", netmask: "255.255.255.0", type: "private" },
    ]);
    expect(two.networks.v4).toEqual([{ ip_address: "10.10.0.3", netmask: "255.255.255.0", type: "private" }]);
    expect((await client.get(`/v2/vpcs/${vpc.id}/members`)).body.members).toHaveLength(2);
    expect((await client.delete(`/v2/vpcs/${vpc.id}`)).body.message).toBe("Can not delete VPC with members");
    for (const { id } of [one, two]) await client.delete(`/v2/droplets/${id}`);
    expect((await client.delete(`/v2/vpcs/${vpc.id}`)).status).toBe(204);
  });

  it("stands in the default VPC of its region otherwise", async () => {
    const client = await openClient();
    const droplet = await madeDroplet(client, { region: "sfo3" });
    const { vpcs } = (await client.get("/v2/vpcs")).body;
    expect(vpcs).toMatchObject([{ id: droplet.vpc_uuid, name: "default-sfo3" }]);
  });

  it.each([
    ["an unknown size", { size: "s-9vcpu-9gb" }, "You specified an invalid size for Droplet creation."],
    ["a retired size", { size: "512mb" }, "You specified an invalid size for Droplet creation."],
    ["an unknown region", { region: "xyz1" }, "You specified an invalid region for Droplet creation."],
    ["an unknown image", { image: "ubuntu-12" }, "You specified an invalid image for Droplet creation."],
    ["an unknown key", { ssh_keys: [5] }, "5 are invalid key identifiers for Droplet creation."],
    ["an unknown VPC", { vpc_uuid: "none" }, "You specified an invalid VPC for Droplet creation."],
    ["an unknown volume", { volumes: [{ id: "none" }] }, "volume none was not found"],
    [
      "a disk that is too small for the image",
      { size: "s-1vcpu-512mb-10gb", image: "centos-stream-9-x64" },
      "This size has too small a disk for the image.",
    ],
    [
      "a name with an underscore",
      { name: "a_b" },
      "name: Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
    ],
    [
      "a tag with a space",
      { tags: ["a b"] },
      "tags.0: Tag names may only contain letters, numbers, colons, dashes and underscores",
    ],
    ["too much user data", { user_data: "é".repeat(33_000) }, "user_data: User data is longer than 64 KiB"],
    ["IPv6 without public networking", { ipv6: true, public_networking: false }, "IPv6 requires public networking."],
    [
      "a backup policy without backups",
      { backup_policy: { plan: "daily", hour: 4 } },
      "backup_policy can only be set when backups are enabled",
    ],
    [
      "backups at an hour that there is not",
      { backups: true, backup_policy: { plan: "daily", hour: 5 } },
      "backup_policy.hour: Hour must be one of 0, 4, 8, 12, 16 and 20",
    ],
  ])("is refused with %s", async (_, parts, message) => {
    const client = await openClient();
    expect(await client.post("/v2/droplets", { ...dropletBody, ...parts })).toMatchObject({
      status: 422,
      body: { id: "unprocessable_entity", message },
    });
    expect((await client.get("/v2/droplets")).body.meta.total).toBe(0);
    expect((await client.get("/v2/tags")).body.tags).toEqual([]);
  });

  it("comes with others of one request, at most ten", async () => {
    const client = await openClient();
    const { name, ...parts } = dropletBody;
    const names = Array.from({ length: 11 }, (_, index) => `web-${index}`);
    expect((await client.post("/v2/droplets", { ...parts, names })).status).toBe(422);
    const { body } = await client.post("/v2/droplets", { ...parts, names: names.slice(1) });
    expect(body.droplets.map((one: { name: string }) => one.name)).toEqual(names.slice(1));
    expect(body.links.actions).toHaveLength(10);
  });

  it("is found by name and by tag, and destroyed by tag", async () => {
    const client = await openClient();
    await madeDroplet(client, { name: "a", tags: ["Env:Prod"] });
    await madeDroplet(client, { name: "b", tags: ["env:prod"] });
    await madeDroplet(client, { name: "c" });
    const names = async (query: string) =>
      (await client.get(`/v2/droplets?${query}`)).body.droplets.map((one: { name: string }) => one.name);
    expect(await names("tag_name=ENV:PROD")).toEqual(["a", "b"]);
    expect(await names("name=c")).toEqual(["c"]);
    expect(await names("type=gpus")).toEqual([]);
    for (const other of ["name=a", "type=gpus"]) {
      expect((await client.get(`/v2/droplets?tag_name=env:prod&${other}`)).status).toBe(400);
    }
    expect((await client.delete("/v2/droplets?tag_name=env:prod")).status).toBe(204);
    expect(await names("")).toEqual(["c"]);
    expect((await client.delete("/v2/droplets")).status).toBe(400);
  });

  it("has no neighbours, no kernels and backups by its policy", async () => {
    const client = await openClient();
    const { id, ...droplet } = await madeDroplet(client, {
      backups: true,
      backup_policy: { plan: "weekly", weekday: "MON", hour: 8 },
    });
    expect(droplet.features).toContain("backups");
    expect(new Date(droplet.next_backup_window.start).getUTCDay()).toBe(1);
    const path = `/v2/droplets/${id}`;
    expect((await client.get(`${path}/backups/policy`)).body.policy).toMatchObject({
      backup_enabled: true,
      backup_policy: { plan: "weekly", weekday: "MON", hour: 8, retention_period_days: 28 },
    });
    expect((await client.get("/v2/droplets/backups/policies")).body.policies[id]).toMatchObject({ droplet_id: id });
    expect((await client.get("/v2/droplets/backups/supported_policies")).body.supported_policies).toHaveLength(2);
    expect((await client.get(`${path}/kernels`)).body.kernels).toEqual([]);
    expect((await client.get(`${path}/neighbors`)).body.droplets).toEqual([]);
    expect((await client.get("/v2/reports/droplet_neighbors_ids")).body.neighbor_ids).toEqual([]);
  });

  it("is backed up as time goes by, each backup kept as long as the plan says", async () => {
    const client = await openClient();
    const { clock } = client.emulator.cloud;
    clock.stop(Date.parse("2026-11-25T03:00:00Z"));
    const { id } = await madeDroplet(client, { backups: true, backup_policy: { plan: "daily", hour: 4 } });
    const days = async () =>
      (await client.get(`/v2/droplets/${id}/backups`)).body.backups.map(
        (one: { created_at: string }) => one.created_at,
      );
    expect(await days()).toEqual([]);
    clock.advance(2 * 3_600_000);
    expect(await days()).toEqual(["2026-11-25T04:00:00Z"]);
    clock.advance(9 * 86_400_000);
    expect(await days()).toEqual(
      [28, 29, 30, 1, 2, 3, 4].map((day) => `2026-1${day < 9 ? 2 : 1}-${String(day).padStart(2, "0")}T04:00:00Z`),
    );
    const { backup_ids } = (await client.get(`/v2/droplets/${id}`)).body.droplet;
    expect((await client.post(`/v2/droplets/${id}/actions`, { type: "restore", image: backup_ids[0] })).status).toBe(
      201,
    );
    expect((await client.post(`/v2/images/${backup_ids[0]}/actions`, { type: "convert" })).status).toBe(201);
    expect((await client.get("/v2/snapshots")).body.snapshots).toHaveLength(1);
    await client.delete(`/v2/droplets/${id}`);
    expect((await client.get("/v2/images?private=true")).body.images).toMatchObject([{ type: "snapshot" }]);
  });

  it("finds no room in a VPC that is full", async () => {
    const client = await openClient();
    const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "nyc3", ip_range: "10.30.0.0/28" })).body;
    const { name, ...parts } = dropletBody;
    const create = (count: number) =>
      client.post("/v2/droplets", {
        ...parts,
        vpc_uuid: vpc.id,
        names: Array.from({ length: count }, (_, at) => `d${at}`),
      });
    expect((await create(10)).status).toBe(202);
    expect((await create(4)).status).toBe(422);
    expect((await create(3)).status).toBe(202);
  });

  it("knows the firewalls around it, by id and by tag", async () => {
    const client = await openClient();
    const { id } = await madeDroplet(client, { tags: ["web"] });
    const inbound_rules = [{ protocol: "icmp", sources: { addresses: ["10.0.0.0/8"] } }];
    await client.post("/v2/firewalls", { name: "by-id", droplet_ids: [id], inbound_rules });
    await client.post("/v2/firewalls", { name: "by-tag", tags: ["web"], inbound_rules });
    await client.post("/v2/firewalls", { name: "elsewhere", inbound_rules });
    const { firewalls } = (await client.get(`/v2/droplets/${id}/firewalls`)).body;
    expect(firewalls.map(({ name }: { name: string }) => name)).toEqual(["by-id", "by-tag"]);
  });

  it("is made a hundred times at once with nothing lost", async () => {
    const client = await openClient();
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, index) => client.post("/v2/droplets", { ...dropletBody, name: `web-${index}` })),
    );
    expect(new Set(made.map(({ body }) => body.droplet.networks.v4[0].ip_address)).size).toBe(100);
    expect((await client.get("/v2/droplets?per_page=200")).body.droplets).toHaveLength(100);
  });
});
