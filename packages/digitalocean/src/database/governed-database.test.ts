import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ArgumentsError } from "../component/arguments-error";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { GovernedDatabase } from "./governed-database";
import type { GovernedDatabaseArgs } from "./governed-database-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 2000
    regions: { allowed: [nyc3, sfo3], disallowed: [nyc1] }
    required_tags: [environment, owner]
exempt_in_code: [database-trusted-sources, database-standby]
tags: { default: { environment: dev } }
environments: { production: { stacks: ["*/prod"], production: true } }
`;

const least = {
  governor: settings,
  engine: "pg",
  version: "17",
  region: "nyc3",
  size: "db-s-2vcpu-4gb",
  trustedSources: { tags: ["web"] },
  alertEmails: ["ops@example.com"],
  tags: { owner: "shop" },
} satisfies GovernedDatabaseArgs;

const production: Setting = { stack: "prod" };

const database = (
  more: Partial<GovernedDatabaseArgs> = {},
  setting?: Setting,
  opts?: pulumi.ComponentResourceOptions,
) => register(() => new GovernedDatabase("orders", { ...least, ...more }, opts), setting);

const kafka = { engine: "kafka", version: "3.8", size: "db-s-2vcpu-2gb" } satisfies Partial<GovernedDatabaseArgs>;
const valkey = { engine: "valkey", version: "8", size: "db-s-1vcpu-2gb" } satisfies Partial<GovernedDatabaseArgs>;

/** The problems of the error, without the hints, as `path  message`. */
async function problemsOf(more: object, setting?: Setting): Promise<readonly string[]> {
  return inShort(await refusalOf(GovernedDatabase, ["orders", { ...least, ...more }], setting));
}

/** What the mocks show of a secret. */
const secret = (value: unknown) => expect.objectContaining({ value });

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

/** The options of every resource, as Pulumi gets them. */
async function optionsOf(setting: Setting, more: Partial<GovernedDatabaseArgs> = whole) {
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const remember: pulumi.ResourceTransformation = (child) => {
    options.set(child.name, child.opts);
    return undefined;
  };
  const { result } = await database(more, setting, { transformations: [remember] });
  return { result, options };
}

const whole = {
  databases: ["orders"],
  users: { app: { grants: { orders: "owner" } }, reports: { grants: { orders: "readonly" } } },
  pools: { app: { size: 20, database: "orders", user: "app" } },
  replicas: { west: { region: "sfo3" } },
  logSink: { server: "logs.example.com" },
} satisfies Partial<GovernedDatabaseArgs>;

describe("a database", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await database(whole);
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toMatchInlineSnapshot(`
      [
        "infrafabric-digitalocean:index:GovernedDatabase$databaseCluster:DatabaseCluster::orders-cluster",
        "infrafabric-digitalocean:index:GovernedDatabase$databaseConnectionPool:DatabaseConnectionPool::orders-pool-app",
        "infrafabric-digitalocean:index:GovernedDatabase$databaseDb:DatabaseDb::orders-db-orders",
        "infrafabric-digitalocean:index:GovernedDatabase$databaseFirewall:DatabaseFirewall::orders-firewall",
        "infrafabric-digitalocean:index:GovernedDatabase$databaseFirewall:DatabaseFirewall::orders-replica-west-firewall",
        "infrafabric-digitalocean:index:GovernedDatabase$databaseLogsinkRsyslog:DatabaseLogsinkRsyslog::orders-log-sink",
        "infrafabric-digitalocean:index:GovernedDatabase$databaseReplica:DatabaseReplica::orders-replica-west",
        "infrafabric-digitalocean:index:GovernedDatabase$databaseUser:DatabaseUser::orders-user-app",
        "infrafabric-digitalocean:index:GovernedDatabase$databaseUser:DatabaseUser::orders-user-reports",
        "infrafabric-digitalocean:index:GovernedDatabase$monitorAlert:MonitorAlert::orders-alert-cpu",
        "infrafabric-digitalocean:index:GovernedDatabase$monitorAlert:MonitorAlert::orders-alert-disk",
        "infrafabric-digitalocean:index:GovernedDatabase$monitorAlert:MonitorAlert::orders-alert-memory",
        "infrafabric-digitalocean:index:GovernedDatabase$vpc:Vpc::orders-replica-west-vpc",
        "infrafabric-digitalocean:index:GovernedDatabase$vpc:Vpc::orders-vpc",
        "infrafabric-digitalocean:index:GovernedDatabase::orders",
      ]
    `);
  });

  it("names topics and the other sink for ever", async () => {
    const { resources } = await database({
      ...kafka,
      topics: { clicks: {} },
      logSink: { endpoint: "https://u:secret@logs.example.com:9200" },
    });
    const names = resources.map(({ name }) => name).filter((name) => /topic|sink/.test(name));
    expect(names).toEqual(["orders-topic-clicks", "orders-opensearch-sink"].sort().reverse());
  });

  it("is a cluster in its own VPC, updated on Sunday night, with the labels", async () => {
    const { resources } = await database({}, { preview: false });
    expect(inputsOf(resources, "orders-vpc")).toEqual({ region: "nyc3", description: "Database orders" });
    expect(inputsOf(resources, "orders-cluster")).toEqual({
      engine: "pg",
      version: "17",
      region: "nyc3",
      size: "db-s-2vcpu-4gb",
      nodeCount: 1,
      privateNetworkUuid: "orders-vpc-id",
      maintenanceWindows: [{ day: "sunday", hour: "04:00" }],
      storageAutoscale: { enabled: false },
      tags: ["environment:dev", "owner:shop"],
    });
  });

  it("takes an existing VPC, for itself and for its replicas", async () => {
    const { resources } = await database({
      vpcId: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
      replicas: { west: { region: "sfo3", vpcId: "9c1d2b8e-9653-4bd1-bef5-d6bff52042e4" } },
    });
    expect(resources.map(({ kind }) => kind)).not.toContain("Vpc");
    expect(inputsOf(resources, "orders-cluster").privateNetworkUuid).toBe("5a4981aa-9653-4bd1-bef5-d6bff52042e4");
    expect(inputsOf(resources, "orders-replica-west").privateNetworkUuid).toBe("9c1d2b8e-9653-4bd1-bef5-d6bff52042e4");
  });

  it("trusts what is named, in one list", async () => {
    const trustedSources = {
      tags: [pulumi.output("web")],
      droplets: ["412"],
      apps: ["4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf"],
      clusters: ["bd5f5959-5e1e-4205-a714-a914373942af"],
      addresses: ["203.0.113.7", "198.51.100.0/24"],
    };
    const { resources } = await database({ trustedSources }, { preview: false });
    expect(inputsOf(resources, "orders-firewall")).toEqual({
      clusterId: "orders-cluster-id",
      rules: [
        { type: "tag", value: "web" },
        { type: "droplet", value: "412" },
        { type: "app", value: "4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf" },
        { type: "k8s", value: "bd5f5959-5e1e-4205-a714-a914373942af" },
        { type: "ip_addr", value: "203.0.113.7" },
        { type: "ip_addr", value: "198.51.100.0/24" },
      ],
    });
  });

  it("has users, databases and pools, in transaction mode on the first database by default", async () => {
    const { resources } = await database({ ...whole, pools: { ...whole.pools, any: { size: 5 } } }, { preview: false });
    expect(inputsOf(resources, "orders-db-orders")).toEqual({ clusterId: "orders-cluster-id", name: "orders" });
    expect(inputsOf(resources, "orders-user-app")).toEqual({ clusterId: "orders-cluster-id", name: "app" });
    expect(inputsOf(resources, "orders-pool-app")).toEqual({
      clusterId: "orders-cluster-id",
      name: "app",
      mode: "transaction",
      size: 20,
      dbName: "orders",
      user: "app",
    });
    expect(inputsOf(resources, "orders-pool-any")).toEqual({
      clusterId: "orders-cluster-id",
      name: "any",
      mode: "transaction",
      size: 5,
      dbName: "defaultdb",
    });
  });

  it("has copies in other regions, each with a VPC and the same trusted sources", async () => {
    const { resources } = await database(whole);
    expect(inputsOf(resources, "orders-replica-west")).toMatchObject({
      region: "sfo3",
      size: "db-s-2vcpu-4gb",
      tags: ["environment:dev", "owner:shop"],
    });
    expect(inputsOf(resources, "orders-replica-west-vpc")).toMatchObject({ region: "sfo3" });
    expect(inputsOf(resources, "orders-replica-west-firewall").rules).toEqual([{ type: "tag", value: "web" }]);
  });

  it("grows its storage by itself, and leaves what it has become", async () => {
    const growing = { storageGib: 80, storageAutoscale: { incrementGib: 20 } };
    const { resources } = await database(growing);
    expect((await optionsOf({}, growing)).options.get("orders-cluster")?.ignoreChanges).toEqual(["storageSizeMib"]);
    expect((await optionsOf({}, { storageGib: 80 })).options.get("orders-cluster")?.ignoreChanges).toBeUndefined();
    expect(inputsOf(resources, "orders-cluster")).toMatchObject({
      storageSizeMib: "81920",
      storageAutoscale: { enabled: true, thresholdPercent: 80, incrementGib: 20 },
    });
  });

  it("starts from a backup", async () => {
    const { resources } = await database({
      restoreFrom: { cluster: "orders-1a2b3c4", backupCreatedAt: "2026-11-24T04:10:00Z" },
    });
    expect(inputsOf(resources, "orders-cluster").backupRestore).toEqual({
      databaseName: "orders-1a2b3c4",
      backupCreatedAt: "2026-11-24T04:10:00Z",
    });
  });

  it("sends its logs encrypted, and keeps the address of OpenSearch secret", async () => {
    const { resources } = await database(whole, { preview: false });
    expect(inputsOf(resources, "orders-log-sink")).toEqual({
      clusterId: "orders-cluster-id",
      server: "logs.example.com",
      port: 6514,
      tls: true,
    });
    const other = await database({ logSink: { endpoint: "https://u:pw@logs.example.com" } }, { preview: false });
    expect(inputsOf(other.resources, "orders-opensearch-sink")).toEqual({
      clusterId: "orders-cluster-id",
      endpoint: secret("https://u:pw@logs.example.com"),
      indexPrefix: "orders",
      indexDaysMax: 30,
    });
  });

  it("alerts on CPU, memory and disk", async () => {
    const { resources } = await database({ alertThresholds: { disk: 60 } }, { preview: false });
    const alerts = ["cpu", "memory", "disk"].map((one) => inputsOf(resources, `orders-alert-${one}`));
    expect(alerts.map(({ type, value }) => [type, value])).toEqual([
      ["v1/dbaas/alerts/cpu_alerts", 80],
      ["v1/dbaas/alerts/memory_utilization_alerts", 90],
      ["v1/dbaas/alerts/disk_utilization_alerts", 60],
    ]);
    expect(alerts[0]).toMatchObject({ entities: ["orders-cluster-id"], alerts: { emails: ["ops@example.com"] } });
    const kinds = (await database({ skipAlerts: true, alertEmails: undefined })).resources.map(({ kind }) => kind);
    expect(kinds).not.toContain("MonitorAlert");
  });

  it("takes nothing for the alerts that it skips", async () => {
    const nothing = { alertThresholds: { cpu: 50 }, monitorAlertArgs: { window: "10m" }, skipAlerts: true };
    expect(await problemsOf(nothing)).toEqual([
      "alertEmails  is for alerts, but with skipAlerts there are none",
      "alertThresholds  is for alerts, but with skipAlerts there are none",
      "monitorAlertArgs  is for alerts, which skipAlerts turns off",
    ]);
  });

  it("knows what it costs", async () => {
    const { result } = await database(whole);
    // A node at 60.90 and a replica of the same size.
    expect(await settled(result.monthlyCost)).toBe(121.8);
    expect(await settled(result.unpriced)).toEqual([]);
    // In production with a standby; 20 GiB beyond the 60 that the plan includes at 0.215, for each node.
    const larger = await database({ storageGib: 80 }, production);
    expect(await settled(larger.result.monthlyCost)).toBe(130.4);
  });

  it("overrides inputs and adds tags", async () => {
    const { resources } = await database({
      ...whole,
      clusterArgs: { name: "main", tags: ["extra"] },
      replicaArgs: { name: "copy" },
      vpcArgs: { description: "ours" },
      rsyslogArgs: { format: "rfc3164" },
      monitorAlertArgs: { window: "1h" },
    });
    expect(inputsOf(resources, "orders-cluster")).toMatchObject({
      name: "main",
      tags: ["environment:dev", "owner:shop", "extra"],
    });
    expect(inputsOf(resources, "orders-replica-west").name).toBe("copy");
    expect(inputsOf(resources, "orders-vpc").description).toBe("ours");
    expect(inputsOf(resources, "orders-log-sink").format).toBe("rfc3164");
    expect(inputsOf(resources, "orders-alert-cpu").window).toBe("1h");
  });
});

describe("a database in production", () => {
  it.each([
    [{}, 2],
    [{ engine: "mongodb", version: "7.0", size: "db-s-2vcpu-4gb" }, 3],
    [{ engine: "opensearch", version: "2", size: "db-s-2vcpu-4gb" }, 3],
    [valkey, 2],
    [kafka, 3],
  ] as const)("has a standby: %j on %i nodes", async (more, nodeCount) => {
    const { resources } = await database(more, production);
    expect(inputsOf(resources, "orders-cluster").nodeCount).toBe(nodeCount);
  });

  it("protects what holds data", async () => {
    const { options } = await optionsOf(production);
    const protectedOnes = [...options].filter(([, { protect }]) => protect === true).map(([name]) => name);
    expect(protectedOnes).toEqual(["orders-cluster", "orders-db-orders"]);
    expect([...(await optionsOf({})).options].filter(([, { protect }]) => protect === true)).toEqual([]);
  });

  it("refuses to leave it unprotected", async () => {
    const { result } = await register(() => {
      try {
        return new GovernedDatabase("orders", { ...least, ...whole }, { protect: false });
      } catch (error) {
        return error;
      }
    }, production);
    const problems = result instanceof ArgumentsError ? result.problems : [];
    expect(problems.map(({ path, message }) => `${path}  ${message}`)).toEqual([
      'opts.protect  the DatabaseCluster holds data and is not protected in the production environment "production" (protect-stateful)',
      'opts.protect  the DatabaseDb holds data and is not protected in the production environment "production" (protect-stateful)',
    ]);
  });

  it("needs an exemption for a single node, and a size that can have a standby", async () => {
    expect(await problemsOf({ nodes: 1 }, production)).toEqual([
      "nodes  a production database with a single node has no standby (database-standby)",
    ]);
    expect(await problemsOf({ size: "db-s-1vcpu-1gb" }, production)).toEqual([
      expect.stringMatching(/^size {2}the size "db-s-1vcpu-1gb" is for single-node clusters only/),
    ]);
  });
});

describe("other engines", () => {
  it("keep topics, with what their users may do with them", async () => {
    const { resources } = await database(
      {
        ...kafka,
        topics: { clicks: { partitions: 6, replicationFactor: 3, retentionHours: 24 } },
        users: { shop: { topics: { "clicks*": "produce" } } },
      },
      { preview: false },
    );
    expect(inputsOf(resources, "orders-topic-clicks")).toEqual({
      clusterId: "orders-cluster-id",
      name: "clicks",
      partitionCount: 6,
      replicationFactor: 3,
      configs: [{ retentionMs: "86400000" }],
    });
    expect(inputsOf(resources, "orders-user-shop").settings).toEqual([
      { acls: [{ topic: "clicks*", permission: "produce" }] },
    ]);
  });

  it("keep indexes, with what their users may do with them", async () => {
    const { resources } = await database({
      engine: "opensearch",
      version: "2",
      users: { shop: { indexes: { "logs-*": "write" } } },
    });
    expect(inputsOf(resources, "orders-user-shop").settings).toEqual([
      { opensearchAcls: [{ index: "logs-*", permission: "write" }] },
    ]);
  });

  it("forget the least recently used, as caches do, or what is said", async () => {
    expect(inputsOf((await database(valkey)).resources, "orders-cluster").evictionPolicy).toBe("allkeys_lru");
    const queue = await database({ ...valkey, evictionPolicy: "noeviction" });
    expect(inputsOf(queue.resources, "orders-cluster").evictionPolicy).toBe("noeviction");
    expect(inputsOf((await database()).resources, "orders-cluster")).not.toHaveProperty("evictionPolicy");
    expect(inputsOf(queue.resources, "orders-cluster")).not.toHaveProperty("storageAutoscale");
  });
});

describe("the connection", () => {
  const connection = {
    host: "public.example.com",
    privateHost: "private.example.com",
    uri: "postgresql://public",
    privateUri: "postgresql://private",
    password: "pw",
  };

  const connected = (more: Partial<GovernedDatabaseArgs> = {}) =>
    database({ ...whole, ...more }, { preview: false, outputs: connection });

  it("is private by default, and secret", async () => {
    const { result } = await connected();
    expect(await settled(result.host)).toBe("private.example.com");
    expect(await settled(result.uri)).toBe("postgresql://private");
    expect(await settled(result.userPasswords)).toEqual({ app: "pw", reports: "pw" });
    expect(await settled(result.poolUris)).toEqual({ app: "postgresql://private" });
    expect(await settled(result.replicaUris)).toEqual({ west: "postgresql://private" });
    for (const one of [result.uri, result.password, result.userPasswords, result.poolUris, result.replicaUris]) {
      expect(await pulumi.isSecret(one)).toBe(true);
    }
  });

  it("is public where that is asked for", async () => {
    const { result } = await connected({ publicHost: true });
    expect(await settled(result.host)).toBe("public.example.com");
    expect(await settled(result.uri)).toBe("postgresql://public");
    expect(await pulumi.isSecret(result.uri)).toBe(true);
  });
});

describe("the grants", () => {
  it("are SQL for the administrator, and for each owner", async () => {
    const users = {
      app: { grants: { orders: "owner" } },
      shop: { grants: { orders: "readwrite" } },
      reports: { grants: { orders: "readonly" } },
    } as const;
    const { result } = await database({ databases: ["orders"], users });
    expect(await settled(result.grantsSql ?? pulumi.output(undefined))).toMatchInlineSnapshot(`
      "-- in "orders", as "doadmin"
      GRANT CONNECT, CREATE, TEMPORARY ON DATABASE "orders" TO "app";
      GRANT USAGE, CREATE ON SCHEMA public TO "app";
      GRANT CONNECT ON DATABASE "orders" TO "shop";
      GRANT USAGE ON SCHEMA public TO "shop";
      GRANT CONNECT ON DATABASE "orders" TO "reports";
      GRANT USAGE ON SCHEMA public TO "reports";

      -- in "orders", as "app"
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "shop";
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO "shop";
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "shop";
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO "shop";
      GRANT SELECT ON ALL TABLES IN SCHEMA public TO "reports";
      GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO "reports";
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO "reports";
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO "reports";
      "
    `);
  });

  it("are empty if no user has a grant", async () => {
    expect((await database({ users: { app: {} } })).result.grantsSql).toBeUndefined();
  });
});

describe("bad arguments", () => {
  it("are found all at once, with nothing registered", async () => {
    expect(
      await problemsOf({
        engine: "postgres",
        version: undefined,
        region: "nyc1",
        trustedSources: { addresses: ["0.0.0.0/0"] },
        users: { "No Name": {} },
        logSink: { endpoint: "http://user:pw@logs.example.com" },
        storageAutoscale: { thresholdPercent: 99 },
      }),
    ).toMatchInlineSnapshot(`
      [
        "version  is missing",
        "engine  unknown engine "postgres"",
        "users.<key of 7 characters>  a name contains up to 63 lower-case letters, digits, _ and -, and begins with a letter or _",
        "logSink.endpoint  must be an HTTPS URL",
        "region  invalid region "nyc1": it is disallowed (region-allowed)",
        "storageAutoscale.thresholdPercent  found 99; allowed: a whole number from 15 to 95 (DigitalOcean OpenAPI, 7 Aug 2026) (platform-limits)",
        "trustedSources.addresses[0]  the internet can reach the database (database-no-open-source)",
      ]
    `);
  });

  it.each<[string, object, ...string[]]>([
    [
      "nobody may connect",
      { trustedSources: undefined },
      "trustedSources  the internet can reach the database: it has no trusted sources (database-trusted-sources)",
    ],
    [
      "a replica in the region of the database",
      { replicas: { near: { region: "NYC3" } } },
      'replicas.near.region  "NYC3" is the region of the database itself',
    ],
    [
      "a replica that is smaller than the database",
      {
        replicas: {
          less: { region: "sfo3", size: "db-s-1vcpu-2gb" },
          same: { region: "sfo3", size: "db-s-2vcpu-4gb" },
          more: { region: "sfo3", size: "db-s-4vcpu-8gb" },
        },
      },
      'replicas.less.size  "db-s-1vcpu-2gb" has 2 GB of memory, and the database 4',
    ],
    [
      "pools of more connections than the plan has",
      { pools: { app: { size: 60 }, jobs: { size: 40 } } },
      'pools  the connection pools ask for 100 connections, and the size "db-s-2vcpu-4gb" has 97 (database-engine-options)',
    ],
    [
      "a pool for what is not there",
      { pools: { app: { size: 5, database: "shop", user: "ann" } } },
      'pools.app.database  "shop" is not one of the databases',
      'pools.app.user  "ann" is not one of the users',
    ],
    [
      "grants in a database that is not there",
      { users: { app: { grants: { shop: "owner" } } } },
      'users.app.grants.shop  "shop" is not one of the databases',
    ],
    [
      "names that the cluster keeps",
      { databases: ["postgres"], users: { doadmin: {} } },
      'databases[0]  the cluster keeps the name "postgres" for itself (database-engine-options)',
      'users.doadmin  the cluster keeps the name "doadmin" for itself (database-engine-options)',
    ],
    [
      "what a cache does not have",
      {
        ...valkey,
        users: { app: {} },
        databases: ["a"],
        pools: { app: { size: 5 } },
        replicas: { west: { region: "sfo3" } },
      },
      "pools  the engine valkey has no DatabaseConnectionPool (database-engine-options)",
      "databases  the engine valkey has no DatabaseDb (database-engine-options)",
      "replicas  the engine valkey has no DatabaseReplica (database-engine-options)",
      "users  the engine valkey has no DatabaseUser (database-engine-options)",
    ],
    [
      "topics of PostgreSQL, and what is for other engines",
      { topics: { clicks: {} }, users: { app: { topics: { clicks: "admin" } } } },
      "users.app.topics  is for kafka, but the engine is pg",
      "topics  the engine pg has no DatabaseKafkaTopic (database-engine-options)",
    ],
    [
      "two receivers of logs",
      { logSink: { server: "logs.example.com", endpoint: "https://logs.example.com" } },
      "logSink  has two receivers",
    ],
    ["no receiver of logs", { logSink: { port: 514 } }, "logSink  has no receiver"],
    [
      "an option of the other receiver",
      { logSink: { server: "logs.example.com", indexDaysMax: 3 } },
      "logSink.indexDaysMax  requires endpoint",
    ],
    [
      "an address range for a VPC of somebody else",
      { vpcId: "v", ipRange: "10.1.0.0/24", vpcArgs: { description: "x" } },
      "vpcArgs  is for VPCs of its own, but vpcId names others",
      "ipRange  is for a VPC of its own, but vpcId names another",
    ],
    ["nobody who gets alerts", { alertEmails: [] }, "alertEmails  nobody would receive the alerts"],
    [
      "overrides without what they are for",
      { userArgs: {}, topicArgs: {}, replicaArgs: {}, rsyslogArgs: {}, opensearchSinkArgs: {} },
      "userArgs  is for users",
      "topicArgs  is for topics",
      "replicaArgs  is for replicas",
      "rsyslogArgs  is for an rsyslog server",
      "opensearchSinkArgs  is for OpenSearch or Elasticsearch",
    ],
    [
      "what the component decides",
      { clusterArgs: { nodeCount: 2 } },
      "clusterArgs.nodeCount  is decided by the component",
    ],
    ["a database twice", { databases: ["a", "a"] }, 'databases[1]  "a" is in the list already'],
  ])("%s", async (_, args, ...problems) => {
    expect(await problemsOf(args)).toEqual(problems);
  });

  it("more copies of a topic than nodes", async () => {
    expect(await problemsOf({ ...kafka, topics: { clicks: { replicationFactor: 4, partitions: 2 } } })).toEqual([
      expect.stringMatching(/^topics.clicks.partitions {2}.*found 2.*platform-limits/),
      "topics.clicks.replicationFactor  the topic has 4 replicas, and the cluster 3 nodes (database-engine-options)",
    ]);
  });

  it.each<[string, object, RegExp]>([
    [
      "a backup of an engine without any",
      { ...kafka, restoreFrom: { cluster: "a" } },
      /^restoreFrom {2}.*the engine is kafka/,
    ],
    ["an eviction policy of PostgreSQL", { evictionPolicy: "allkeys_lru" }, /^evictionPolicy {2}.*the engine is pg/],
    ["a version that does not exist", { version: "9" }, /^version {2}/],
    ["a version that will not come soon", { version: "99" }, /^version {2}"99" does not exist/],
    ["a patch, which DigitalOcean picks", { version: "17.2" }, /^version {2}found "17.2", and pg is offered in/],
    [
      "a Droplet that is named",
      { trustedSources: { droplets: ["web-1"] } },
      /^trustedSources.droplets\[0\] {2}.*"web-1"/,
    ],
    ["storage of a cache that grows", { ...valkey, storageAutoscale: {} }, /^storageAutoscale {2}.*engine is valkey/],
    [
      "a fraction of a GiB",
      { storageAutoscale: { incrementGib: 10.5 } },
      /^storageAutoscale.incrementGib {2}.*found 10.5/,
    ],
    ["a node count that the engine has not", { ...kafka, nodes: 4 }, /^nodes {2}.*found 4/],
    ["storage that the plan cannot have", { storageGib: 65 }, /^storageGib {2}/],
    ["storage of an engine whose storage is fixed", { ...valkey, storageGib: 60 }, /^storageGib {2}.*engine is valkey/],
    [
      "a public source",
      { trustedSources: { addresses: ["0.0.0.0/0"] } },
      /^trustedSources.*\(database-no-open-source\)/,
    ],
    [
      "an address that is none",
      { trustedSources: { tags: ["web"], addresses: ["x"] } },
      /^trustedSources.addresses\[0\] /,
    ],
    ["a storage step", { storageAutoscale: { incrementGib: 5 } }, /^storageAutoscale.incrementGib {2}.*found 5/],
    [
      "a size that the replica cannot have",
      { replicas: { west: { region: "sfo3", size: "huge" } } },
      /^replicas.west.size /,
    ],
  ])("%s, by the limits of DigitalOcean", async (_, args, problem) => {
    const problems = await problemsOf(args);
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });

  it.each<[string, object, readonly string[]]>([
    [
      "users and databases, although a pool names them",
      {
        databases: ["shop", "No Name"],
        users: { app: { grants: { shop: "everything" } } },
        pools: { app: { size: 5, database: "shop", user: "app" } },
      },
      ["databases[1]", "users.app.grants.shop"],
    ],
    [
      "databases, although a user has grants in them",
      { databases: ["shop", "No Name"], users: { app: { grants: { shop: "owner" } } } },
      ["databases[1]"],
    ],
    [
      "replicas, which may need the VPC that is overridden",
      { vpcId: "v", vpcArgs: { description: "x" }, replicas: { west: { region: 3 } } },
      ["replicas.west.region"],
    ],
  ])("blames only the argument at fault: %s", async (_, args, paths) => {
    expect((await problemsOf(args)).map((problem) => problem.split("  ")[0])).toEqual(paths);
  });

  it("shows no secret in what it says", async () => {
    const problems = await problemsOf({ logSink: { endpoint: "http://user:hunter2@logs.example.com" } });
    expect(problems).toEqual(["logSink.endpoint  must be an HTTPS URL"]);
  });

  it("is created without trusted sources only with an exemption", async () => {
    const exemptions = [{ rule: "database-trusted-sources", reason: "a test", owner: "ann", expires: "2999-12-31" }];
    const { resources, result } = await database({ trustedSources: undefined, exemptions });
    expect(resources.map(({ kind }) => kind)).not.toContain("DatabaseFirewall");
    expect(result.firewall).toBeUndefined();
  });
});

describe("the runbook of a database", () => {
  /** As in an update, in which everything has a name. */
  const runbookOf = async (more: Partial<GovernedDatabaseArgs>) => {
    const { result } = await database(more, { preview: false, outputs: { uuid: "replica-uuid", password: "hunter2" } });
    return String(await settled(result.recoveryRunbook));
  };
  /** What is to be run for each failure. */
  const runsOf = (markdown: string) =>
    Object.fromEntries(
      markdown
        .split("\n## ")
        .slice(1)
        .map((section) => [
          section.split("\n")[0],
          [...section.matchAll(/```sh\n(.*?)\n {3}```/gs)].map(([, run = ""]) => run.trim()),
        ]),
    );

  it("promotes each replica by its name, and restores a backup", async () => {
    const markdown = await runbookOf(whole);
    const type = "infrafabric-digitalocean:index:GovernedDatabase$digitalocean:index";
    const urn = (child: string) => `'urn:pulumi:dev::shop::${type}/${child}'`;
    expect(runsOf(markdown)).toEqual({
      "If nyc3 fails: promote the replica west in sfo3": [
        "doctl databases replica get orders-cluster-id orders-replica-west-1a2b3c4",
        "doctl databases replica promote orders-cluster-id orders-replica-west-1a2b3c4",
        "doctl databases get replica-uuid --format Name,Region,Status",
        "doctl databases firewalls list replica-uuid",
        "doctl databases connection replica-uuid --private --format Host,Port,Database,User",
        [
          ...["databaseFirewall:DatabaseFirewall::orders-replica-west-firewall"],
          ...["databaseReplica:DatabaseReplica::orders-replica-west", "vpc:Vpc::orders-replica-west-vpc"],
        ]
          .map((child) => `pulumi state delete ${urn(child)} --stack dev --yes`)
          .join("\n   "),
        "pulumi import digitalocean:index/databaseCluster:DatabaseCluster orders-west replica-uuid --stack dev",
      ],
      "If data is lost or damaged: restore a backup into a new cluster": [
        "doctl databases backups orders-cluster-id",
        "pulumi up --stack dev",
        "doctl databases list --format ID,Name,Region,Status",
        "pulumi up --stack dev",
      ],
    });
    expect(markdown).toContain('restoreFrom: { cluster: "orders-cluster-1a2b3c4" }');
    expect(markdown).not.toContain("there is no replica");
    expect(markdown).not.toContain("hunter2");
  });

  it("leaves a VPC of somebody else alone", async () => {
    const markdown = await runbookOf({ replicas: { west: { region: "sfo3", vpcId: "west-vpc" } } });
    expect(markdown).toContain("::orders-replica-west'");
    expect(markdown).not.toContain("Vpc::");
  });

  it("says that nothing can be promoted without a replica", async () => {
    const markdown = await runbookOf({});
    expect(Object.keys(runsOf(markdown))).toEqual(["If data is lost or damaged: restore a backup into a new cluster"]);
    expect(markdown).toContain("If nyc3 fails there is no replica to promote");
  });

  it("creates again what DigitalOcean does not back up", async () => {
    const markdown = await runbookOf(valkey);
    const urn =
      "'urn:pulumi:dev::shop::infrafabric-digitalocean:index:GovernedDatabase$digitalocean:index/databaseCluster:DatabaseCluster::orders-cluster'";
    expect(runsOf(markdown)).toEqual({
      "If the cluster is lost: create it again": [
        `pulumi state unprotect ${urn} --stack dev --yes`,
        `pulumi up --stack dev --replace ${urn}`,
      ],
    });
    expect(markdown).toContain("DigitalOcean does not back up valkey");
  });

  it("is unknown until there is a cluster", async () => {
    const { result } = await database(whole);
    expect(await pulumi.output(result.recoveryRunbook).isKnown).toBe(false);
  });
});
