import { describe, expect, it } from "vitest";
import { type Client, openClient } from "../../test/client.ts";

const kafka = { name: "events", engine: "kafka", size: "db-s-2vcpu-2gb", num_nodes: 3, region: "nyc3" };
const search = { name: "search", engine: "opensearch", size: "db-s-2vcpu-4gb", num_nodes: 1, region: "nyc3" };
const pg = { name: "main", engine: "pg", size: "db-s-1vcpu-2gb", num_nodes: 1, region: "nyc3" };

async function createdIn(client: Client, body: object) {
  const { database, message } = (await client.post("/v2/databases", body)).body;
  if (database === undefined) throw new Error(message);
  const path = `/v2/databases/${database.id}`;
  await client.get(path);
  return { id: database.id, path };
}

describe("topics", () => {
  it("of Kafka are created, changed and deleted", async () => {
    const client = await openClient();
    const { path } = await createdIn(client, kafka);
    const { status, body } = await client.post(`${path}/topics`, { name: "orders", config: { retention_ms: 1000 } });
    expect(status).toBe(201);
    expect(body.topic).toMatchObject({
      ...{ name: "orders", state: "active", replication_factor: 2 },
      config: { retention_ms: 1000, cleanup_policy: "delete", max_message_bytes: 1_048_588 },
    });
    expect(body.topic.partitions).toHaveLength(3);
    const one = `${path}/topics/orders`;
    expect((await client.get(one)).body).toEqual(body);
    const change = { partition_count: 5, config: { cleanup_policy: "compact" } };
    const changed = (await client.put(one, change)).body.topic;
    expect(changed).toMatchObject({ config: { retention_ms: 1000, cleanup_policy: "compact" } });
    expect((await client.get(`${path}/topics`)).body.topics).toEqual([
      { name: "orders", partition_count: 5, replication_factor: 2, state: "active" },
    ]);
    // What was read can be sent again, endless numbers included.
    expect((await client.put(one, { config: changed.config })).body.topic.config).toEqual(changed.config);
    expect((await client.put(one, { partition_count: 4 })).status).toBe(422);
    expect((await client.delete(one)).status).toBe(204);
    expect((await client.get(one)).status).toBe(404);
    expect((await client.get(`${path}/topics`)).body.topics).toEqual([]);
  });

  it.each([
    [{ name: "orders" }, "orders already exists"],
    [{ name: "more orders" }, "name: invalid topic name"],
    [{ name: "a", partition_count: 1 }, "partition_count: found 1; allowed: 3 to 2048"],
    [{ name: "a", replication_factor: 4 }, "replication_factor must be 1 to 3, the number of nodes"],
    [{ name: "a", config: { min_insync_replicas: -1 } }, "config.min_insync_replicas: "],
  ])("are refused as %j", async (body, message) => {
    const client = await openClient();
    const { path } = await createdIn(client, kafka);
    await client.post(`${path}/topics`, { name: "orders" });
    const refused = await client.post(`${path}/topics`, body);
    expect(refused).toMatchObject({ status: 422, body: { id: "unprocessable_entity" } });
    expect(refused.body.message).toContain(message);
  });

  it("are there in Kafka alone", async () => {
    const client = await openClient();
    const { path } = await createdIn(client, pg);
    for (const part of ["topics", "schema-registry", "indexes"]) {
      expect((await client.get(`${path}/${part}`)).status, part).toBe(422);
    }
    expect((await client.get("/v2/databases/none/topics")).status).toBe(404);
  });
});

it("schemas have versions, and a compatibility of their own or of the cluster", async () => {
  const client = await openClient();
  const { path } = await createdIn(client, kafka);
  const registry = `${path}/schema-registry`;
  const order = { subject_name: "order", schema_type: "AVRO", schema: '{"type":"string"}' };
  const first = await client.post(registry, order);
  expect(first).toMatchObject({ status: 201, body: order });
  const second = await client.post(registry, { ...order, schema: '{"type":"long"}' });
  expect((await client.get(registry)).body.subjects).toEqual([second.body]);
  expect((await client.get(`${registry}/order`)).body).toEqual({ ...second.body, version: "2" });
  expect((await client.get(`${registry}/order/versions/1`)).body).toEqual({ ...first.body, version: "1" });
  expect((await client.get(`${registry}/order/versions/latest`)).body.version).toBe("2");
  expect((await client.get(`${registry}/order/versions/3`)).status).toBe(404);
  expect((await client.post(registry, { ...order, schema: "{" })).status).toBe(422);

  const level = async (at: string) => (await client.get(`${registry}/config${at}`)).body.compatibility_level;
  expect([await level(""), await level("/order")]).toEqual(["BACKWARD", "BACKWARD"]);
  await client.put(`${registry}/config`, { compatibility_level: "FULL" });
  expect([await level(""), await level("/order")]).toEqual(["FULL", "FULL"]);
  await client.put(`${registry}/config/order`, { compatibility_level: "NONE" });
  expect([await level(""), await level("/order")]).toEqual(["FULL", "NONE"]);
  expect((await client.put(`${registry}/config`, { compatibility_level: "SOME" })).status).toBe(422);
  expect((await client.get(`${registry}/config/none`)).status).toBe(404);

  expect((await client.delete(`${registry}/order`)).status).toBe(204);
  expect((await client.get(`${registry}/order`)).status).toBe(404);
  expect((await client.delete(`${registry}/order`)).status).toBe(404);
});

