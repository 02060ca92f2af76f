import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const custom = { name: "mine", url: "https://example.com/mine.img", region: "nyc3", tags: ["base"] };

it("are public distributions, found by slug and by id", async () => {
  const client = await openClient();
  const { image } = (await client.get("/v2/images/ubuntu-24-04-x64")).body;
  expect(image).toMatchObject({ distribution: "Ubuntu", type: "snapshot", public: true, status: "available" });
  expect((await client.get(`/v2/images/${image.id}`)).body.image).toEqual(image);
  expect((await client.get("/v2/images?type=distribution&per_page=200")).body.images).toContainEqual(image);
  expect((await client.get("/v2/images?private=true")).body.images).toEqual([]);
  expect((await client.delete(`/v2/images/${image.id}`)).status).toBe(404);
});

it("are brought along, renamed, copied to other regions and deleted", async () => {
  const client = await openClient();
  const { body, status } = await client.post("/v2/images", custom);
  expect(status).toBe(202);
  expect(body.image).toMatchObject({ name: "mine", type: "custom", status: "NEW", distribution: "Unknown" });
  // Source: the provider, whose own tests read it back.
  const named = await client.post("/v2/images", { ...custom, distribution: "Unknown OS" });
  expect(named.body.image.distribution).toBe("Unknown OS");
  await client.delete(`/v2/images/${named.body.image.id}`);
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

it("are applications of the Marketplace, too, from which Droplets are made", async () => {
  const client = await openClient();
  const { images } = (await client.get("/v2/images?type=application&per_page=200")).body;
  const [docker] = images.filter(({ slug }: { readonly slug: string }) => slug === "docker-20-04");
  expect(docker).toMatchObject({
    name: "Docker on Ubuntu 20.04",
    distribution: "Ubuntu",
    type: "snapshot",
    public: true,
  });
  expect((await client.get("/v2/images/docker-20-04")).body.image).toEqual(docker);
  const body = { name: "web", region: "nyc3", size: "s-1vcpu-1gb" };
  const made = await client.post("/v2/droplets", { ...body, image: "wordpress-20-04" });
  expect(made).toMatchObject({ status: 202, body: { droplet: { image: { slug: "wordpress-20-04" } } } });
  const { "1_clicks": clicks } = (await client.get("/v2/1-clicks?type=droplet")).body;
  expect(clicks).toHaveLength(images.length);
});

it("are retired once their release is no longer offered, and make no Droplets then", async () => {
  const client = await openClient();
  const { image } = (await client.get("/v2/images/ubuntu-20-04-x64")).body;
  expect(image).toMatchObject({ status: "retired", regions: [], distribution: "Ubuntu" });
  expect((await client.get("/v2/images?type=distribution&per_page=200")).body.images).toContainEqual(image);
  const body = { name: "web", region: "nyc3", size: "s-1vcpu-1gb" };
  for (const wanted of ["ubuntu-20-04-x64", image.id]) {
    const refused = await client.post("/v2/droplets", { ...body, image: wanted });
    expect(refused).toMatchObject({ status: 422, body: { id: "unprocessable_entity" } });
  }
});
