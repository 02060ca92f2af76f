import { describe, expect, it } from "vitest";
import { type Client, openClient } from "../../test/client.ts";
import { ruleTable } from "./rule.ts";

const pg = { name: "main", engine: "pg", version: "16", size: "db-s-1vcpu-2gb", num_nodes: 1, region: "nyc3" };

const createdIn = async (client: Client, body: object = {}) => {
  const answer = await client.post("/v2/databases", { ...pg, ...body });
  if (answer.status !== 201) throw new Error(answer.body.message);
  const path = `/v2/databases/${answer.body.database.id}`;
  return { database: answer.body.database, path };
};

const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

describe("a database cluster", () => {
  it("is creating, then online, in the default VPC of its region", async () => {
    const client = await openClient();
    const { database, path } = await createdIn(client);
    expect(database).toMatchObject({
      status: "creating",
      metrics_endpoints: [{ host: database.connection.host }],
      storage_size_mib: 30 * 1024,
      db_names: ["defaultdb"],
      users: [{ name: "doadmin", role: "primary" }],
      maintenance_window: { pending: false },
    });
    expect((await client.get(path)).body.database.status).toBe("online");
    const { body } = await client.get("/v2/vpcs");
    expect(body.vpcs).toMatchObject([{ id: database.private_network_uuid, default: true }]);
    expect((await client.get(`/v2/vpcs/${body.vpcs[0].id}/members`)).body.members).toMatchObject([{ name: "main" }]);
  });

  it("keeps no password in a snapshot", async () => {
    const client = await openClient();
    const { database, path } = await createdIn(client);
    const { password, uri } = database.connection;
    expect(password).toMatch(/^AVNS_[\w-]{19}$/);
    expect(uri).toContain(`doadmin:${password}@main-`);
    expect((await client.get(path)).body.database.connection.password).toBe(password);
    expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain(password);
  });

  it("shows the password of MongoDB once", async () => {
    const client = await openClient();
    const { database, path } = await createdIn(client, { engine: "mongodb", version: "7" });
    expect(database.connection.password).not.toBe("");
    expect((await client.get(path)).body.database.connection.password).toBe("");
  });

  it("is refused with what DigitalOcean does not offer", async () => {
    const client = await openClient();
    const message = async (body: object) => {
      const answer = await client.post("/v2/databases", { ...pg, ...body });
      expect(answer.status).toBe(422);
      return answer.body.message;
    };
    expect(await message({ engine: "oracle" })).toBe("invalid engine");
    expect(await message({ engine: "redis", version: "7" })).toMatch(/no longer/);
    expect(await message({ version: "9" })).toBe("invalid version");
    expect(await message({ num_nodes: 4 })).toBe("invalid node count");
    expect(await message({ size: "db-s-1vcpu-1gb", num_nodes: 2 })).toBe("invalid size");
    expect(await message({ region: "ams2" })).toMatch(/is not an available region/);
    expect(await message({ storage_size_mib: 35 * 1024 })).toMatch(/^storage_size_mib must be 30 to 60 GiB/);
    expect(await message({ private_network_uuid: "nowhere" })).toMatch(/no VPC nowhere/);
    expect(await message({ project_id: "nowhere" })).toBe("project_id: no such project");
    expect(await message({ rules: [{ type: "k8s", value: "nowhere" }] })).toMatch(/there is no k8s nowhere/);
    expect(await message({ backup_restore: { database_name: "other" } })).toMatch(
      /cluster of the backup was not found/,
    );
    await createdIn(client);
    expect(await message({})).toBe("cluster name is not available");
  });

  it("is resized, migrated, upgraded and maintained", async () => {
    const client = await openClient();
    const { path } = await createdIn(client);
    const database = async () => (await client.get(path)).body.database;
    client.emulator.cloud.transitions.policies.set("database.change", { when: "polls", times: 1 });
    expect((await client.put(`${path}/resize`, { size: "db-s-2vcpu-4gb", num_nodes: 2 })).status).toBe(202);
    expect((await client.put(`${path}/migrate`, { region: "fra1" })).status).toBe(412);
    expect(await database()).toMatchObject({ status: "resizing", size: "db-s-2vcpu-4gb", num_nodes: 2 });
    expect(await database()).toMatchObject({ status: "online", storage_size_mib: 60 * 1024 });
    expect((await client.put(`${path}/resize`, { size: "db-s-1vcpu-2gb", num_nodes: 2 })).status).toBe(422);
    await client.put(`${path}/migrate`, { region: "fra1" });
    await database();
    expect(await database()).toMatchObject({ status: "online", region: "fra1" });
    expect((await client.put(`${path}/upgrade`, { version: "15" })).status).toBe(422);
    expect((await client.put(`${path}/upgrade`, { version: "17" })).status).toBe(204);
    expect((await client.put(`${path}/maintenance`, { day: "Tuesday", hour: "14:00" })).status).toBe(204);
    expect(await database()).toMatchObject({ version: "17", maintenance_window: { day: "tuesday", hour: "14:00" } });
  });

  it("takes all that it has along when it is deleted, and keeps its VPC until then", async () => {
    const client = await openClient();
    const { body } = await client.post("/v2/vpcs", { name: "net", region: "nyc3" });
    const { path } = await createdIn(client, { private_network_uuid: body.vpc.id });
    await client.post(`${path}/dbs`, { name: "app" });
    await client.put(`${path}/firewall`, { rules: [{ type: "ip_addr", value: "203.0.113.7" }] });
    expect((await client.delete(`/v2/vpcs/${body.vpc.id}`)).status).toBe(409);
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
    expect((await client.delete(`/v2/vpcs/${body.vpc.id}`)).status).toBe(204);
    const [account = {}] = Object.values(client.emulator.cloud.snapshot.accounts);
    expect(Object.keys(account).filter((table) => table.startsWith("database"))).not.toEqual([]);
    for (const [table, rows] of Object.entries(account)) {
      if (table.startsWith("database")) expect(rows, table).toEqual({});
    }
  });
});

