import { evaluate, readSettings, rules, type ValueMap } from "@infrafabric/governor";
import { kindNamed, kinds, stackOf, viewOf } from "@infrafabric/governor/internal";
import { describe, expect, it } from "vitest";
import { type Client, openClient } from "../test/client.ts";
import { selfSigned } from "../test/self-signed.ts";
import { spacesOf } from "../test/spaces.ts";
import { defaultAccessKey } from "./spaces/key.ts";

// What DigitalOcean refuses is known once: every wrong input is refused by the emulator and by the rule platform-limits.

/** What an account has that the requests of a kind stand on, by name. */
type Setup = (client: Client) => Promise<Readonly<Record<string, string>>>;

interface Case {
  readonly kind: string;
  readonly setup?: Setup;
  /** Where the resource is created, with the ids of what was set up. */
  readonly path: string | ((ids: Readonly<Record<string, string>>) => string);
  /** Inputs that pass both, as a Pulumi program writes them; `@name` stands for an id of the set-up. */
  readonly right: ValueMap;
  /** Further ones that pass both. */
  readonly alsoRight?: readonly ValueMap[];
  /** What makes them wrong, each by itself. */
  readonly wrong: readonly ValueMap[];
  /** The body of the request; default the inputs in snake case. */
  readonly body?: (inputs: ValueMap) => object;
}

const vpcs: Setup = async (client) => {
  const made = async (name: string, ip_range: string) =>
    (await client.post("/v2/vpcs", { name, region: "nyc3", ip_range })).body.vpc.id;
  return { vpc: await made("one", "10.20.0.0/24"), other: await made("two", "10.21.0.0/24") };
};

const databaseOf =
  (engine: object): Setup =>
  async (client) => {
    const parts = { name: "main", size: "db-s-1vcpu-2gb", num_nodes: 1, region: "nyc3", ...engine };
    const { id } = (await client.post("/v2/databases", parts)).body.database;
    await client.get(`/v2/databases/${id}`);
    return { cluster: id };
  };

const database = databaseOf({ engine: "pg", version: "16" });

/** The settings of an engine, as they are sent. */
const settingsOf = (engine: object, name = snakeCased): Pick<Case, "setup" | "path" | "body"> => ({
  setup: databaseOf(engine),
  path: ({ cluster }) => `/v2/databases/${cluster}/config`,
  body: (inputs) => ({ config: name(inputs) }),
});

const kubernetes: Setup = async (client) => {
  const parts = {
    name: "prod",
    region: "nyc3",
    version: "1.35",
    node_pools: [{ name: "a", size: "s-2vcpu-4gb", count: 1 }],
  };
  return { cluster: (await client.post("/v2/kubernetes/clusters", parts)).body.kubernetes_cluster.id };
};

const bucket: Setup = async ({ emulator }) => {
  await spacesOf(emulator, defaultAccessKey(emulator.cloud.accountOf("token"))).send("PUT", "/assets");
  return {};
};

const domain: Setup = async (client) => {
  await client.post("/v2/domains", { name: "example.com" });
  return {};
};

const check: Setup = async (client) => {
  const parts = { name: "web", type: "https", target: "https://www.example.com" };
  return { check: (await client.post("/v2/uptime/checks", parts)).body.check.id };
};

const http = { entryProtocol: "http", entryPort: 80, targetProtocol: "http", targetPort: 80 };
const opens = { protocol: "tcp", portRange: "443", sourceAddresses: ["10.0.0.0/8"] };
const spec = { name: "shop", services: [{ name: "web", instanceSizeSlug: "apps-s-1vcpu-1gb", instanceCount: 2 }] };
const web = spec.services[0];
const scaling = {
  name: "web",
  instanceSizeSlug: "apps-d-1vcpu-1gb",
  autoscaling: { minInstanceCount: 1, maxInstanceCount: 3, metrics: { cpu: { percent: 70 } } },
};
const template = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", sshKeys: [] };
const byLoad = { minInstances: 1, maxInstances: 3, targetCpuUtilization: 0.5 };
const pool = { name: "pool-1", size: "s-2vcpu-4gb", nodeCount: 1 };
const notifications = [{ emails: ["ops@example.com"] }];
const wrongTags = [{ tags: ["owner:team a"] }, { tags: ["a".repeat(256)] }];
const pem = selfSigned(["www.example.com"]);

