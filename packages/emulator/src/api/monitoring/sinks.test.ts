import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const path = "/v2/monitoring/sinks";
const body = {
  ...{ name: "logs", type: "opensearch_ext" },
  config: { endpoint: "logs.example.com", credentials: { username: "a", password: "hush-hush" } },
};

it("destinations are kept without what opens them, and sinks go with theirs", async () => {
  const client = await openClient();
  const made = await client.post(`${path}/destinations`, body);
  const { destination } = made.body;
  expect(destination).toMatchObject({ name: "logs", config: { endpoint: "logs.example.com", retention_days: 14 } });
  const one = `${path}/destinations/${destination.id}`;
  expect((await client.post(one, { ...body, name: "all" })).status).toBe(204);
  expect((await client.get(`${path}/destinations`)).body.destinations).toEqual([{ ...destination, name: "all" }]);
  const { kubernetes_cluster } = (
    await client.post("/v2/kubernetes/clusters", {
      ...{ name: "prod", region: "nyc3", version: "latest" },
      node_pools: [{ name: "pool-1", size: "s-2vcpu-4gb", count: 1 }],
    })
  ).body;
  const urn = `do:kubernetes:${kubernetes_cluster.id}`;
  const resources = [{ urn, name: "prod" }];
  expect((await client.post(path, { destination_uuid: destination.id, resources })).status).toBe(202);
  const list = async (query = "") => (await client.get(`${path}${query}`)).body.sinks;
  const [sink] = await list();
  expect(sink).toMatchObject({ destination: { id: destination.id, name: "all" }, resources });
  expect((await client.get(`${path}/${sink.id}`)).body).toEqual({ sink });
  expect(await list(`?resource_id=${urn}`)).toEqual([sink]);
  expect(await list("?resource_id=do:kubernetes:none")).toEqual([]);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain("hush-hush");
  const strange = { destination_uuid: destination.id, resources: [{ urn: "do:kubernetes:none" }] };
  expect((await client.post(path, strange)).status).toBe(422);
  expect((await client.post(path, { destination_uuid: "none", resources })).status).toBe(404);
  expect((await client.post(`${path}/destinations`, { ...body, type: "syslog" })).status).toBe(422);
  const managed = { ...body, type: "opensearch_dbaas", config: { endpoint: "x", cluster_uuid: "none" } };
  expect((await client.post(`${path}/destinations`, managed)).status).toBe(422);
  expect((await client.delete(one)).status).toBe(204);
  expect((await client.get(one)).status).toBe(404);
  expect(await list()).toEqual([]);
});