describe("within a cluster", () => {
  it("databases come and go", async () => {
    const client = await openClient();
    const { path } = await createdIn(client);
    expect((await client.post(`${path}/dbs`, { name: "app" })).body).toEqual({ db: { name: "app" } });
    expect((await client.post(`${path}/dbs`, { name: "app" })).status).toBe(422);
    expect(names((await client.get(`${path}/dbs`)).body.dbs)).toEqual(["defaultdb", "app"]);
    expect((await client.delete(`${path}/dbs/app`)).status).toBe(204);
    expect((await client.get(`${path}/dbs/app`)).status).toBe(404);
  });

  it("users have passwords of their own, which can be reset", async () => {
    const client = await openClient();
    const { database, path } = await createdIn(client, { engine: "mysql", version: "8" });
    const { body } = await client.post(`${path}/users`, { name: "app" });
    expect(body.user).toMatchObject({ role: "normal", mysql_settings: { auth_plugin: "caching_sha2_password" } });
    expect(body.user.password).not.toBe(database.connection.password);
    const reset = await client.post(`${path}/users/app/reset_auth`, {
      mysql_settings: { auth_plugin: "mysql_native_password" },
    });
    expect(reset.body.user).toMatchObject({ mysql_settings: { auth_plugin: "mysql_native_password" } });
    expect(reset.body.user.password).not.toBe(body.user.password);
    expect((await client.get(`${path}/users/app`)).body).toEqual(reset.body);
    expect((await client.delete(`${path}/users/doadmin`)).status).toBe(403);
    expect((await client.delete(`${path}/users/app`)).status).toBe(204);
    expect(names((await client.get(`${path}/users`)).body.users)).toEqual(["doadmin"]);
  });

  it("users show their settings where they are written alone", async () => {
    const client = await openClient();
    const { path } = await createdIn(client, {
      engine: "kafka",
      version: "3.8",
      size: "db-s-2vcpu-2gb",
      num_nodes: 3,
    });
    const settings = { acl: [{ topic: "orders.*", permission: "consume" }] };
    const { body } = await client.post(`${path}/users`, { name: "app", settings });
    expect(body.user.settings.acl).toEqual([{ ...settings.acl[0], id: expect.any(String) }]);
    expect(body.user.access_cert).toContain("CERTIFICATE");
    expect(body.user.access_key).not.toBe(body.user.password);
    expect((await client.get(`${path}/users/app`)).body.user).not.toHaveProperty("settings");
    const changed = await client.put(`${path}/users/app`, { settings: { acl: [] } });
    expect(changed.body.user.settings).toEqual({ acl: [] });
  });

  it("rules are replaced as a whole, and one that stays keeps its id", async () => {
    const client = await openClient();
    const { path } = await createdIn(client);
    const put = async (...values: readonly string[]) => {
      const rules = values.map((value) => ({ type: "ip_addr", value }));
      const { status } = await client.put(`${path}/firewall`, { rules });
      expect(status).toBe(204);
      return (await client.get(`${path}/firewall`)).body.rules;
    };
    const [first] = await put("203.0.113.7");
    const after = await put("203.0.113.0/24", "203.0.113.7");
    expect(after).toHaveLength(2);
    expect(after[1]).toEqual(first);
    expect(await put()).toEqual([]);
    for (const [type, value] of [
      ["ip_addr", "203.0.113.0/33"],
      ["droplet", "500000999"],
      ["app", "nowhere"],
    ]) {
      expect((await client.put(`${path}/firewall`, { rules: [{ type, value }] })).status).toBe(422);
    }
  });

  it("pools are for databases and users that are there", async () => {
    const client = await openClient();
    const { path } = await createdIn(client);
    const pool = { name: "pool-1", mode: "transaction", size: 10, db: "defaultdb", user: "doadmin" };
    expect((await client.post(`${path}/pools`, { ...pool, db: "other" })).body.message).toBe("no such database");
    expect((await client.post(`${path}/pools`, { ...pool, user: "other" })).body.message).toBe("no such user");
    const { body } = await client.post(`${path}/pools`, pool);
    expect(body.pool).toMatchObject({ ...pool, connection: { database: "pool-1", port: 25061 } });
    const { name: _, ...change } = { ...pool, size: 12 };
    expect((await client.put(`${path}/pools/pool-1`, change)).status).toBe(204);
    expect((await client.get(`${path}/pools/pool-1`)).body.pool.size).toBe(12);
    // 47 connections in all: 25 for each of 2 GB, without 3.
    const second = { ...pool, name: "pool-2", size: 36 };
    expect((await client.post(`${path}/pools`, second)).body.message).toBe(
      "the cluster has 47 connections for its pools",
    );
    expect((await client.post(`${path}/pools`, { ...second, size: 35 })).status).toBe(201);
    expect((await client.put(`${path}/pools/pool-1`, { ...change, size: 13 })).status).toBe(422);
    expect((await client.delete(`${path}/pools/pool-2`)).status).toBe(204);
    expect((await client.delete(`${path}/pools/pool-1`)).status).toBe(204);
    expect((await client.get(`${path}/pools`)).body.pools).toEqual([]);
  });

  it("grows in storage, never shrinks", async () => {
    const client = await openClient();
    const { path } = await createdIn(client);
    await client.get(path);
    const resize = async (body: object) => {
      const { status } = await client.put(`${path}/resize`, { num_nodes: 1, ...body });
      return [status, (await client.get(path)).body.database.storage_size_mib / 1024];
    };
    expect(await resize({ size: "db-s-1vcpu-2gb", storage_size_mib: 60 * 1024 })).toEqual([202, 60]);
    expect(await resize({ size: "db-s-1vcpu-2gb", storage_size_mib: 50 * 1024 })).toEqual([422, 60]);
    expect(await resize({ size: "db-s-1vcpu-2gb" })).toEqual([202, 60]);
    expect(await resize({ size: "db-s-2vcpu-4gb", storage_size_mib: 80 * 1024 })).toEqual([202, 80]);
    expect(await resize({ size: "db-s-4vcpu-8gb" })).toEqual([202, 140]);
  });

  it("replicas wait for the cluster, can be resized and promoted", async () => {
    const client = await openClient();
    const { transitions } = client.emulator.cloud;
    transitions.policies.set("database.create", { when: "manual" });
    const { path } = await createdIn(client);
    expect((await client.post(`${path}/replicas`, { name: "read-1" })).status).toBe(412);
    transitions.policies.clear();
    const { status, body } = await client.post(`${path}/replicas`, { name: "read-1", region: "sfo3" });
    expect(status).toBe(201);
    expect(body.replica).toMatchObject({ status: "creating", size: "db-s-1vcpu-2gb", region: "sfo3" });
    const small = { name: "read-2", size: "db-s-1vcpu-1gb" };
    expect((await client.post(`${path}/replicas`, small)).status).toBe(422);
    const size = "db-s-2vcpu-4gb";
    expect((await client.put(`/v2/databases/${body.replica.id}/resize`, { size, num_nodes: 1 })).status).toBe(202);
    expect((await client.get(`${path}/replicas/read-1`)).body.replica).toMatchObject({ status: "online", size });
    const rules = [{ type: "ip_addr", value: "203.0.113.7" }];
    const own = `/v2/databases/${body.replica.id}/firewall`;
    expect((await client.put(own, { rules })).status).toBe(204);
    expect((await client.get(own)).body.rules).toMatchObject(rules);
    expect((await client.get(`${path}/firewall`)).body.rules).toEqual([]);
    expect((await client.put(`${path}/replicas/read-1/promote`)).status).toBe(204);
    expect((await client.get(`${path}/replicas`)).body.replicas).toEqual([]);
    expect((await client.get(`/v2/databases/${body.replica.id}`)).body.database).toMatchObject({
      name: "read-1",
      num_nodes: 1,
      status: "online",
      db_names: ["defaultdb"],
      rules,
    });
  });

  it("replicas that go take their trusted sources with them", async () => {
    const client = await openClient();
    const { path } = await createdIn(client);
    const { body } = await client.post(`${path}/replicas`, { name: "read-1" });
    const own = `/v2/databases/${body.replica.id}/firewall`;
    await client.put(own, { rules: [{ type: "tag", value: "web" }] });
    expect((await client.delete(`${path}/replicas/read-1`)).status).toBe(204);
    expect((await client.get(own)).status).toBe(404);
    expect(ruleTable.of(client.emulator.cloud.accountOf("token")).all()).toEqual([]);
  });
});