const cases: readonly Case[] = [
  {
    kind: "App",
    path: "/v2/apps",
    right: { spec },
    body: ({ spec: asked }) => {
      const { domainNames, ...rest } = Object(asked);
      const domains = Array.isArray(domainNames) ? { domains: domainNames.map(({ name }) => ({ domain: name })) } : {};
      return { spec: { ...snakeCased(rest), ...domains } };
    },
    alsoRight: [
      { spec: { ...spec, name: "busy", services: [scaling] } },
      {
        spec: {
          ...spec,
          name: "own",
          domainNames: [{ name: "example.com" }],
          ingress: { rules: [{ match: { authority: { exact: "example.com" } }, component: { name: "web" } }] },
        },
      },
    ],
    wrong: [
      { spec: { ...spec, name: "Shop" } },
      { spec: { ...spec, name: "s" } },
      { spec: { name: "shop" } },
      { spec: { ...spec, region: "moon" } },
      { spec: { ...spec, services: [web ?? {}, web ?? {}] } },
      { spec: { ...spec, services: [{ name: "Web" }] } },
      { spec: { ...spec, services: [{ name: "web", instanceCount: -1 }] } },
      { spec: { ...spec, services: [{ name: "web", instanceSizeSlug: "huge" }] } },
      { spec: { ...spec, services: [{ ...web, autoscaling: { minInstanceCount: 1, maxInstanceCount: 2 } }] } },
      { spec: { ...spec, services: [{ ...scaling, instanceCount: 1 }] } },
      { spec: { ...spec, services: [{ ...scaling, instanceSizeSlug: "apps-s-1vcpu-1gb" }] } },
      { spec: { ...spec, workers: [{ name: "jobs", instanceSizeSlug: "basic-xs", instanceCount: 2 }] } },
      { spec: { ...spec, workers: [{ name: "jobs", instanceSizeSlug: "apps-s-1vcpu-1gb-fixed", instanceCount: 2 }] } },
      { spec: { ...spec, workers: [{ name: "jobs", instanceCount: 2 }] } },
      { spec: { ...spec, ingress: { rules: [{ match: { authority: { exact: "STARTER_DOMAIN" } } }] } } },
      { spec: { ...spec, services: [{ ...scaling, autoscaling: { minInstanceCount: 1, maxInstanceCount: 251 } }] } },
      { spec: { ...spec, databases: [{ name: "db", engine: "PG", production: true }] } },
      { spec: { ...spec, databases: [{ name: "web", engine: "PG" }] } },
      { spec: { ...spec, staticSites: [{ name: "site", catchallDocument: "a", errorDocument: "b" }] } },
      { spec: { ...spec, ingress: { rules: [{ component: { name: "web" }, redirect: { uri: "/" } }] } } },
    ],
  },
  {
    kind: "ByoipPrefix",
    path: "/v2/byoip_prefixes",
    right: { prefix: "203.0.113.0/24", region: "nyc3", signature: "signed" },
    wrong: [{ prefix: "range" }, { region: "nyc9" }, { signature: "" }],
  },
  {
    kind: "Cdn",
    setup: bucket,
    path: "/v2/cdn/endpoints",
    right: { origin: "assets.nyc3.digitaloceanspaces.com", ttl: 600 },
    wrong: [{ ttl: 61 }, { ttl: "soon" }, { customDomain: "assets.example.com" }],
  },
  {
    kind: "Certificate",
    setup: domain,
    path: "/v2/certificates",
    right: { name: "web", type: "lets_encrypt", domains: ["www.example.com"] },
    alsoRight: [
      {
        name: "own",
        type: "custom",
        domains: null,
        privateKey: pem.private_key,
        leafCertificate: pem.leaf_certificate,
      },
    ],
    wrong: [
      { name: "" },
      { type: "self-made" },
      { domains: [] },
      { domains: ["no host"] },
      { type: "custom", domains: null },
      { type: "custom", domains: null, leafCertificate: pem.leaf_certificate },
      { type: "custom", domains: null, privateKey: pem.private_key, leafCertificate: "none" },
      { type: "custom", domains: null, privateKey: "none", leafCertificate: pem.leaf_certificate },
      {
        type: "custom",
        domains: null,
        privateKey: pem.private_key,
        leafCertificate: pem.leaf_certificate,
        certificateChain: "none",
      },
    ],
    body: ({ domains, ...inputs }) => ({ ...snakeCased(inputs), ...(domains === null ? {} : { dns_names: domains }) }),
  },
  {
    kind: "ContainerRegistry",
    path: "/v2/registry",
    right: { name: "acme-1", subscriptionTierSlug: "basic", region: "fra1" },
    wrong: [{ name: "Acme" }, { name: "a".repeat(64) }, { subscriptionTierSlug: "gold" }, { region: "lon1" }],
  },
  {
    kind: "ContainerRegistries",
    path: "/v2/registries",
    right: { name: "acme-1", subscriptionTierSlug: "basic", region: "fra1" },
    wrong: [{ name: "Acme" }, { subscriptionTierSlug: "gold" }, { region: "lon1" }],
  },
  {
    kind: "CustomImage",
    path: "/v2/images",
    right: { name: "talos", url: "https://example.com/talos.img", regions: ["nyc3"], tags: ["env:prod"] },
    wrong: [{ name: "" }, { url: "ftp://example.com/a" }, { url: "talos" }, { regions: ["xyz1"] }, ...wrongTags],
    body: ({ regions, ...inputs }) => ({
      ...snakeCased(inputs),
      region: Array.isArray(regions) ? regions[0] : regions,
    }),
  },
  {
    kind: "DatabaseCluster",
    path: "/v2/databases",
    right: {
      name: "main",
      engine: "pg",
      version: "16",
      size: "db-s-1vcpu-2gb",
      nodeCount: 2,
      region: "nyc3",
      tags: ["a:b"],
    },
    alsoRight: [
      { name: "one-node", nodeCount: 1, size: "db-s-1vcpu-1gb" },
      { name: "queue", engine: "kafka", version: "3.8", nodeCount: 3, size: "db-s-2vcpu-2gb" },
      { name: "cache", engine: "valkey", version: "8" },
      { name: "stored", storageSizeMib: "40960" },
      { name: "documents", engine: "mongodb", version: "7.0", nodeCount: 3, size: "db-s-1vcpu-1gb" },
    ],
    wrong: [
      { name: "Main" },
      { name: "ab" },
      { engine: "postgres" },
      { engine: "redis", version: "7" },
      { version: "9" },
      { version: "newest" },
      { nodeCount: 4 },
      { nodeCount: 0 },
      { size: "db-s-1vcpu-1gb" },
      { size: "db-s-1vcpu-1gbb" },
      { size: "s-1vcpu-1gb" },
      { engine: "kafka", version: "3.8", nodeCount: 2, size: "db-s-2vcpu-2gb" },
      { engine: "kafka", version: "3.8", nodeCount: 3, size: "db-s-1vcpu-1gb" },
      { engine: "mongodb", version: "7.0", nodeCount: 2 },
      { storageSizeMib: "1" },
      { storageSizeMib: "41000" },
      { engine: "valkey", version: "8", storageSizeMib: "81920" },
      { engine: "valkey", version: "8", backupRestore: { databaseName: "one-node" } },
      { region: "nyc9" },
      { storageAutoscale: { enabled: true, thresholdPercent: 5, incrementGib: 10 } },
      { storageAutoscale: { enabled: true, thresholdPercent: 80, incrementGib: 5 } },
      ...wrongTags,
    ],
    body: ({ nodeCount, storageSizeMib, ...inputs }) => ({
      ...snakeCased(inputs),
      num_nodes: nodeCount,
      ...(storageSizeMib === undefined ? {} : { storage_size_mib: Number(storageSizeMib) }),
    }),
  },
  {
    kind: "DatabaseConnectionPool",
    setup: database,
    path: ({ cluster }) => `/v2/databases/${cluster}/pools`,
    right: { name: "pool", mode: "transaction", size: 10, dbName: "defaultdb", user: "doadmin" },
    wrong: [{ name: "ab" }, { name: "a".repeat(61) }, { mode: "fast" }, { size: 0 }],
    body: ({ dbName, ...inputs }) => ({ ...snakeCased(inputs), db: dbName }),
  },
  {
    kind: "DatabaseMysqlConfig",
    ...settingsOf({ engine: "mysql", version: "8" }),
    right: { connectTimeout: 10, sqlMode: "ANSI", longQueryTime: 0.5 },
    wrong: [
      { connectTimeout: 1 },
      { connectTimeout: 3601 },
      { connectTimeout: 2.5 },
      { sqlMode: "ansi" },
      { internalTmpMemStorageEngine: "InnoDB" },
    ],
  },
  {
    kind: "DatabasePostgresqlConfig",
    ...settingsOf({ engine: "pg", version: "16" }, ({ pgbouncers, pgPartmanBgwInterval, ...inputs }) => ({
      ...snakeCased(inputs),
      ...(Array.isArray(pgbouncers) ? { pgbouncer: snakeCased(pgbouncers[0]) } : {}),
      ...(pgPartmanBgwInterval === undefined ? {} : { "pg_partman_bgw.interval": pgPartmanBgwInterval }),
    })),
    right: { workMem: 4, pgbouncers: [{ minPoolSize: 1, ignoreStartupParameters: ["search_path"] }] },
    wrong: [
      { workMem: 1025 },
      { autovacuumVacuumScaleFactor: 1.1 },
      { pgbouncers: [{ minPoolSize: 10_001 }] },
      { pgbouncers: [{ ignoreStartupParameters: ["user"] }] },
      { pgPartmanBgwInterval: 1 },
    ],
  },
  {
    kind: "DatabaseValkeyConfig",
    ...settingsOf({ engine: "valkey", version: "8" }, ({ ioThreads, ...inputs }) => ({
      ...snakeCased(inputs),
      ...(ioThreads === undefined ? {} : { valkey_io_threads: ioThreads }),
    })),
    right: { ioThreads: 4, valkeyMaxmemoryPolicy: "volatile-lru" },
    wrong: [{ ioThreads: 33 }, { valkeyActiveExpireEffort: 11 }, { valkeyMaxmemoryPolicy: "oldest" }],
  },
  {
    kind: "DatabaseMongodbConfig",
    ...settingsOf({ engine: "mongodb", version: "7.0" }),
    right: { verbosity: 1, transactionLifetimeLimitSeconds: 1_000_000 },
    wrong: [{ verbosity: 6 }, { transactionLifetimeLimitSeconds: -1 }, { defaultReadConcern: "all" }],
  },
  {
    kind: "DatabaseKafkaConfig",
    ...settingsOf({ engine: "kafka", version: "3.8", size: "db-s-2vcpu-2gb", num_nodes: 3 }),
    right: { groupInitialRebalanceDelayMs: 3_000 },
    wrong: [{ groupInitialRebalanceDelayMs: 300_001 }, { messageMaxBytes: -1 }],
  },
  {
    kind: "DatabaseOpensearchConfig",
    ...settingsOf({ engine: "opensearch", version: "2", size: "db-s-2vcpu-4gb" }),
    right: { httpMaxHeaderSizeBytes: 8_192 },
    wrong: [{ httpMaxHeaderSizeBytes: 1_023 }, { threadPoolSearchSize: 129 }],
  },
  {
    kind: "DatabaseDb",
    setup: database,
    path: ({ cluster }) => `/v2/databases/${cluster}/dbs`,
    right: { name: "app" },
    wrong: [{ name: "" }, { name: "a".repeat(64) }],
  },
  {
    kind: "DatabaseUser",
    setup: database,
    path: ({ cluster }) => `/v2/databases/${cluster}/users`,
    right: { name: "app", mysqlAuthPlugin: "caching_sha2_password" },
    wrong: [
      { name: "" },
      { name: "a".repeat(64) },
      { mysqlAuthPlugin: "plain" },
      { settings: [{ acls: [{ topic: "*", permission: "all" }] }] },
      { settings: [{ opensearchAcls: [{ index: "*", permission: "all" }] }] },
    ],
    body: ({ name, mysqlAuthPlugin, settings }) => {
      const [{ acls, opensearchAcls } = { acls: undefined, opensearchAcls: undefined }] = Array.isArray(settings)
        ? settings.map((one) => Object(one))
        : [];
      const sent = { acl: acls, opensearch_acl: opensearchAcls };
      return {
        name,
        mysql_settings: { auth_plugin: mysqlAuthPlugin },
        ...(settings === undefined ? {} : { settings: sent }),
      };
    },
  },
  {
    kind: "DatabaseLogsinkRsyslog",
    setup: database,
    path: ({ cluster }) => `/v2/databases/${cluster}/logsink`,
    right: { server: "192.0.2.7", port: 514, tls: false, format: "rfc5424" },
    wrong: [{ port: 0 }, { port: 65_536 }, { format: "plain" }, { format: "custom" }],
    body: (inputs) => ({ sink_name: "logs", sink_type: "rsyslog", config: snakeCased(inputs) }),
  },
  {
    kind: "DatabaseLogsinkOpensearch",
    setup: database,
    path: ({ cluster }) => `/v2/databases/${cluster}/logsink`,
    right: { endpoint: "https://logs.example.com:9200", indexPrefix: "orders", indexDaysMax: 7 },
    wrong: [{ endpoint: "http://logs.example.com" }, { indexDaysMax: -1 }, { timeoutSeconds: -1 }],
    body: ({ endpoint, timeoutSeconds, ...inputs }) => ({
      sink_name: "logs",
      sink_type: "opensearch",
      config: {
        ...snakeCased(inputs),
        url: endpoint,
        ...(timeoutSeconds === undefined ? {} : { timeout: timeoutSeconds }),
      },
    }),
  },
  {
    kind: "DatabaseReplica",
    setup: database,
    path: ({ cluster }) => `/v2/databases/${cluster}/replicas`,
    right: { name: "copy", size: "db-s-1vcpu-2gb", region: "nyc3" },
    wrong: [{ name: "Copy" }, { name: "ab" }, { size: "huge" }, { region: "nyc9" }, ...wrongTags],
  },
  {
    kind: "DatabaseFirewall",
    setup: database,
    path: ({ cluster }) => `/v2/databases/${cluster}/firewall`,
    right: {
      rules: [
        { type: "ip_addr", value: "10.0.0.0/8" },
        { type: "tag", value: "web" },
      ],
    },
    wrong: [
      { rules: [{ type: "vpc", value: "5a4981aa" }] },
      { rules: [{ type: "everyone", value: "yes" }] },
      { rules: [{ type: "ip_addr", value: "db.example.com" }] },
      { rules: [{ type: "ip_addr", value: "10.0.0.0/33" }] },
      { rules: [{ type: "ip_addr", value: "2001:db8::1" }] },
      { rules: [{ type: "tag", value: "no tag" }] },
      { rules: [{ type: "droplet", value: "" }] },
    ],
  },
  {
    kind: "DnsRecord",
    setup: domain,
    path: "/v2/domains/example.com/records",
    right: { domain: "example.com", type: "A", name: "www", value: "192.0.2.1", ttl: 60 },
    alsoRight: [
      { type: "AAAA", value: "2001:db8::1" },
      { type: "MX", name: "@", value: "mail.example.com.", priority: 10 },
      { type: "CAA", name: "@", value: "letsencrypt.org.", flags: 0, tag: "issue" },
      { type: "SRV", name: "_sip._tcp", value: "sip.example.com.", priority: 1, port: 5060, weight: 0 },
      { type: "CNAME", name: "ftp", value: "www.example.net." },
      { type: "TXT", name: "@", value: "a".repeat(512) },
    ],
    wrong: [
      { type: "SPF" },
      { type: "SOA" },
      { value: "2001:db8::1" },
      { value: "www.example.com" },
      { value: "" },
      { type: "AAAA" },
      { type: "CNAME", value: "www.example.net" },
      { type: "NS", value: "ns1" },
      { type: "CNAME", name: "@", value: "www.example.net." },
      { type: "TXT", value: "a".repeat(513) },
      { ttl: 5 },
      { name: "a".repeat(256) },
      { type: "MX", value: "mail.example.com." },
      { type: "MX", value: "mail.example.com.", priority: 65_536 },
      { type: "SRV", value: "sip.example.com.", priority: 1, port: 65_536, weight: 0 },
      { type: "SRV", value: "sip.example.com.", priority: 1, weight: 0 },
      { type: "SRV", value: "sip.example.com.", priority: 1, port: 5060 },
      { type: "CAA", value: "letsencrypt.org.", tag: "issue" },
      { type: "CAA", value: "letsencrypt.org.", flags: 256, tag: "issue" },
      { type: "CAA", value: "letsencrypt.org.", flags: 0, tag: "maybe" },
    ],
    body: ({ domain: _, value, ...inputs }) => ({ ...snakeCased(inputs), data: value }),
  },
  {
    kind: "Domain",
    path: "/v2/domains",
    right: { name: "example.com", ipAddress: "192.0.2.1" },
    wrong: [{ name: "example" }, { name: "no domain.com" }, { ipAddress: "2001:db8::1" }, { ipAddress: "example.com" }],
  },
  {
    kind: "Droplet",
    path: "/v2/droplets",
    right: {
      ...template,
      name: "web-1.example.com",
      backups: true,
      backupPolicy: { plan: "weekly", weekday: "SUN", hour: 4 },
    },
    alsoRight: [{ region: "nyc" }, { ipv6: true }],
    wrong: [
      { name: "web_1" },
      { name: "a".repeat(256) },
      { region: "nyc9" },
      { size: "s-1vcpu-1gbb" },
      { backups: false },
      { backupPolicy: { plan: "monthly" } },
      { backupPolicy: { plan: "weekly", weekday: "Sunday", hour: 4 } },
      { backupPolicy: { plan: "daily", hour: 3 } },
      { ipv6: true, publicNetworking: false },
      { userData: "a".repeat(65_537) },
      { tags: "web" },
      ...wrongTags,
    ],
  },
  {
    kind: "DropletAutoscale",
    path: "/v2/droplets/autoscale",
    right: { name: "web", config: byLoad, dropletTemplate: template },
    alsoRight: [{ config: { targetNumberInstances: 2 } }],
    wrong: [
      { name: "web_1" },
      { config: {} },
      { config: { minInstances: 1 } },
      { config: { minInstances: 1, maxInstances: 3 } },
      { config: { ...byLoad, targetNumberInstances: 3 } },
      { config: { ...byLoad, minInstances: 4 } },
      { config: { ...byLoad, maxInstances: 1001 } },
      { config: { ...byLoad, targetCpuUtilization: 2 } },
      { config: { ...byLoad, cooldownMinutes: 4 } },
      { config: { targetNumberInstances: 0 } },
      { config: byLoad, dropletTemplate: { ...template, withDropletAgent: false } },
      { dropletTemplate: { ...template, region: "nyc9" } },
      { dropletTemplate: { ...template, size: "huge" } },
      { dropletTemplate: { ...template, tags: ["no tag"] } },
      { dropletTemplate: { ...template, userData: "a".repeat(65_537) } },
      { dropletTemplate: { ...template, ipv6: true, publicNetworking: false } },
    ],
  },
  {
    kind: "Firewall",
    path: "/v2/firewalls",
    right: { name: "web", inboundRules: [opens, { ...opens, portRange: "8000-9000" }, { protocol: "icmp" }] },
    alsoRight: [{ name: "all", inboundRules: [{ ...opens, portRange: "all", action: "deny" }] }],
    wrong: [
      { name: "-web" },
      { inboundRules: [] },
      { inboundRules: "x" },
      { inboundRules: [{ ...opens, portRange: "90-80" }] },
      { inboundRules: [{ ...opens, portRange: "70000" }] },
      { inboundRules: [{ ...opens, portRange: "22,80" }] },
      { inboundRules: [{ ...opens, portRange: "+22" }] },
      { inboundRules: [{ ...opens, portRange: "" }] },
      { inboundRules: [{ ...opens, protocol: "all" }] },
      { inboundRules: [{ ...opens, protocol: "tcp " }] },
      { inboundRules: [{ ...opens, action: "drop" }] },
      { inboundRules: [{ ...opens, sourceAddresses: ["www.example.com"] }] },
      { inboundRules: [{ ...opens, sourceAddresses: ["0/0"] }] },
      { inboundRules: [{ ...opens, sourceAddresses: ["any"] }] },
      { inboundRules: [{ ...opens, sourceTags: ["no tag"] }] },
      { outboundRules: [{ protocol: "tcp", portRange: "70000", destinationAddresses: ["10.0.0.0/8"] }] },
      { outboundRules: [{ protocol: "tcp", portRange: "443", destinationAddresses: ["10.0.0.0/40"] }] },
      { inboundRules: Array.from({ length: 51 }, () => opens) },
      {
        inboundRules: [
          { ...opens, sourceAddresses: Array.from({ length: 1001 }, (_, n) => `10.0.${n >> 8}.${n & 255}`) },
        ],
      },
      { dropletIds: Array.from({ length: 11 }, (_, n) => n + 1) },
      { tags: ["a", "b", "c", "d", "e", "f"] },
    ],
    body: ({ inboundRules, outboundRules = [], ...inputs }) => ({
      ...snakeCased(inputs),
      inbound_rules: rulesOf(inboundRules, "source"),
      outbound_rules: rulesOf(outboundRules, "destination"),
    }),
  },
  {
    kind: "KubernetesCluster",
    path: "/v2/kubernetes/clusters",
    right: {
      name: "prod",
      region: "nyc3",
      version: "1.35",
      nodePool: pool,
      maintenancePolicy: { day: "sunday", startTime: "04:00" },
    },
    wrong: [
      { name: "Prod" },
      { name: "prod-" },
      { region: "nyc9" },
      { version: "newest" },
      { nodePool: { ...pool, name: "Pool" } },
      { nodePool: { ...pool, size: "huge" } },
      { nodePool: { ...pool, size: "s-1vcpu-1gb" } },
      { nodePool: { ...pool, nodeCount: 513 } },
      { nodePool: { ...pool, nodeCount: 0 } },
      { ssos: [{ required: true }] },
      { ssos: [{ enabled: true }] },
      { nodePool: { ...pool, autoScale: true, minNodes: 3, maxNodes: 2 } },
      { nodePool: { ...pool, tags: ["no tag"] } },
      { nodePool: { ...pool, taints: [{ key: "a", value: "b", effect: "Never" }] } },
      { nodePool: { ...pool, labels: { "a b": "c" } } },
      { version: "1.63" },
      { maintenancePolicy: { day: "someday" } },
      { maintenancePolicy: { day: "sunday", startTime: "25:00" } },
      { clusterSubnet: "10.17.0.0/16" },
      { clusterSubnet: "10.100.0.0/16", serviceSubnet: "10.100.0.0/19" },
      ...wrongTags,
    ],
    body: ({ nodePool, ssos, ...inputs }) => ({
      ...snakeCased(inputs),
      node_pools: [poolBody(nodePool)],
      ...(Array.isArray(ssos) ? { sso: snakeCased(ssos[0]) } : {}),
    }),
  },
  {
    kind: "KubernetesNodePool",
    setup: kubernetes,
    path: ({ cluster }) => `/v2/kubernetes/clusters/${cluster}/node_pools`,
    right: pool,
    wrong: [
      { name: "Pool" },
      { size: "huge" },
      { size: "s-1vcpu-1gb" },
      { nodeCount: 513 },
      { nodeCount: -1 },
      { autoScale: true, minNodes: 3, maxNodes: 2 },
      { taints: [{ key: "a", value: "b", effect: "Never" }] },
      { taints: [{ key: "a b", value: "b", effect: "NoExecute" }] },
      { labels: { tier: "a:b" } },
      ...wrongTags,
    ],
    body: poolBody,
  },
  {
    kind: "LoadBalancer",
    path: "/v2/load_balancers",
    right: { name: "web", region: "nyc3", forwardingRules: [http] },
    alsoRight: [
      {
        name: "net",
        type: "REGIONAL_NETWORK",
        forwardingRules: [{ ...http, entryProtocol: "udp", targetProtocol: "udp" }],
      },
      { name: "sticky", stickySessions: { type: "cookies", cookieName: "session", cookieTtlSeconds: 300 } },
      { name: "large", size: "lb-large" },
      { name: "closed", firewall: { allows: ["cidr:10.0.0.0/8"], denies: ["ip:192.0.2.1"] } },
    ],
    wrong: [
      { name: "" },
      { forwardingRules: [] },
      { forwardingRules: [{ ...http, entryProtocol: "udp", targetProtocol: "tcp" }] },
      { forwardingRules: [{ ...http, entryProtocol: "tcp", targetProtocol: "udp" }] },
      { forwardingRules: [http, http] },
      { forwardingRules: [{ ...http, entryPort: 0 }] },
      { forwardingRules: [{ ...http, targetPort: 70_000 }] },
      { forwardingRules: [{ ...http, entryProtocol: "gopher" }] },
      { forwardingRules: [{ ...http, targetProtocol: "http3" }] },
      { forwardingRules: [{ ...http, entryProtocol: "https" }] },
      { forwardingRules: [{ ...http, certificateId: "5a49" }] },
      { forwardingRules: [{ ...http, entryProtocol: "https", certificateId: "5a49", tlsPassthrough: true }] },
      { type: "REGIONAL_NETWORK" },
      { type: "SMALL" },
      { size: "lb-small", sizeUnit: 1 },
      { size: "lb-huge" },
      { sizeUnit: 201 },
      { region: "nyc2", sizeUnit: 2 },
      { region: "nyc9" },
      { type: "GLOBAL" },
      { type: "GLOBAL", region: null },
      { domains: [{ name: "example.com" }] },
      { algorithm: "random" },
      { network: "PRIVATE" },
      { networkStack: "IPV6" },
      { tlsCipherPolicy: "WEAK" },
      { httpIdleTimeoutSeconds: 5 },
      { healthcheck: { protocol: "udp", port: 80 } },
      { healthcheck: { protocol: "tcp", port: -1 } },
      { healthcheck: { protocol: "tcp", port: 80, healthyThreshold: 11 } },
      { stickySessions: { type: "always" } },
      { stickySessions: { type: "cookies", cookieName: "session" } },
      { stickySessions: { type: "cookies", cookieName: "s", cookieTtlSeconds: 300 } },
      { firewall: { allows: ["10.0.0.0/8"] } },
      { dropletIds: Array.from({ length: 11 }, (_, n) => n + 1) },
      { dropletIds: [1], dropletTag: "web" },
      { dropletTag: "no tag" },
    ],
    body: ({ dropletTag, healthcheck, firewall, region, ...inputs }) => ({
      ...snakeCased(inputs),
      ...(region === null ? {} : { region }),
      ...(dropletTag === undefined ? {} : { tag: dropletTag }),
      ...(healthcheck === undefined ? {} : { health_check: snakeCased(healthcheck) }),
      ...(firewall === undefined
        ? {}
        : { firewall: { allow: Object(firewall).allows, deny: Object(firewall).denies } }),
    }),
  },
  {
    kind: "MonitorAlert",
    path: "/v2/monitoring/alerts",
    right: {
      ...{ type: "v1/insights/droplet/cpu", compare: "GreaterThan", value: 80, window: "5m", description: "hot" },
      ...{ tags: ["web"], alerts: { emails: ["ops@example.com"] } },
    },
    wrong: [
      { type: "v1/insights/droplet/heat" },
      { compare: "Equal" },
      { window: "2m" },
      { alerts: { emails: ["nobody"] } },
      { value: "much" },
    ],
    body: ({ alerts, ...inputs }) => ({ ...snakeCased(inputs), alerts: { email: Object(alerts).emails } }),
  },
  {
    kind: "DedicatedInference",
    setup: async (client) => ({
      vpc: (await client.post("/v2/vpcs", { name: "far", region: "tor1" })).body.vpc.id,
    }),
    path: "/v2/dedicated-inferences",
    right: {
      ...{ name: "llm", region: "tor1", vpcUuid: "@vpc" },
      modelDeployments: [
        {
          ...{ modelSlug: "m", modelProvider: "hugging_face" },
          accelerators: [{ acceleratorSlug: "gpu", scale: 1, type: "prefill_decode" }],
        },
      ],
    },
    wrong: [{ name: "a b" }, { region: "nyc3" }, { modelDeployments: [] }],
    body: ({ vpcUuid, ...inputs }) => ({
      spec: { ...snakeCased(inputs), version: 1, vpc: { uuid: vpcUuid }, enable_public_endpoint: false },
    }),
  },
  {
    kind: "Nfs",
    setup: vpcs,
    path: "/v2/nfs",
    right: { name: "files", size: 50, region: "nyc3", vpcId: "@vpc", performanceTier: "standard" },
    wrong: [{ name: "Files" }, { size: 49 }, { region: "nyc9" }, { performanceTier: "low" }],
    body: ({ size, vpcId, ...inputs }) => ({ ...snakeCased(inputs), size_gib: size, vpc_ids: [vpcId] }),
  },
  {
    kind: "NfsSnapshot",
    setup: async (client) => {
      const { vpc = "" } = await vpcs(client);
      const parts = { name: "files", size_gib: 50, region: "nyc3", vpc_ids: [vpc] };
      return { share: (await client.post("/v2/nfs", parts)).body.share.id };
    },
    path: ({ share }) => `/v2/nfs/${share}/actions`,
    right: { name: "one", region: "nyc3", shareId: "@share" },
    wrong: [{ name: "One" }, { name: "" }],
    body: ({ name }) => ({ type: "snapshot", params: { name } }),
  },
  {
    kind: "PartnerAttachment",
    setup: vpcs,
    path: "/v2/partner_network_connect/attachments",
    right: {
      ...{ name: "line", connectionBandwidthInMbps: 1000, region: "nyc", naasProvider: "megaport", vpcIds: ["@vpc"] },
      redundancyZone: "MEGAPORT_BLUE",
    },
    wrong: [
      { name: "a b" },
      { connectionBandwidthInMbps: 1 },
      { region: "nyc3" },
      { vpcIds: [] },
      { redundancyZone: "X" },
    ],
  },
  {
    kind: "Project",
    path: "/v2/projects",
    right: { name: "shop", purpose: "IoT", environment: "production" },
    wrong: [
      { name: "" },
      { name: "a".repeat(176) },
      { environment: "moon" },
      { purpose: "a".repeat(256) },
      { description: "a".repeat(256) },
    ],
  },
  {
    kind: "ProjectResources",
    setup: async (client) => {
      await client.post("/v2/domains", { name: "example.com" });
      return { project: (await client.get("/v2/projects/default")).body.project.id };
    },
    path: ({ project }) => `/v2/projects/${project}/resources`,
    right: { project: "@project", resources: ["do:domain:example.com"] },
    wrong: [{ resources: ["nope"] }, { resources: ["urn:pulumi:dev::shop::digitalocean:index/domain:Domain::www"] }],
    body: ({ resources }) => ({ resources }),
  },
  {
    kind: "SpacesKey",
    path: "/v2/spaces/keys",
    right: { name: "ci", grants: [{ bucket: "logs", permission: "read" }] },
    wrong: [{ name: "" }, { grants: [{ bucket: "logs", permission: "write" }] }],
  },
  {
    kind: "SshKey",
    path: "/v2/account/keys",
    right: {
      name: "ops",
      publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBHQ7HVi4d6kkQyAdaJXyB2UkQfK8oYRgnLzJlVR2Lk ops@example.com",
    },
    wrong: [{ name: "" }, { publicKey: "ssh-rsa nonsense" }, { publicKey: "" }],
  },
  {
    kind: "Tag",
    path: "/v2/tags",
    right: { name: "owner:team-a" },
    wrong: [{ name: "owner:team a" }, { name: "a=b" }],
  },
  {
    kind: "UptimeAlert",
    setup: check,
    path: ({ check: id }) => `/v2/uptime/checks/${id}/alerts`,
    right: { name: "slow", type: "latency", threshold: 300, comparison: "greater_than", period: "2m", notifications },
    wrong: [
      { name: "" },
      { type: "slow" },
      { threshold: null },
      { comparison: null },
      { comparison: "above" },
      { period: "1m" },
      { notifications: [{ emails: ["nobody"] }] },
    ],
    body: ({ notifications: whom, threshold, comparison, ...inputs }) => ({
      ...snakeCased(inputs),
      ...(threshold === null ? {} : { threshold }),
      ...(comparison === null ? {} : { comparison }),
      notifications: { email: Object(whom)[0].emails },
    }),
  },
  {
    kind: "UptimeCheck",
    path: "/v2/uptime/checks",
    right: { name: "web", type: "https", target: "https://www.example.com", regions: ["us_east"] },
    alsoRight: [{ type: "ping", target: "www.example.com" }],
    wrong: [{ name: "" }, { type: "udp" }, { target: "www.example.com" }, { target: "" }, { regions: ["moon"] }],
  },
  {
    kind: "Volume",
    path: "/v2/volumes",
    right: { name: "data", region: "nyc3", size: 10, initialFilesystemType: "ext4", initialFilesystemLabel: "data" },
    wrong: [
      { name: "Data" },
      { name: "1data" },
      { region: "nyc9" },
      { size: 0 },
      { size: 16_385 },
      { size: "big" },
      { description: "a".repeat(1025) },
      { initialFilesystemType: "ntfs" },
      { initialFilesystemLabel: "a".repeat(17) },
      { initialFilesystemType: "xfs", initialFilesystemLabel: "a".repeat(13) },
      ...wrongTags,
    ],
    body: ({ size, initialFilesystemType, initialFilesystemLabel, ...inputs }) => ({
      ...snakeCased(inputs),
      size_gigabytes: size,
      filesystem_type: initialFilesystemType,
      filesystem_label: initialFilesystemLabel,
    }),
  },
  {
    kind: "Vpc",
    path: "/v2/vpcs",
    right: { name: "net", region: "nyc3", ipRange: "10.20.0.0/24" },
    wrong: [
      { name: "my_net" },
      { region: "nyc9" },
      { description: "a".repeat(256) },
      { ipRange: "10.0.0.0/8" },
      { ipRange: "10.20.0.0/29" },
      { ipRange: "203.0.113.0/24" },
      { ipRange: "10.17.0.0/20" },
      { ipRange: "ten" },
    ],
  },
  {
    kind: "VectorDatabase",
    path: "/v2/vector-databases",
    right: { name: "search", region: "nyc3", size: "small", tags: ["a:b"] },
    wrong: [{ region: "nyc9" }, { size: "huge" }, ...wrongTags],
  },
  {
    kind: "VpcNatGateway",
    setup: vpcs,
    path: "/v2/vpc_nat_gateways",
    right: { name: "out", type: "PUBLIC", region: "nyc3", size: 1, vpcs: [{ vpcUuid: "@vpc" }] },
    wrong: [
      { name: "" },
      { type: "PRIVATE" },
      { region: "nyc9" },
      { size: 0 },
      { vpcs: [] },
      { tcpTimeoutSeconds: -1 },
    ],
  },
  {
    kind: "VpcPeering",
    setup: vpcs,
    path: "/v2/vpc_peerings",
    right: { name: "one-two", vpcIds: ["@vpc", "@other"] },
    wrong: [{ name: "one_two" }, { vpcIds: ["@vpc"] }, { vpcIds: ["@vpc", "@vpc"] }],
  },
];

