import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const droplet_template = {
  region: "nyc3",
  size: "s-1vcpu-1gb",
  image: "ubuntu-24-04-x64",
  ssh_keys: [],
  tags: ["pool"],
  vpc_uuid: "",
  ipv6: false,
  with_droplet_agent: true,
  project_id: "",
  user_data: "",
};
const poolBody = { name: "web", config: { target_number_instances: 2 }, droplet_template };

it("have Droplets of their own, as many as they are told", async () => {
  const client = await openClient();
  const { body, status } = await client.post("/v2/droplets/autoscale", poolBody);
  expect(status).toBe(202);
  expect(body.autoscale_pool).toMatchObject({ name: "web", status: "active", active_resources_count: 2 });
  const path = `/v2/droplets/autoscale/${body.autoscale_pool.id}`;
  expect((await client.get(`${path}/members`)).body.droplets).toMatchObject([
    { status: "active" },
    { status: "active" },
  ]);
  expect((await client.get("/v2/droplets?tag_name=pool")).body.meta.total).toBe(2);
  await client.put(path, { ...poolBody, config: { min_instances: 3, max_instances: 5, target_cpu_utilization: 0.5 } });
  expect((await client.get("/v2/droplets")).body.meta.total).toBe(3);
  await client.put(path, { ...poolBody, config: { target_number_instances: 1 } });
  expect((await client.get(path)).body.autoscale_pool.active_resources_count).toBe(1);
  expect((await client.get("/v2/droplets")).body.meta.total).toBe(1);
  const reasons = (await client.get(`${path}/history`)).body.history.map(({ reason }: { reason: string }) => reason);
  expect(reasons).toEqual(["SCALE_UP", "SCALE_UP", "SCALE_DOWN"]);
});

it("replace their Droplets when the template changes", async () => {
  const client = await openClient();
  const { id } = (await client.post("/v2/droplets/autoscale", poolBody)).body.autoscale_pool;
  const size = "s-2vcpu-2gb";
  await client.put(`/v2/droplets/autoscale/${id}`, { ...poolBody, droplet_template: { ...droplet_template, size } });
  const { droplets } = (await client.get("/v2/droplets")).body;
  expect(droplets.map(({ size_slug }: { size_slug: string }) => size_slug)).toEqual([size, size]);
});

it("go alone, or with their Droplets", async () => {
  const client = await openClient();
  const one = (await client.post("/v2/droplets/autoscale", poolBody)).body.autoscale_pool;
  expect((await client.delete(`/v2/droplets/autoscale/${one.id}`)).status).toBe(202);
  expect((await client.get("/v2/droplets")).body.meta.total).toBe(2);
  const two = (await client.post("/v2/droplets/autoscale", poolBody)).body.autoscale_pool;
  const path = `/v2/droplets/autoscale/${two.id}`;
  expect((await client.delete(`${path}/dangerous`)).status).toBe(400);
  const headers = { authorization: "Bearer token", "x-dangerous": "true" };
  expect((await fetch(`${client.emulator.url}${path}/dangerous`, { method: "DELETE", headers })).status).toBe(202);
  expect((await client.get("/v2/droplets")).body.meta.total).toBe(2);
  expect((await client.get(path)).body.message).toBe(`autoscale group with id ${two.id} not found`);
});

it("are refused with what their Droplets would be refused with", async () => {
  const client = await openClient();
  const wrong = { ...poolBody, droplet_template: { ...droplet_template, size: "none" } };
  expect((await client.post("/v2/droplets/autoscale", wrong)).status).toBe(422);
  const many = { ...poolBody, config: { target_number_instances: 101 } };
  expect((await client.post("/v2/droplets/autoscale", many)).body.message).toContain("droplet limit");
  const range = { ...poolBody, config: { min_instances: 5, max_instances: 3 } };
  expect((await client.post("/v2/droplets/autoscale", range)).status).toBe(422);
  expect((await client.get("/v2/droplets/autoscale")).body.autoscale_pools).toEqual([]);
});