it("a cluster has what belongs to its engine", async () => {
  const client = await openClient();
  const cache = await createdIn(client, { name: "cache", engine: "valkey", version: "8" });
  const mysql = await createdIn(client, { name: "shop", engine: "mysql", version: "8" });
  expect((await client.put(`${cache.path}/eviction_policy`, { eviction_policy: "allkeys_lru" })).status).toBe(204);
  expect((await client.get(`${cache.path}/eviction_policy`)).body).toEqual({ eviction_policy: "allkeys_lru" });
  expect((await client.get(`${mysql.path}/eviction_policy`)).status).toBe(422);
  expect((await client.put(`${mysql.path}/sql_mode`, { sql_mode: "ANSI" })).status).toBe(204);
  expect((await client.get(`${mysql.path}/sql_mode`)).body).toEqual({ sql_mode: "ANSI" });
  expect((await client.get(`${cache.path}/sql_mode`)).status).toBe(422);
  const storage = { enabled: true, threshold_percent: 80, increment_gib: 10 };
  expect((await client.put(`${mysql.path}/autoscale`, { storage })).status).toBe(204);
  expect((await client.get(`${mysql.path}/autoscale`)).body.storage).toEqual(storage);
  const unlimited = { enabled: false, threshold_percent: 0, increment_gib: 0 };
  expect((await client.put(`${mysql.path}/autoscale`, { storage: unlimited })).status).toBe(204);
  expect((await client.get(`${mysql.path}/config`)).body).toEqual({ config: {} });
  expect((await client.get(`${cache.path}/config`)).body.config.valkey_ssl).toBe(true);
  for (const config of [{ connect_timeout: 10, sql_mode: "ANSI" }, { connect_timeout: 15 }]) {
    expect((await client.patch(`${mysql.path}/config`, { config })).status).toBe(200);
  }
  expect((await client.get(`${mysql.path}/config`)).body).toEqual({
    config: { connect_timeout: 15, sql_mode: "ANSI" },
  });
  expect((await client.post(`${cache.path}/users`, { name: "app" })).status).toBe(422);
  expect((await client.post(`${cache.path}/dbs`, { name: "app" })).status).toBe(422);
});