const identity = { project: "p", stack: "dev" };
const settings = readSettings(
  { input: "providers: { digitalocean: { enabled: true } }", origin: "the test" },
  { rules, ...identity },
);
const platformLimits = rules.filter(({ id }) => id === "platform-limits");

/** What the rule says of a resource. */
function said(kind: string, inputs: ValueMap): readonly string[] {
  const known = kindNamed(kind);
  const type = known?.type ?? "";
  const urn = `urn:pulumi:dev::p::${type}::one`;
  const stack = stackOf([viewOf({ urn, type, name: "one", inputs }, known)], identity);
  return evaluate(stack, settings, platformLimits).findings.map(
    ({ status, path, message }) => `${status} ${path}: ${message}`,
  );
}

describe.each(cases)("$kind", ({ kind, setup, path, right, alsoRight = [], wrong, body = snakeCased }) => {
  const open = async () => {
    const client = await openClient();
    const ids = (await setup?.(client)) ?? {};
    return async (inputs: ValueMap) => {
      const url = typeof path === "string" ? path : path(ids);
      const text = JSON.stringify(body(inputs)).replaceAll(/"@(\w+)"/g, (_, name: string) => JSON.stringify(ids[name]));
      const parsed: unknown = JSON.parse(text);
      if (url.endsWith("/config")) return client.patch(url, parsed);
      return url.endsWith("/firewall") ? client.put(url, parsed) : client.post(url, parsed);
    };
  };

  it.each(wrong.map((one) => [JSON.stringify(one).slice(0, 120), one] as const))("refuses %s", async (_, override) => {
    const inputs = { ...right, ...override };
    expect(said(kind, inputs).filter((one) => one.startsWith("violation"))).not.toEqual([]);
    const send = await open();
    const { status, body: answered } = await send(inputs);
    expect([400, 422], JSON.stringify(answered)).toContain(status);
    expect(answered.message).not.toBe("");
  });

  it("takes what is right", async () => {
    for (const override of [{}, ...alsoRight]) {
      const inputs = { ...right, ...override };
      expect(said(kind, inputs)).toEqual([]);
      const send = await open();
      const { status, body: answered } = await send(inputs);
      expect(status, JSON.stringify(answered)).toBeLessThan(300);
    }
  });
});

