import { describe, expect, it } from "vitest";
import { bucketTable } from "../../spaces/buckets/bucket.ts";
import { openClient } from "../../test/client.ts";
import { madeDroplet } from "../../test/droplet.ts";

const urn = "do:domain:example.com";
const open = async () => {
  const client = await openClient();
  await client.post("/v2/domains", { name: "example.com" });
  const { body } = await client.post("/v2/projects", { name: "shop", purpose: "Web Application" });
  const path = `/v2/projects/${body.project.id}`;
  const urnsIn = async (of: string) =>
    (await client.get(`${of}/resources`)).body.resources.map((one: { urn: string }) => one.urn);
  return { ...client, project: body.project, path, urnsIn };
};

describe("projects", () => {
  it("begin with one, the default, which stays", async () => {
    const client = await openClient();
    const { body } = await client.get("/v2/projects");
    expect(body.projects).toMatchObject([{ is_default: true }]);
    const [{ id }] = body.projects;
    expect((await client.get("/v2/projects/default")).body.project.id).toBe(id);
    expect((await client.delete(`/v2/projects/${id}`)).status).toBe(412);
  });

  it("are created, changed and deleted", async () => {
    const client = await open();
    expect(client.project).toMatchObject({ name: "shop", purpose: "Web Application", is_default: false });
    const changes = { purpose: "to learn", environment: "production" };
    expect((await client.patch(client.path, changes)).body.project).toMatchObject({
      name: "shop",
      purpose: "Other: to learn",
      environment: "Production",
    });
    expect((await client.post("/v2/projects", { name: "shop", purpose: "IoT" })).status).toBe(409);
    const plain = await client.post("/v2/projects", { name: "plain", purpose: "IoT", environment: "" });
    expect(plain.body.project).not.toHaveProperty("environment");
    expect((await client.put(client.path, { name: "shop" })).status).toBe(422);
    expect((await client.delete(client.path)).status).toBe(204);
    expect((await client.get(client.path)).status).toBe(404);
  });

  it("hold what is assigned to them, and are not deleted before it is gone", async () => {
    const client = await open();
    expect(await client.urnsIn("/v2/projects/default")).toEqual([urn]);
    const resources = [urn, "do:droplet:1"];
    const { body } = await client.post(`${client.path}/resources`, { resources });
    expect(body.resources).toMatchObject([
      { urn, status: "assigned", links: { self: `${client.emulator.url}/v2/domains/example.com` } },
      { urn: "do:droplet:1", status: "not_found" },
    ]);
    const { vpc } = (await client.post("/v2/vpcs", { name: "net", region: "nyc3" })).body;
    const outside = await client.post(`${client.path}/resources`, { resources: [vpc.urn] });
    expect(outside).toMatchObject({ status: 422, body: { message: `resources: ${vpc.urn} cannot be in a project` } });
    expect(await client.urnsIn("/v2/projects/default")).toEqual([]);
    expect(await client.delete(client.path)).toMatchObject({
      status: 412,
      body: { message: "cannot delete a project with resources" },
    });
    await client.post("/v2/projects/default/resources", { resources: [urn] });
    expect((await client.delete(client.path)).status).toBe(204);
  });

  it("hold buckets", async () => {
    const client = await open();
    const account = client.emulator.cloud.accountOf("token");
    bucketTable.of(account).put("files", { name: "files", id: "1", region: "nyc3", created: 0, acl: "private" });
    await client.post(`${client.path}/resources`, { resources: ["do:space:files"] });
    expect(await client.urnsIn(client.path)).toEqual(["do:space:files"]);
  });

  it("hold reserved IPs under their old name, and those of Droplets with their Droplets", async () => {
    const client = await open();
    const { id } = await madeDroplet(client);
    const { ip } = (await client.post("/v2/reserved_ips", { region: "nyc3" })).body.reserved_ip;
    const [reserved, listed, droplet] = [`do:reservedip:${ip}`, `do:floatingip:${ip}`, `do:droplet:${id}`];
    const move = (path: string, ...resources: string[]) => client.post(`${path}/resources`, { resources });
    expect((await move(client.path, reserved)).body.resources).toMatchObject([{ urn: listed, status: "assigned" }]);
    expect(await client.urnsIn(client.path)).toEqual([listed]);

    // Once it is assigned, it is where its Droplet is.
    await client.post(`/v2/reserved_ips/${ip}/actions`, { type: "assign", droplet_id: id });
    await client.get(`/v2/reserved_ips/${ip}`);
    expect(await client.urnsIn(client.path)).toEqual([]);
    expect(await move(client.path, urn, listed)).toMatchObject({
      status: 412,
      body: { message: "Cannot move a Reserved IP with an associated Droplet. Move the Droplet instead" },
    });
    expect(await client.urnsIn(client.path)).toEqual([]);
    await move(client.path, droplet);
    expect(await client.urnsIn(client.path)).toEqual([droplet, listed]);
    expect((await move(client.path, reserved)).body.resources).toMatchObject([{ status: "already_assigned" }]);
    expect((await move("/v2/projects/default", reserved, droplet)).status).toBe(200);
    expect(await client.urnsIn(client.path)).toEqual([]);
  });

  it("know nothing more of a resource that is gone", async () => {
    const client = await open();
    await client.post(`${client.path}/resources`, { resources: [urn] });
    await client.delete("/v2/domains/example.com");
    expect(await client.urnsIn(client.path)).toEqual([]);
    await client.post("/v2/domains", { name: "example.com" });
    expect(await client.urnsIn("/v2/projects/default")).toEqual([urn]);
  });

  it("keep their resources when another becomes the default", async () => {
    const client = await open();
    const before = (await client.get("/v2/projects/default")).body.project;
    await client.patch(client.path, { is_default: true });
    expect((await client.get("/v2/projects/default")).body.project.id).toBe(client.project.id);
    expect(await client.urnsIn(`/v2/projects/${before.id}`)).toEqual([urn]);
    await client.post("/v2/domains", { name: "example.org" });
    expect(await client.urnsIn(client.path)).toEqual(["do:domain:example.org"]);
  });
});