describe("the settings of an engine", () => {
  it.each([
    ["mysql", "8", { connect_timeout: 3601 }, "config.connect_timeout: Too big: expected number to be <=3600"],
    ["mysql", "8", { connect_timeout: 1 }, "config.connect_timeout: Too small: expected number to be >=2"],
    ["mysql", "8", { connect_timeout: 2.5 }, "config.connect_timeout: must be a whole number"],
    ["mysql", "8", { slow_query_log: "on" }, "config.slow_query_log: Invalid input: expected boolean, received string"],
    ["mysql", "8", { work_mem: 4 }, "config: work_mem: not a setting of mysql"],
    ["mysql", "8", { sql_mode: "ansi" }, "config.sql_mode: must be SQL modes in upper case, separated by commas"],
    [
      "pg",
      "17",
      { pgbouncer: { min_pool_size: 10_001, ignore_startup_parameters: ["user"] } },
      'config.pgbouncer.ignore_startup_parameters.0: Invalid option: expected one of "extra_float_digits"|"search_path"; ' +
        "config.pgbouncer.min_pool_size: Too big: expected number to be <=10000",
    ],
    [
      "advanced_pg",
      "18",
      { pg_parameters: { work_mem: 4 } },
      "config.pg_parameters.work_mem: Invalid input: expected string, received number",
    ],
  ])("of %s %s are refused as %j", async (engine, version, config, message) => {
    const client = await openClient();
    const { path } = await createdIn(client, { engine, version });
    expect(await client.patch(`${path}/config`, { config })).toMatchObject({ status: 422, body: { message } });
  });

  it("may be larger than whole numbers are exact", async () => {
    const client = await openClient();
    const { path } = await createdIn(client, { engine: "mysql", version: "8" });
    const config = { group_concat_max_len: 2 ** 64 - 1 };
    expect((await client.patch(`${path}/config`, { config })).status).toBe(200);
    expect((await client.get(`${path}/config`)).body.config).toEqual(config);
  });
});