it("every kind with limits that the emulator has is sent to both", () => {
  // Not made through the API v2, or not in the emulator.
  const elsewhere = /^(DatabaseKafkaTopic|DatabaseRedisConfig|Spaces|Genai|Gradientai)/;
  // Their limits are a region's, or a name's, which others are tried with.
  const alike = ["NfsAttachment", "DropletSnapshot", "VolumeSnapshot", "FloatingIp", "ReservedIp", "ReservedIpv6"];
  const limited = kinds.filter(
    ({ name, limits }) => limits.length > 0 && !elsewhere.test(name) && !alike.includes(name),
  );
  const tried = cases.map(({ kind }) => kind).filter((kind) => kind !== "SpacesKey");
  expect(tried.sort()).toEqual(limited.map(({ name }) => name).sort());
});

function snakeCased(value: unknown): object {
  return Object(snake(value));
}

function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snake(part),
    ]),
  );
}

function rulesOf(rules: unknown, peer: string): unknown {
  if (!Array.isArray(rules)) return rules;
  return rules.map(({ protocol, portRange, action, ...rest }) => ({
    protocol,
    ports: portRange,
    action,
    [`${peer}s`]: { addresses: rest[`${peer}Addresses`], tags: rest[`${peer}Tags`] },
  }));
}

function poolBody(nodePool: unknown): object {
  const { nodeCount, ...rest } = Object(nodePool);
  return { ...snakeCased(rest), count: nodeCount };
}