it("indexes of OpenSearch come from its clients, and go by the API", async () => {
  const client = await openClient();
  const { id, path } = await createdIn(client, search);
  expect((await client.get(`${path}/indexes`)).body.indexes).toEqual([]);
  const put = async (database: string) =>
    (await client.post("/_emulator/deposits", { kind: "index", database, name: "logs", shards: 2 })).status;
  expect(await put(id)).toBe(201);
  expect(await put("none")).toBe(404);
  expect(await put((await createdIn(client, pg)).id)).toBe(422);
  const [index] = (await client.get(`${path}/indexes`)).body.indexes;
  expect(index).toMatchObject({ index_name: "logs", number_of_shards: 2, status: "open", health: "green" });
  expect(index.create_time).toBe(index.created_time);
  expect((await client.delete(`${path}/indexes/logs`)).status).toBe(204);
  expect((await client.delete(`${path}/indexes/logs`)).status).toBe(404);
});

it("events say what happened to a cluster, newest first", async () => {
  const client = await openClient();
  const { path } = await createdIn(client, pg);
  expect((await client.put(`${path}/install_update`)).status).toBe(204);
  client.emulator.cloud.transitions.policies.set("database.change", { when: "manual" });
  await client.put(`${path}/resize`, { size: "db-s-2vcpu-4gb", num_nodes: 2 });
  expect((await client.put(`${path}/install_update`)).status).toBe(412);
  const { events } = (await client.get(`${path}/events`)).body;
  expect(events.map((event: { readonly event_type: string }) => event.event_type)).toEqual([
    ...["cluster_update", "cluster_maintenance_perform", "cluster_create"],
  ]);
  expect(events[0]).toMatchObject({ cluster_name: "main", id: expect.stringMatching(/^\w{8}$/) });
});

it("an online migration runs until it is done or stopped, and forgets its source", async () => {
  const client = await openClient();
  client.emulator.cloud.transitions.policies.set("database.migration", { when: "polls", times: 1 });
  const { path } = await createdIn(client, pg);
  const at = `${path}/online-migration`;
  expect((await client.get(at)).status).toBe(404);
  const source = { host: "db.example.com", port: 5432, username: "app", password: "hush-hush" };
  const begun = await client.put(at, { source });
  expect(begun).toMatchObject({ status: 200, body: { status: "running" } });
  expect((await client.get(at)).body).toEqual(begun.body);
  expect((await client.get(at)).body).toEqual({ ...begun.body, status: "done" });
  const { id } = (await client.put(at, { source, ignore_dbs: null })).body;
  expect((await client.delete(`${at}/${id}`)).status).toBe(204);
  expect((await client.get(at)).body).toMatchObject({ id, status: "canceled" });
  expect((await client.delete(`${at}/none`)).status).toBe(404);
  expect((await client.put(at, { source: { host: "" } })).status).toBe(422);
  expect((await client.put(`${(await createdIn(client, kafka)).path}/online-migration`, { source })).status).toBe(422);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain("hush-hush");
});

it("names of a cluster's own are set as a whole", async () => {
  const client = await openClient();
  const { path } = await createdIn(client, pg);
  const names = async () => (await client.get(`${path}/do_settings`)).body.do_settings.service_cnames;
  expect(await names()).toEqual([]);
  const put = async (service_cnames?: readonly string[]) =>
    (await client.put(`${path}/do_settings`, { do_settings: { service_cnames } })).status;
  expect(await put(["db.example.com"])).toBe(204);
  expect(await names()).toEqual(["db.example.com"]);
  expect(await put(["-"])).toBe(422);
  expect(await put()).toBe(204);
  expect(await names()).toEqual([]);
});

it("credentials of metrics are the account's, for all clusters", async () => {
  const client = await openClient();
  const path = "/v2/databases/metrics/credentials";
  const { credentials } = (await client.get(path)).body;
  expect(credentials.credentials).toMatchObject({ basic_auth_username: "metrics" });
  const own = { basic_auth_username: "prometheus", basic_auth_password: "another-password" };
  expect((await client.put(path, { credentials: own })).status).toBe(204);
  expect((await client.get(path)).body.credentials).toMatchObject(own);
  expect((await client.as("other").get(path)).body.credentials.basic_auth_username).toBe("metrics");
  expect((await client.put(path, { credentials: {} })).status).toBe(422);
});

it("what belongs to a cluster goes with it", async () => {
  const client = await openClient();
  const { path } = await createdIn(client, kafka);
  await client.post(`${path}/topics`, { name: "orders" });
  await client.post(`${path}/schema-registry`, { subject_name: "order", schema_type: "JSON", schema: "{}" });
  await client.delete(path);
  const tables = Object.values(client.emulator.cloud.snapshot.accounts).flatMap((rows) => Object.entries(rows));
  const left = tables.flatMap(([name, rows]) => (/^database/.test(name) && Object.keys(rows).length > 0 ? [name] : []));
  expect(left).toEqual([]);
});