it("logs can be sent elsewhere", async () => {
  const client = await openClient();
  const { path } = await createdIn(client);
  const config = { server: "192.0.2.7", port: 514, tls: false, format: "rfc5424" };
  const made = await client.post(`${path}/logsink`, { sink_name: "logs", sink_type: "rsyslog", config });
  const sink = `${path}/logsink/${made.body.sink.sink_id}`;
  expect((await client.put(sink, { config: { ...config, tls: true } })).status).toBe(200);
  expect((await client.get(sink)).body).toEqual({ ...made.body.sink, config: { ...config, tls: true } });
  expect((await client.get(`${path}/logsink`)).body.sinks).toHaveLength(1);
  expect((await client.delete(sink)).status).toBe(200);
  expect((await client.get(sink)).status).toBe(404);
  expect((await client.post(`${path}/logsink`, { ...made.body.sink, sink_type: "datadog" })).status).toBe(422);
});

it("a backup is taken each day, and kept for a week", async () => {
  const client = await openClient();
  const { path } = await createdIn(client);
  const count = async () => (await client.get(`${path}/backups`)).body.backups.length;
  expect(await count()).toBe(1);
  client.emulator.cloud.clock.advance(2 * 86_400_000);
  expect(await count()).toBe(3);
  client.emulator.cloud.clock.advance(30 * 86_400_000);
  expect(await count()).toBe(7);
});

it("options say what can be had, and the authority is a certificate", async () => {
  const client = await openClient();
  const { body } = await client.get("/v2/databases/options");
  expect(body.options.pg.layouts[0].sizes).toContain("db-s-1vcpu-1gb");
  expect(body.options.pg.layouts[1].sizes).not.toContain("db-s-1vcpu-1gb");
  expect(Object.keys(body.options)).toHaveLength(9);
  const ends = (slug: string) =>
    body.version_availability[slug].map((one: Record<string, unknown>) => [one.version, one.end_of_life]);
  expect(ends("pg")).toContainEqual(["13", "2025-11-13T00:00:00Z"]);
  expect(ends("valkey")).toEqual([["8", null]]);
  const { path } = await createdIn(client);
  const { certificate } = (await client.get(`${path}/ca`)).body.ca;
  expect(Buffer.from(certificate, "base64").toString()).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
});
