import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regions, reservedEverywhere } from "../catalogue";
import { evaluate } from "../evaluate";
import { kindNamed, kinds } from "../kinds";
import { rules } from "../rules";
import { exampleSettings } from "../rules/example-stack";
import { platformLimits } from "../rules/governance/platform-limits";
import { viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import { hidden, unknown, type Value, type ValueMap } from "../view/value";
import { placesOf } from "./places";

const settings = exampleSettings({ title: "no settings", resources: [] }, rules);

function findingsOf(kindName: string, inputs: ValueMap, secrets: readonly string[] = []) {
  const kind = kindNamed(kindName);
  const urn = `urn:pulumi:dev::p::${kind?.type}::one`;
  const resource = viewOf({ urn, type: kind?.type ?? "", name: "one", inputs, secrets }, kind);
  return evaluate(stackOf([resource], { project: "p", stack: "dev" }), settings, [platformLimits]).findings;
}

/** What was found, without what is allowed and who says so. */
const found = (kind: string, inputs: ValueMap, secrets?: readonly string[]) =>
  findingsOf(kind, inputs, secrets).map(
    ({ status, path, message }) =>
      `${status === "undecided" ? "? " : ""}${path}: ${message.replace(/; allowed:.*/, "")}`,
  );

const notKnown = (path: string) =>
  `? ${path}: cannot determine whether DigitalOcean allows it: ${path} is unknown until pulumi up`;

const list = (length: number) => Array.from({ length }, (_, index) => index + 1);

/** Cases of a kind: what it is about, the inputs, what is found in them. */
type Cases = readonly (readonly [about: string, inputs: ValueMap, ...found: string[]])[];

const weekly = { plan: "weekly", weekday: "SUN", hour: 4 };
const backedUp = (policy: Value): ValueMap => ({ backups: true, backupPolicy: policy });
const pool = (config: Value): ValueMap => ({ config });
const byLoad = { minInstances: 1, maxInstances: 3, targetCpuUtilization: 0.5 };
const entry = (rule: ValueMap): ValueMap => ({
  forwardingRules: [{ entryPort: 443, entryProtocol: "https", targetPort: 80, targetProtocol: "http", ...rule }],
});
const opens = { protocol: "tcp", portRange: "443" };
const spec = { services: [{ name: "web" }] };
const addresses = (length: number) => list(length).map((n) => `10.0.${n >> 8}.${n & 255}`);

/** What a case stands on whose inputs do not say otherwise. */
const base: Readonly<Record<string, ValueMap>> = {
  Firewall: { inboundRules: [opens] },
  LoadBalancer: {
    region: "nyc3",
    forwardingRules: [{ entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" }],
  },
};

const cases: Readonly<Record<string, Cases>> = {
  DatabaseMysqlConfig: [
    [
      "settings that MySQL does not take",
      { connectTimeout: 3601, internalTmpMemStorageEngine: "InnoDB", sqlMode: "ansi", longQueryTime: 0.5 },
      "connectTimeout: found 3601",
      'internalTmpMemStorageEngine: found "InnoDB"',
      'sqlMode: found "ansi"',
    ],
    ["settings that it takes", { connectTimeout: 2, sqlMode: "ANSI,TRADITIONAL", slowQueryLog: true }],
  ],
  DatabasePostgresqlConfig: [
    [
      "settings of its parts, and those whose names have a dot",
      { pgbouncers: [{ minPoolSize: 10_001, autodbPoolMode: "all" }], pgPartmanBgwInterval: 1, workMem: unknown },
      "pgPartmanBgwInterval: found 1",
      "pgbouncers[0].minPoolSize: found 10001",
      'pgbouncers[0].autodbPoolMode: found "all"',
      notKnown("workMem"),
    ],
  ],
  DatabaseValkeyConfig: [
    [
      "names with and without the engine",
      { ioThreads: 33, valkeyActiveExpireEffort: 11, valkeyMaxmemoryPolicy: "volatile-lru" },
      "valkeyActiveExpireEffort: found 11",
      "ioThreads: found 33",
    ],
  ],
  DatabaseKafkaConfig: [
    ["numbers that the provider has as texts", { logRollJitterMs: "-1" }, "logRollJitterMs: found -1"],
  ],
  DatabaseMongodbConfig: [
    ["no upper bound", { transactionLifetimeLimitSeconds: 0 }, "transactionLifetimeLimitSeconds: found 0"],
  ],
  PartnerAttachment: [
    [
      "what leads nowhere",
      { name: "env_prod", connectionBandwidthInMbps: 1, region: "tor", vpcIds: [], redundancyZone: "MEGAPORT_GREEN" },
      'name: found "env_prod"',
      "connectionBandwidthInMbps: found 1",
      'region: found "tor"',
      "vpcIds: is missing",
      'redundancyZone: found "MEGAPORT_GREEN"',
    ],
    [
      "a line",
      {
        name: "env.prod-1",
        connectionBandwidthInMbps: 1000,
        region: "NYC",
        vpcIds: ["a"],
        redundancyZone: "MEGAPORT_RED",
      },
    ],
  ],
  ByoipPrefix: [
    ["no range, and nobody's", { prefix: "range", region: "nyc3" }, 'prefix: found "range"', "signature: is missing"],
    ["a range", { prefix: "203.0.113.0/24", region: "nyc3", signature: "signed" }],
  ],
  DedicatedInference: [
    [
      "no model, nowhere",
      { name: "llm.1", region: "nyc3", modelDeployments: [] },
      'name: found "llm.1"',
      'region: found "nyc3"',
      "modelDeployments: is missing",
    ],
    ["a model", { name: "llm_1", region: "tor1", modelDeployments: [{ modelSlug: "m" }] }],
  ],
  VectorDatabase: [
    ["another size", { region: "nyc3", size: "huge" }, 'size: found "huge"'],
    ["a size", { region: "nyc3", size: "small" }],
  ],
  App: [
    ["a datacenter for its city", { spec: { ...spec, region: "sfo3" } }],
    ["the longest name", { spec: { ...spec, name: "a".repeat(32) } }],
    ["one letter", { spec: { ...spec, name: "a" } }, 'spec.name: found "a"'],
    ["a name that is too long", { spec: { ...spec, name: "a".repeat(33) } }, `spec.name: found "${"a".repeat(33)}"`],
    ["no component", { spec: { name: "shop" } }, "spec: has no components"],
    ["components that are not known", { spec: { name: "shop", services: unknown } }, notKnown("spec.services")],
    [
      "names of other components",
      { spec: { services: [{ name: "web" }], workers: [{ name: "web" }, { name: unknown }] } },
      'spec.workers[0].name: found "web", as in spec.services[0].name',
    ],
    [
      "sources, and one that is not known",
      { spec: { services: [{ git: {}, image: {} }], functions: [{ github: unknown }] } },
      "spec.services[0]: has git and image",
    ],
    [
      "images",
      {
        spec: {
          services: [{ image: { registryType: "DOCR", repository: "shop", registry: "", tag: "1" } }],
          workers: [{ image: { registryType: "DOCKER_HUB", registry: "library", digest: "sha256:1a" } }],
        },
      },
    ],
    [
      "images of two versions, or of a registry that has no name",
      {
        spec: {
          jobs: [{ image: { tag: "1", digest: "sha256:1a" } }, { image: { registryType: "DOCR", registry: "acme" } }],
        },
      },
      "spec.jobs[0].image: has tag and digest",
      "spec.jobs[1].image: names a registry, but is in DOCR",
    ],
    [
      "a component that scales",
      {
        spec: {
          services: [
            {
              instanceSizeSlug: "apps-d-1vcpu-1gb",
              autoscaling: { minInstanceCount: 1, maxInstanceCount: 2, metrics: { cpu: { percent: 100 } } },
            },
          ],
        },
      },
    ],
    [
      "some that do not",
      {
        spec: {
          services: [
            { autoscaling: { minInstanceCount: 1, maxInstanceCount: 2 } },
            { instanceSizeSlug: "apps-s-1vcpu-1gb", autoscaling: { minInstanceCount: 1, maxInstanceCount: 2 } },
          ],
          workers: [
            {
              instanceSizeSlug: "apps-d-1vcpu-1gb",
              autoscaling: { minInstanceCount: 2, maxInstanceCount: 2, metrics: { cpu: { percent: 0 } } },
            },
            { instanceSizeSlug: unknown, autoscaling: { minInstanceCount: 0, maxInstanceCount: 2 } },
            {
              instanceSizeSlug: "apps-d-1vcpu-1gb",
              autoscaling: { minInstanceCount: 0, maxInstanceCount: 2 },
            },
          ],
        },
      },
      "spec.services[0]: has no instanceSizeSlug, so its CPU is shared",
      'spec.services[1]: scales "apps-s-1vcpu-1gb"',
      "spec.workers[0]: scales from 2 to 2 instances",
      "spec.workers[2]: found the minInstanceCount 0",
      "spec.workers[0].autoscaling.metrics.cpu.percent: found 0",
      notKnown("spec.workers[1].instanceSizeSlug"),
    ],
    [
      "variables",
      { spec: { ...spec, envs: [{ key: "_A1" }, { key: "_a1" }, { key: unknown }], functions: [{ envs: unknown }] } },
    ],
    [
      "variables twice, and one that is none",
      { spec: { envs: [{ key: "A" }], services: [{ envs: [{ key: "A" }, { key: "A" }, { key: "1A" }] }] } },
      'spec.services[0].envs[2].key: found "1A"',
      'spec.services[0].envs[1].key: found "A", as in spec.services[0].envs[0].key',
    ],
    [
      "domains",
      {
        spec: {
          ...spec,
          domainNames: [
            { name: "example.com", type: "PRIMARY" },
            { name: unknown, type: "ALIAS" },
          ],
        },
      },
    ],
    [
      "domains twice, of two that are primary",
      {
        spec: {
          ...spec,
          domainNames: [
            { name: "example.com", type: "PRIMARY" },
            { name: "Example.com", type: "PRIMARY" },
          ],
          domains: ["example.com.", "example.org"],
        },
      },
      'spec.domainNames[1].name: found "Example.com", as in spec.domainNames[0].name',
      'spec.domains[0]: found "example.com.", as in spec.domainNames[0].name',
      "spec.domainNames: has 2 of type PRIMARY",
    ],
    [
      "routes",
      {
        spec: {
          ...spec,
          ingress: {
            rules: [
              { match: { path: { prefix: "/" } }, component: { name: "web" } },
              { match: { path: { prefix: "/" }, authority: { exact: "example.com" } }, component: { name: "web" } },
              // biome-ignore lint/suspicious/noTemplateCurlyInString: App Platform fills it in.
              { match: { authority: { exact: "${STARTER_DOMAIN}" } }, redirect: { authority: "example.com" } },
            ],
          },
        },
      },
    ],
    [
      "an authority that is not a domain",
      {
        spec: {
          ...spec,
          ingress: { rules: [{ match: { authority: { exact: "STARTER_DOMAIN" } }, redirect: { uri: "/" } }] },
        },
      },
      'spec.ingress.rules[0].match.authority.exact: "STARTER_DOMAIN" does not have a matching custom domain',
    ],
    [
      "what excludes each other",
      {
        spec: {
          services: [
            {
              name: "web",
              image: { registryType: "DOCR", digest: "sha256:a", deployOnPushes: [{ enabled: true }] },
              logDestinations: [{ openSearch: { endpoint: "http://logs.example.com", clusterName: "logs" } }],
              cors: { allowOrigins: { exact: "https://example.com", regex: "example" } },
              instanceSizeSlug: "apps-d-1vcpu-1gb",
              autoscaling: { minInstanceCount: 1, maxInstanceCount: 251 },
            },
          ],
          workers: [{ name: "jobs", image: { registryType: "DOCKER_HUB", deployOnPushes: [{ enabled: true }] } }],
          staticSites: [{ name: "site", catchallDocument: "a.html", errorDocument: "b.html" }],
          databases: [{ name: "web" }, { name: "db", production: true }],
          ingress: {
            rules: [
              { component: { name: "web", preservePathPrefix: true, rewrite: "/" }, redirect: { uri: "/" } },
              { component: { name: "web", preservePathPrefix: false, rewrite: "/" } },
            ],
          },
        },
      },
      'spec.databases[0].name: found "web", as in spec.services[0].name',
      "spec.databases[1]: has no clusterName",
      "spec.services[0].logDestinations[0].openSearch: has endpoint and clusterName",
      'spec.services[0].logDestinations[0].openSearch.endpoint: found "http://logs.example.com"',
      "spec.services[0].cors.allowOrigins: has exact and regex",
      "spec.ingress.rules[0]: has component and redirect",
      "spec.ingress.rules[0].component: has preservePathPrefix and rewrite",
      "spec.staticSites[0]: has catchallDocument and errorDocument",
      "spec.services[0].image: has deployOnPushes of a digest",
      "spec.workers[0].image: has deployOnPushes, but is not in DOCR",
      "spec.services[0].autoscaling.maxInstanceCount: found 251",
    ],
    [
      "several instances of the default size",
      { spec: { services: [{ name: "web", instanceCount: 2 }] } },
      "spec.services[0]: has several instances of the default size, apps-s-1vcpu-0.5gb",
    ],
    [
      "routes twice, to nobody, and one that is none",
      {
        spec: {
          ...spec,
          ingress: {
            rules: [
              { match: { path: { prefix: "/" } }, component: { name: "web" } },
              { match: { path: { prefix: "/" } }, component: { name: "api" } },
              { match: { path: { prefix: "api" } }, redirect: { uri: "/" } },
            ],
          },
        },
      },
      'spec.ingress.rules[2].match.path.prefix: found "api"',
      "spec.ingress.rules[1].match.path.prefix: found (not shown), as in spec.ingress.rules[0].match.path.prefix",
      'spec.ingress.rules[1].component.name: found "api"',
    ],
    [
      "a route to what may be there",
      {
        spec: { services: [{ name: "web" }], staticSites: unknown, ingress: { rules: [{ component: { name: "x" } }] } },
      },
      notKnown("spec.staticSites"),
    ],
    [
      "numbers and words",
      {
        spec: {
          services: [
            {
              httpPort: 0,
              internalPorts: [65536],
              healthCheck: { port: 0, httpPath: "healthz" },
              livenessHealthCheck: { failureThreshold: 51, initialDelaySeconds: -1, successThreshold: 2 },
              termination: { drainSeconds: 111, gracePeriodSeconds: 0 },
            },
          ],
          jobs: [{ kind: "SCHEDULED" }],
          egresses: [{ type: "STATIC" }],
        },
      },
      "spec.services[0].termination.gracePeriodSeconds: found 0",
      "spec.services[0].livenessHealthCheck.failureThreshold: found 51",
      "spec.services[0].livenessHealthCheck.initialDelaySeconds: found -1",
      "spec.services[0].livenessHealthCheck.successThreshold: found 2",
      "spec.services[0].healthCheck.port: found 0",
      'spec.services[0].healthCheck.httpPath: found "healthz"',
      "spec.services[0].httpPort: found 0",
      "spec.services[0].internalPorts[0]: found 65536",
      "spec.services[0].termination.drainSeconds: found 111",
      'spec.jobs[0].kind: found "SCHEDULED"',
      'spec.egresses[0].type: found "STATIC"',
    ],
  ],
  DatabaseCluster: [
    ["a backup", { engine: "pg", backupRestore: { databaseName: "orders" } }],
    [
      "a backup of an engine without any",
      { engine: "kafka", backupRestore: { databaseName: "events" } },
      "backupRestore: the engine is kafka",
    ],
    ["storage", { engine: "mysql", size: "db-s-2vcpu-4gb", storageSizeMib: "81920" }],
    [
      "storage of an engine whose storage is the plan's",
      { engine: "valkey", size: "db-s-2vcpu-4gb", storageSizeMib: "81920" },
      "storageSizeMib: the engine is valkey",
    ],
    [
      "storage that grows, and storage that does not",
      { engine: "pg", storageAutoscale: { enabled: true, thresholdPercent: 15, incrementGib: 500 } },
    ],
    ["storage that does not grow, of any engine", { engine: "valkey", storageAutoscale: { enabled: false } }],
    [
      "storage that grows, of an engine whose storage is the plan's",
      { engine: "valkey", storageAutoscale: { enabled: true } },
      "storageAutoscale: the engine is valkey",
    ],
    [
      "storage that grows, of an engine of which nobody says so",
      { engine: "kafka", storageAutoscale: { enabled: true } },
      "? storageAutoscale: cannot determine whether DigitalOcean allows it: the catalogue does not list it",
    ],
    [
      "fractions",
      { engine: "pg", storageAutoscale: { enabled: true, thresholdPercent: 80.5, incrementGib: 10.5 } },
      "storageAutoscale.thresholdPercent: found 80.5",
      "storageAutoscale.incrementGib: found 10.5",
    ],
    ...[
      ["pg", "17"],
      ["mysql", "8.4"],
      ["kafka", "3.8"],
    ].map(([engine = "", version = ""]) => [`${engine} ${version}`, { engine, version }] as const),
    ...[
      ["pg", "17.2", "13, 14, 15, 16, 17"],
      ["pg", "v17", "13, 14, 15, 16, 17"],
      ["pg", "9", "13, 14, 15, 16, 17"],
      ["mysql", "8x", "8"],
    ].map(
      ([engine = "", version = "", offered = ""]) =>
        [
          `${engine} ${version}`,
          { engine, version },
          `version: found "${version}", and ${engine} is offered in ${offered}`,
        ] as const,
    ),
    [
      "a version that may have come since",
      { engine: "pg", version: "21" },
      "? version: cannot determine whether DigitalOcean allows it: the catalogue does not list it",
    ],
    [
      "a version that there is not, nor will be soon",
      { engine: "pg", version: "99" },
      'version: "99" does not exist: the newest of pg in the catalogue of 2026-11-23 is 17',
    ],
    ["a backup of an engine that is not known", { engine: unknown, backupRestore: {} }, notKnown("engine")],
  ],
  DatabaseFirewall: [
    [
      "sources",
      {
        rules: [
          { type: "droplet", value: "412" },
          { type: "tag", value: "web" },
          { type: "ip_addr", value: "192.0.2.0/24" },
          { type: "app", value: "4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf" },
        ],
      },
    ],
    ["a Droplet that is not known", { rules: [{ type: "droplet", value: unknown }] }],
    ["the name of a Droplet", { rules: [{ type: "droplet", value: "web-1" }] }, 'rules[0]: found the value "web-1"'],
    [
      "an IPv6 address",
      { rules: [{ type: "ip_addr", value: "2001:db8::1" }] },
      'rules[0]: found the value "2001:db8::1"',
    ],
    ["no id", { rules: [{ type: "k8s", value: " " }] }, "rules[0]: found the value (not shown)"],
  ],
  DatabaseKafkaTopic: [
    ["the ends", { partitionCount: 2048, replicationFactor: 2 }],
    [
      "beyond them",
      { partitionCount: 2049, replicationFactor: 1 },
      "partitionCount: found 2049",
      "replicationFactor: found 1",
    ],
  ],
  DatabaseLogsinkOpensearch: [
    ["days", { endpoint: "https://logs.example.com", indexDaysMax: 1 }],
    [
      "no HTTPS, and no day",
      { endpoint: "http://logs.example.com", indexDaysMax: 0 },
      'endpoint: found "http://logs.example.com"',
      "indexDaysMax: found 0",
    ],
  ],
  DatabaseLogsinkRsyslog: [
    ["a format of its own", { port: 514, format: "custom", logline: "%msg%" }],
    ["one without a line, and no port", { port: 0, format: "custom" }, "port: found 0", "logline: is missing"],
  ],
  DatabaseUser: [
    ["permissions", { settings: [{ acls: [{ topic: "*", permission: "produce" }] }] }],
    [
      "others",
      {
        settings: [
          { acls: [{ topic: "*", permission: "all" }], opensearchAcls: [{ index: "*", permission: "consume" }] },
        ],
      },
      'settings[0].acls[0].permission: found "all"',
      'settings[0].opensearchAcls[0].permission: found "consume"',
    ],
  ],
  DatabaseConnectionPool: [
    ["the shortest name", { name: "abc" }],
    ["a name that is too short", { name: "ab" }, "name: has 2 bytes"],
    ["the longest name", { name: "a".repeat(60) }],
    ["a name that is too long", { name: "a".repeat(61) }, "name: has 61 bytes"],
  ],
  DnsRecord: [
    ["the ends", { port: 0, weight: 65_535 }],
    ["beyond them", { port: 65_536, weight: -1 }, "port: found 65536", "weight: found -1"],
    ...["CNAME", "NS"].map(
      (type) => [`a whole host name, ${type}`, { type, name: "www", value: "a-1.example.net." }] as const,
    ),
    ["the domain itself", { type: "CNAME", name: "www", value: "@" }],
    [
      "a host without a dot",
      { type: "CNAME", name: "www", value: "www.example.net" },
      'value: found "www.example.net"',
    ],
    ["a name within the domain", { type: "NS", name: "sub", value: "ns1" }, 'value: found "ns1"'],
    [
      "an address for a host",
      { type: "CNAME", name: "www", value: "http://example.net/." },
      'value: found "http://example.net/."',
    ],
    ["a host that refuses mail", { type: "MX", name: "@", value: ".", priority: 0 }],
    ["whom to report to", { type: "CAA", name: "@", value: "mailto:ca@example.com", flags: 0, tag: "iodef" }],
    [
      "an authority without a dot",
      { type: "CAA", name: "@", value: "letsencrypt.org", flags: 0, tag: "issue" },
      'value: found "letsencrypt.org"',
    ],
    ["a host that is not known", { type: "CNAME", name: "www", value: unknown }],
    ["a CNAME for the domain", { type: "CNAME", name: "@", value: "www.example.net." }, 'name: found "@"'],
    [
      "a CNAME for the domain, by its name",
      { domain: "example.com", type: "CNAME", name: "example.com.", value: "www.example.net." },
      'name: found "example.com."',
    ],
    ["an address for the domain", { type: "A", name: "@", value: "192.0.2.1" }],
    ["the longest text", { type: "TXT", name: "@", value: "a".repeat(512) }],
    ["a byte more", { type: "TXT", name: "@", value: "a".repeat(513) }, "value: has 513 bytes"],
    ["a text that is not known", { type: "TXT", name: "@", value: unknown }],
  ],
  Droplet: [
    ["a policy", backedUp(weekly)],
    ...[0, 8, 12, 16, 20].map((hour) => [`hour ${hour}`, backedUp({ ...weekly, hour })] as const),
    ["an hour between", backedUp({ ...weekly, hour: 3 }), "backupPolicy.hour: found 3"],
    ["an hour that the provider refuses too", backedUp({ ...weekly, hour: 24 }), "backupPolicy.hour: found 24"],
    ["an hour that is not a number", backedUp({ ...weekly, hour: "noon" }), "backupPolicy.hour: is not a number"],
    ["an hour that is not known", backedUp({ ...weekly, hour: unknown }), notKnown("backupPolicy.hour")],
    [
      "a plan and a weekday that there are not",
      backedUp({ plan: "monthly", weekday: "Sunday", hour: 4 }),
      'backupPolicy.plan: found "monthly"',
      'backupPolicy.weekday: found "Sunday"',
    ],
    ["a policy that is not known, once", { backups: true, backupPolicy: unknown }, notKnown("backupPolicy")],
    ["a policy without backups", { backupPolicy: weekly }, "backupPolicy: backups are not enabled"],
    ["a policy that is not known, without backups", { backupPolicy: unknown }, notKnown("backupPolicy")],
    ["a policy with backups that are not known", { backups: unknown, backupPolicy: weekly }, notKnown("backups")],
    ["backups that are not known, without a policy", { backups: unknown }],
    ["the longest name", { name: "a".repeat(255) }],
    ["a name that is too long", { name: "a".repeat(256) }, "name: has 256 characters"],
    ["a domain", { name: "WWW-1.example.com" }],
    ["an underscore", { name: "web_1" }, 'name: found "web_1"'],
    ["a dash at the end", { name: "web-" }, 'name: found "web-"'],
    ["no name", { name: "" }, "name: found (not shown)"],
    ["a name that is not known", { name: unknown }],
    ["64 KiB of user data", { userData: "a".repeat(65_536) }],
    ["a byte more", { userData: "a".repeat(65_537) }, "userData: is too long"],
    ["64 KiB of letters of two bytes", { userData: "\u00e9".repeat(32_768) }],
    ["one letter more", { userData: "\u00e9".repeat(32_769) }, "userData: is too long"],
    ["user data that is not known, or not shown", { userData: hidden }],
    ["a partition of a GPU", { gpuPartitionMode: "PARTITION_MODE_DPX_NPS2" }],
    ["another one", { gpuPartitionMode: "half" }, 'gpuPartitionMode: found "half"'],
    ["a size of the catalogue, anywhere in a city", { size: "s-1vcpu-1gb", region: "nyc" }],
    [
      "a size and a region that do not exist",
      { size: "s-1vcpu-1gbb", region: "nyc9" },
      'region: "nyc9" is not a known region; did you mean "nyc1"?',
      'size: "s-1vcpu-1gbb" is not a known size; did you mean "s-1vcpu-1gb"?',
    ],
    ["IPv6", { ipv6: true }],
    ["no public network", { publicNetworking: false }],
    ["no public network, and IPv6", { publicNetworking: false, ipv6: true }, "ipv6: publicNetworking is false"],
    ["a network that is not known", { publicNetworking: unknown, ipv6: true }, notKnown("publicNetworking")],
    ["IPv6 that is not known", { publicNetworking: false, ipv6: unknown }, notKnown("ipv6")],
    ["IPv6 that is not known, on a public network", { ipv6: unknown }],
    ["a network that is not known, without IPv6", { publicNetworking: unknown }],
  ],
  DropletAutoscale: [
    ["by load", pool(byLoad)],
    ["by memory", pool({ minInstances: 500, maxInstances: 1000, targetMemoryUtilization: 1, cooldownMinutes: 20 })],
    ["a fixed number", pool({ targetNumberInstances: 3 })],
    [
      "a fixed number without the agent",
      { ...pool({ targetNumberInstances: 3 }), dropletTemplate: { withDropletAgent: false } },
    ],
    [
      "by load without the agent that tells it",
      { ...pool(byLoad), dropletTemplate: { withDropletAgent: false } },
      "dropletTemplate.withDropletAgent: is false, and config has targetCpuUtilization",
    ],
    [
      "bounds that are unknown until pulumi up",
      pool({ ...byLoad, minInstances: unknown }),
      notKnown("config.minInstances"),
    ],
    ["nothing", {}, "config: missing: minInstances, maxInstances, a target"],
    ["an empty config", pool({}), "config: missing: minInstances, maxInstances, a target"],
    ["no upper bound", pool({ minInstances: 1, targetCpuUtilization: 0.5 }), "config: missing: maxInstances"],
    ["no target", pool({ minInstances: 1, maxInstances: 3 }), "config: missing: a target"],
    [
      "both ways",
      pool({ ...byLoad, targetNumberInstances: 2, cooldownMinutes: 5 }),
      "config: targetNumberInstances is set together with minInstances, maxInstances, targetCpuUtilization, cooldownMinutes",
    ],
    ["a config that is not known, once", pool(unknown), notKnown("config")],
    [
      "all out of bounds",
      pool({
        minInstances: 501,
        maxInstances: 1001,
        targetCpuUtilization: 0.04,
        targetMemoryUtilization: 1.1,
        cooldownMinutes: 4,
      }),
      "config.minInstances: found 501",
      "config.maxInstances: found 1001",
      "config.targetCpuUtilization: found 0.04",
      "config.targetMemoryUtilization: found 1.1",
      "config.cooldownMinutes: found 4",
    ],
    ["none", pool({ targetNumberInstances: 0 }), "config.targetNumberInstances: found 0"],
    [
      "bounds the wrong way round",
      pool({ ...byLoad, minInstances: 4 }),
      "config.minInstances: found 4, but config.maxInstances is 3",
    ],
    [
      "the template's own limits",
      { config: byLoad, dropletTemplate: { userData: "a".repeat(65_537), publicNetworking: false, ipv6: true } },
      "dropletTemplate.userData: is too long",
      "dropletTemplate.ipv6: publicNetworking is false",
    ],
  ],
  Firewall: [
    ["as many as there can be", { name: "web.example-1", dropletIds: list(10), tags: ["a", "b", "c", "d", "e"] }],
    [
      "one more",
      { dropletIds: list(11), tags: list(6).map((n) => `t${n}`) },
      "dropletIds: has 11 entries",
      "tags: has 6 entries",
    ],
    [
      "the same Droplet again, and a tag in another case",
      { dropletIds: [...list(10), 10, "10"], tags: ["a", "b", "c", "d", "e", "E"] },
    ],
    ["ten Droplets that are not known yet", { dropletIds: list(10).map(() => unknown) }],
    ["eleven of them", { dropletIds: list(11).map(() => unknown) }, "dropletIds: has 11 entries"],
    ["Droplets whose number is not known", { dropletIds: unknown }, notKnown("dropletIds")],
    ["names of another form", { name: "-web" }, "name: found (not shown)"],
    ["50 rules", { inboundRules: list(30).map(() => opens), outboundRules: list(20).map(() => opens) }],
    [
      "51 rules",
      { inboundRules: list(1).map(() => opens), outboundRules: list(50).map(() => opens) },
      "inboundRules: with outboundRules there are 51 rules",
    ],
    [
      "51 rules in one direction",
      { inboundRules: [], outboundRules: list(51).map(() => opens) },
      "inboundRules: with outboundRules there are 51 rules",
    ],
    ["rules that are not known", { inboundRules: [opens], outboundRules: unknown }, notKnown("outboundRules")],
    ["1,000 sources", { inboundRules: [{ ...opens, sourceAddresses: addresses(999), sourceTags: [unknown] }] }],
    [
      "a source and a destination more",
      {
        inboundRules: [opens, { ...opens, sourceAddresses: addresses(900), sourceDropletIds: list(101) }],
        outboundRules: [{ ...opens, destinationAddresses: addresses(1001) }],
      },
      "inboundRules[1]: has 1001 sources",
      "outboundRules[0]: has 1001 destinations",
    ],
    [
      "addresses that are not known",
      { inboundRules: [unknown, { ...opens, sourceAddresses: unknown }] },
      notKnown("inboundRules[0]"),
    ],
  ],
  KubernetesCluster: [
    ["no nodes, which may come", { nodePool: { nodeCount: 0, autoScale: true } }],
    ["no nodes", { nodePool: { nodeCount: 0 } }, "nodePool: has no nodes"],
    ["sign-on", { ssos: [{ enabled: true, required: true, issuerUrl: "https://id.example.com", clientId: "a" }] }],
    [
      "sign-on that cannot be",
      { ssos: [{ required: true }, { enabled: true, clientId: "" }] },
      "ssos[0]: is required, not enabled",
      "ssos[1]: is enabled without issuerUrl and clientId",
    ],
    [
      "a size that is too small",
      { nodePool: { size: "s-1vcpu-1gb" } },
      'nodePool.size: "s-1vcpu-1gb" is too small for nodes',
    ],
    ["bounds", { nodePool: { minNodes: 1, maxNodes: 1 } }],
    [
      "the wrong way round",
      { nodePool: { minNodes: 3, maxNodes: 2 } },
      "nodePool.minNodes: found 3, but nodePool.maxNodes is 2",
    ],
    ...["1.36", "1.36.1-do.0", "latest", "1.42"].map((version) => [`version ${version}`, { version }] as const),
    ...["1.36.1", "2.1", "newest"].map(
      (version) => [`version ${version}`, { version }, `version: found "${version}"`] as const,
    ),
    [
      "a version that there is not, nor will be soon",
      { version: "1.63.0-do.0" },
      'version: "1.63.0-do.0" does not exist: the newest in the catalogue of 2026-11-23 is 1.36',
    ],
    ["a version that is not known", { version: unknown }],
    ["a time of day", { maintenancePolicy: { day: "sunday", startTime: "23:59" } }],
    [
      "a time that is none",
      { maintenancePolicy: { startTime: "24:00" } },
      'maintenancePolicy.startTime: found "24:00"',
    ],
    ["ranges", { region: "nyc3", clusterSubnet: "10.100.0.0/16", serviceSubnet: "10.101.0.0/19" }],
    ["the ranges of former clusters", { clusterSubnet: "10.244.0.0/16", serviceSubnet: "10.245.0.0/16" }],
    [
      "ranges that overlap",
      { clusterSubnet: "10.100.0.0/16", serviceSubnet: "10.100.128.0/19" },
      'clusterSubnet: the range "10.100.0.0/16" overlaps serviceSubnet "10.100.128.0/19"',
      'serviceSubnet: the range "10.100.128.0/19" overlaps clusterSubnet "10.100.0.0/16"',
    ],
    [
      "a range that is reserved in the region, and a public one",
      { region: "NYC3", clusterSubnet: "10.17.0.0/18", serviceSubnet: "203.0.113.0/24" },
      'clusterSubnet: the range "10.17.0.0/18" overlaps 10.17.0.0/16, which DigitalOcean reserves in nyc3',
      'serviceSubnet: the range "203.0.113.0/24" is not private',
    ],
    ["an address", { clusterSubnet: "10.100.0.1" }, 'clusterSubnet: the range "10.100.0.1" is not a valid range'],
    ["ranges that are not known", { clusterSubnet: unknown }, notKnown("clusterSubnet")],
  ],
  KubernetesNodePool: [
    ["a partition of a GPU", { gpuPartitionMode: "AMD_PARTITION_MODE_DPX_NPS2" }],
    [
      "one as Droplets have it",
      { gpuPartitionMode: "PARTITION_MODE_DPX_NPS2" },
      'gpuPartitionMode: found "PARTITION_MODE_DPX_NPS2"',
    ],
    ["the smallest size", { size: "s-1vcpu-2gb" }],
    ["a size that is too small", { size: "s-1vcpu-1gb" }, 'size: "s-1vcpu-1gb" is too small for nodes'],
    [
      "a size that does not exist",
      { size: "s-1vcpu-2gbb" },
      'size: "s-1vcpu-2gbb" is not a known size; did you mean "s-1vcpu-2gb"?',
    ],
    ["a size that is not known", { size: unknown }, notKnown("size")],
    ["bounds", { minNodes: 0, maxNodes: 5 }],
    ["one bound", { minNodes: 5 }],
    ["the wrong way round", { minNodes: "10", maxNodes: 9 }, "minNodes: found 10, but maxNodes is 9"],
    ["a bound that is not known", { minNodes: 10, maxNodes: unknown }, notKnown("maxNodes")],
    ["labels", { labels: { tier: "web", "acme.example/team": "Shop_1.a", empty: "" } }],
    ["labels that are not known", { labels: unknown }],
    ["a value that is not known", { labels: { tier: unknown } }],
    ...["a b", "-a", "a/b/c", "Acme.example/team", "a".repeat(64), "/a"].map(
      (key) => [`a label ${key}`, { labels: { [key]: "web" } }, "labels: has a key that is not valid"] as const,
    ),
    ["the value of a label", { labels: { tier: "web/api" } }, 'labels: has the value "web/api"'],
    ["taints", { taints: [{ key: "acme.example/gpu", value: "true", effect: "NoSchedule" }] }],
    [
      "a taint that there cannot be",
      { taints: [{ key: "gpu/", value: "a:b", effect: "Never" }] },
      'taints[0].key: found "gpu/"',
      'taints[0].value: found "a:b"',
      'taints[0].effect: found "Never"',
    ],
    [
      "a taint twice",
      {
        taints: [
          { key: "gpu", value: "a", effect: "NoExecute" },
          { key: "gpu", value: "b", effect: "NoExecute" },
        ],
      },
      "taints: has two taints with the same key and effect",
    ],
    [
      "a key with two effects",
      {
        taints: [
          { key: "gpu", value: "a", effect: "NoExecute" },
          { key: "gpu", value: "a", effect: "NoSchedule" },
        ],
      },
    ],
  ],
  LoadBalancer: [
    ["a certificate", entry({ certificateName: "web" })],
    [
      "one that is not known, or by id",
      { ...entry({ certificateName: unknown }), ...entry({ certificateId: "5a49" }) },
    ],
    ["passed on", entry({ tlsPassthrough: true })],
    ["plain HTTP and TCP", { forwardingRules: [{ entryProtocol: "http" }, { entryProtocol: "tcp" }] }],
    ...["https", "http2", "http3"].map(
      (protocol) =>
        [
          `${protocol} without a certificate`,
          entry({ entryProtocol: protocol, tlsPassthrough: false }),
          `forwardingRules[0]: accepts "${protocol}" without a certificate`,
        ] as const,
    ),
    [
      "an empty certificate",
      entry({ certificateName: "" }),
      'forwardingRules[0]: accepts "https" without a certificate',
    ],
    ["a protocol that is not known", entry({ entryProtocol: unknown }), notKnown("forwardingRules[0].entryProtocol")],
    [
      "a passthrough that is not known",
      entry({ tlsPassthrough: unknown }),
      notKnown("forwardingRules[0].tlsPassthrough"),
    ],
    [
      "a protocol that is not known, with a certificate",
      entry({ entryProtocol: unknown, certificateName: "web" }),
      notKnown("forwardingRules[0].entryProtocol"),
    ],
    ["rules that are not known, once", { forwardingRules: unknown }, notKnown("forwardingRules")],
    ["a rule that is not known, once", { forwardingRules: [unknown] }, notKnown("forwardingRules[0]")],
    [
      "ports beyond the ends",
      {
        forwardingRules: [
          { entryPort: 0, targetPort: 65_536 },
          { entryPort: 1, targetPort: 65_535 },
        ],
      },
      "forwardingRules[0].entryPort: found 0",
      "forwardingRules[0].targetPort: found 65536",
    ],
    [
      "health checks at the ends",
      {
        healthcheck: {
          port: 1,
          checkIntervalSeconds: 3,
          responseTimeoutSeconds: 300,
          unhealthyThreshold: 2,
          healthyThreshold: 10,
        },
      },
    ],
    [
      "health checks beyond them",
      {
        healthcheck: {
          port: 0,
          checkIntervalSeconds: 2,
          responseTimeoutSeconds: 301,
          unhealthyThreshold: 1,
          healthyThreshold: 11,
        },
      },
      "healthcheck.port: found 0",
      "healthcheck.checkIntervalSeconds: found 2",
      "healthcheck.responseTimeoutSeconds: found 301",
      "healthcheck.unhealthyThreshold: found 1",
      "healthcheck.healthyThreshold: found 11",
    ],
    ["a health check that is not known, once", { healthcheck: unknown }, notKnown("healthcheck")],
    ["timeouts", { httpIdleTimeoutSeconds: 30 }],
    ["a short timeout", { httpIdleTimeoutSeconds: 29 }, "httpIdleTimeoutSeconds: found 29"],
    ["a long timeout", { httpIdleTimeoutSeconds: 601 }, "httpIdleTimeoutSeconds: found 601"],
    [
      "a cookie",
      { stickySessions: { type: "cookies", cookieName: "x", cookieTtlSeconds: 60 } },
      "stickySessions.cookieName: has 1 byte",
    ],
    [
      "a threshold",
      { type: "GLOBAL", region: null, glbSettings: { failoverThreshold: 100 } },
      "glbSettings.failoverThreshold: found 100",
    ],
    ["eleven Droplets", { dropletIds: list(11) }, "dropletIds: has 11 entries"],
    ["the most nodes", { region: "nyc3", sizeUnit: 200 }],
    ["too many", { region: "nyc3", sizeUnit: 201 }, "sizeUnit: found 201"],
    ["nodes where there is no sizeUnit", { region: "NYC2", sizeUnit: 3 }, 'sizeUnit: is set in "NYC2"'],
    ["one node there", { region: "sfo1", sizeUnit: 1 }],
    ["nothing there", { region: "ams2" }],
    ["nodes in a region that is not known", { region: unknown, sizeUnit: 3 }, notKnown("region")],
    ["a region that is not known", { region: unknown }, notKnown("region")],
    ["nodes whose number is not known", { region: "nyc2", sizeUnit: unknown }, notKnown("sizeUnit")],
  ],
  MonitorAlert: [
    ["on tags", { tags: ["web"] }],
    ["on Droplets that are not known", { entities: [unknown] }],
    ["on a list that is not known", { entities: unknown }],
    ["on nothing", {}, "entities: has no target"],
    ["on empty lists", { entities: [], tags: [] }, "entities: has no target"],
  ],
  Project: [
    ["the longest name", { name: "a".repeat(175) }],
    ["a name that is too long", { name: "a".repeat(176) }, "name: has 176 bytes"],
    ["no name", { name: "" }, "name: has 0 bytes"],
    ["resources", { resources: ["do:droplet:13457723", "do:space:assets", unknown] }],
    ["an ID in place of a URN", { resources: ["13457723"] }, 'resources[0]: found "13457723"'],
  ],
  ProjectResources: [
    ["resources", { resources: ["do:domain:example.com"] }],
    [
      "a name, and a URN of Pulumi's",
      { resources: ["web", "urn:pulumi:dev"] },
      'resources[0]: found "web"',
      'resources[1]: found "urn:pulumi:dev"',
    ],
  ],
  SpacesBucket: [
    ["the shortest name", { name: "a-1", region: "fra1" }],
    ["the longest name", { name: "a".repeat(63) }],
    ["a name that is too short", { name: "ab" }, 'name: found "ab"'],
    ["a name that is too long", { name: "a".repeat(64) }, "name: has 64 characters"],
    ["a dot", { name: "logs.example.com" }, 'name: found "logs.example.com"'],
    ["upper case", { name: "Logs" }, 'name: found "Logs"'],
    ["a dash first", { name: "-logs" }, "name: found (not shown)"],
    ["the region that it has without one", {}],
    ["a region in upper case", { region: "AMS3" }],
    ["a region without Spaces", { region: "nyc1" }, 'region: there are no Spaces in "nyc1"'],
    ["a region that there is not", { region: "nyc33" }, 'region: there are no Spaces in "nyc33"'],
    [
      "a region before its time",
      { region: "mkc1" },
      'region: "mkc1" has Spaces, but the provider does not support this region yet',
    ],
    ["a region that is not known", { region: unknown }, notKnown("region")],
    ["100 CORS rules", { corsRules: list(100).map(() => ({})) }],
    ["101 CORS rules", { corsRules: list(101).map(() => ({})) }, "corsRules: has 101 entries"],
    [
      "lifecycle rules that remove something",
      {
        lifecycleRules: [
          { expiration: { days: 1 } },
          { expiration: { date: "2027-01-01" } },
          { expiration: { expiredObjectDeleteMarker: true } },
          { noncurrentVersionExpiration: { days: unknown } },
          { abortIncompleteMultipartUploadDays: 7, id: "i".repeat(255) },
          { noncurrentVersionExpiration: unknown },
        ],
      },
    ],
    [
      "lifecycle rules that remove nothing",
      {
        lifecycleRules: [
          { enabled: true, id: "i".repeat(256) },
          { enabled: false, expiration: {} },
          { noncurrentVersionExpiration: { days: 0 } },
        ],
      },
      "lifecycleRules[0].id: has 256 bytes",
      "lifecycleRules[0]: has no action",
      "lifecycleRules[1]: has no action",
      "lifecycleRules[2]: has no action",
    ],
    ["lifecycle rules that are not known, once", { lifecycleRules: unknown }, notKnown("lifecycleRules")],
  ],
  SpacesBucketCorsConfiguration: [
    ["100 rules", { region: "nyc3", corsRules: list(100).map(() => ({})) }],
    [
      "101 rules where there are no Spaces",
      { region: "tor2", corsRules: list(101).map(() => ({})) },
      'region: there are no Spaces in "tor2"',
      "corsRules: has 101 entries",
    ],
  ],
  SpacesBucketLogging: [["elsewhere", { region: "nyc2" }, 'region: there are no Spaces in "nyc2"']],
  SpacesBucketObject: [
    ["as its bucket", { region: "sgp1" }],
    ["elsewhere", { region: "ric1" }, 'region: there are no Spaces in "ric1"'],
  ],
  SpacesBucketPolicy: [["elsewhere", { region: "sfo1" }, 'region: there are no Spaces in "sfo1"']],
  UptimeAlert: [
    ["all that latency needs", { type: "latency", threshold: unknown, comparison: "less_than", period: "2m" }],
    ["nothing of it", { type: "latency" }, "threshold: is missing", "comparison: is missing", "period: is missing"],
    ["nothing of what a certificate needs", { type: "ssl_expiry" }, "threshold: is missing", "comparison: is missing"],
    ["what needs none of it", { type: "down" }],
    ["the same everywhere", { type: "down_global", period: "5m" }],
    ["a type that is not known, once", { type: unknown }, notKnown("type")],
  ],
  Nfs: [
    ["the least", { name: `a${"-9".repeat(31)}b`, size: 50, performanceTier: "standard" }],
    [
      "a digit first, less than the least, and another tier",
      { name: "1data", size: 49, performanceTier: "fast" },
      'name: found "1data"',
      "size: found 49",
      'performanceTier: found "fast"',
    ],
    ["a name that is too long", { name: "a".repeat(65) }, "name: has 65 characters"],
    ["a size that is not known", { size: unknown }, notKnown("size")],
  ],
  NfsSnapshot: [
    ["a digit first", { name: "2026-11-29" }],
    ["upper case", { name: "Before" }, 'name: found "Before"'],
    ["a name that is too long", { name: "a".repeat(65) }, "name: has 65 characters"],
  ],
  Volume: [
    ["the ends", { name: `a${"-9".repeat(31)}b`, size: 16_384 }],
    ["upper case and an underscore", { name: "Bad_Name", size: 1 }, 'name: found "Bad_Name"'],
    ["a digit first", { name: "1data" }, 'name: found "1data"'],
    ["a name that is too long", { name: "a".repeat(65) }, "name: has 65 characters"],
    ["nothing", { size: 0 }, "size: found 0"],
    ["more than there is", { size: 16_385 }, "size: found 16385"],
    ["a size that is not a number", { size: { gib: 1 } }, "size: is not a number"],
    ["a size that is a text, and tags that are one", { size: "100", tags: "web" }, "tags: is not a list"],
    ["a tag that is null", { size: 100, tags: ["web", null] }, "tags[1]: is null"],
    ["a size that is not known", { size: unknown }, notKnown("size")],
    ["the longest description", { description: "\u00e9".repeat(512) }],
    ["a description that is too long", { description: "\u00e9".repeat(513) }, "description: has 1026 bytes"],
    ["the longest labels", { initialFilesystemType: "ext4", initialFilesystemLabel: "sixteen-bytes-16" }],
    [
      "a label that is too long",
      { initialFilesystemLabel: "seventeen-bytes-17" },
      "initialFilesystemLabel: is too long",
    ],
    ["the longest label of XFS", { initialFilesystemType: "xfs", initialFilesystemLabel: "twelve-bytes" }],
    [
      "one that is too long for XFS",
      { initialFilesystemType: "xfs", initialFilesystemLabel: "thirteenbytes" },
      "initialFilesystemLabel: is too long",
    ],
    [
      "a label for a type that is not known",
      { initialFilesystemType: unknown, initialFilesystemLabel: "thirteenbytes" },
      notKnown("initialFilesystemType"),
    ],
    [
      "a label that is too long for any type",
      { initialFilesystemType: unknown, initialFilesystemLabel: "seventeen-bytes-17" },
      "initialFilesystemLabel: is too long",
      notKnown("initialFilesystemType"),
    ],
    [
      "a type that is not known",
      { initialFilesystemType: unknown, initialFilesystemLabel: "data" },
      notKnown("initialFilesystemType"),
    ],
  ],
  Vpc: [
    ["a name and a description", { name: "Env.prod-vpc", description: "d".repeat(255) }],
    [
      "others",
      { name: "env_prod", description: "d".repeat(256) },
      'name: found "env_prod"',
      "description: has 256 bytes",
    ],
    ["no range", { ipRange: "10.0.0.0/33" }, 'ipRange: the range "10.0.0.0/33" is not a valid range'],
    ["a public range", { ipRange: "172.32.0.0/16" }, 'ipRange: the range "172.32.0.0/16" is not private'],
    ["a range of IPv6", { ipRange: "fd00::/112" }, 'ipRange: the range "fd00::/112" is not private'],
    ["a range that is too large", { ipRange: "10.0.0.0/15" }, 'ipRange: the range "10.0.0.0/15" is larger than /16'],
    ["a range that is too small", { ipRange: "10.1.0.0/29" }, 'ipRange: the range "10.1.0.0/29" is smaller than /28'],
    ["a range of another region", { region: "ams3", ipRange: "10.17.0.0/20" }],
    [
      "the region's own",
      { region: "NYC3", ipRange: "10.17.0.0/20" },
      'ipRange: the range "10.17.0.0/20" overlaps 10.17.0.0/16, which DigitalOcean reserves in nyc3',
    ],
    ["that of a region that is not known", { region: unknown, ipRange: "10.17.0.0/20" }, notKnown("region")],
    [
      "what is kept in all regions",
      { region: unknown, ipRange: "10.246.0.0/16" },
      'ipRange: the range "10.246.0.0/16" overlaps 10.246.0.0/24, which DigitalOcean reserves in every region',
      notKnown("region"),
    ],
    ["beside that", { region: "nyc3", ipRange: "10.246.1.0/24" }],
    ["a range that is not known", { ipRange: unknown }, notKnown("ipRange")],
  ],
};

describe.each(Object.entries(cases))("the limits of %s", (kind, all) => {
  it.each(all.map(([about, ...rest]) => [about, rest] as const))("%s", (_, [inputs, ...expected]) => {
    expect(found(kind, { ...base[kind], ...inputs })).toEqual(expected);
  });
});

describe("limits", () => {
  it("are said with where, what was found, what is allowed, who says so and what to do", () => {
    expect(findingsOf("Droplet", { backups: true, backupPolicy: { hour: 3 } })).toMatchObject([
      {
        path: "backupPolicy.hour",
        level: "mandatory",
        message: "found 3; allowed: 0, 4, 8, 12, 16 or 20 (DigitalOcean OpenAPI, 7 Aug 2026)",
        fix: "Use an allowed value; if DigitalOcean has raised the limit since, exempt the resource",
      },
    ]);
    expect(findingsOf("Firewall", { ...base.Firewall, dropletIds: list(11) })).toMatchObject([
      {
        message: "has 11 entries; allowed: at most 10 entries (DigitalOcean docs: Cloud Firewall limits, Jun 2025)",
        fix: "select the Droplets by tag (tags)",
      },
    ]);
  });

  it("hold for a list that is made from no more resources than it may have entries", () => {
    const judge = (path: string, type: string, count: number) => {
      const urns = list(count).map((n) => `urn:pulumi:dev::p::${type}::one-${n}`);
      const kind = kindNamed("Firewall");
      const record = { urn: "urn:pulumi:dev::p::f::f", type: kind?.type ?? "", name: "f", inputs: { [path]: unknown } };
      const resource = viewOf({ ...record, propertyDependencies: { [path]: urns } }, kind);
      return evaluate(stackOf([resource], { project: "p", stack: "dev" }), settings, [platformLimits])
        .findings.filter((finding) => finding.path === path)
        .map(({ status }) => status);
    };
    expect(judge("dropletIds", "digitalocean:index/droplet:Droplet", 10)).toEqual([]);
    expect(judge("dropletIds", "digitalocean:index/droplet:Droplet", 11)).toEqual(["undecided"]);
    expect(judge("dropletIds", "pulumi:pulumi:StackReference", 1)).toEqual(["undecided"]);
    expect(judge("tags", "digitalocean:index/tag:Tag", 5)).toEqual([]);
    expect(judge("tags", "digitalocean:index/tag:Tag", 6)).toEqual(["undecided"]);
  });

  it("that one property breaks are one finding with all that is wrong and all that helps", () => {
    expect(findingsOf("LoadBalancer", { ...base.LoadBalancer, region: "nyc2", sizeUnit: 300 })).toMatchObject([
      {
        path: "sizeUnit",
        message:
          "found 300; allowed: 1 to 200 (DigitalOcean docs: Load Balancer limits, 6 Nov 2026); and " +
          'is set in "nyc2"; allowed: sizeUnit everywhere except in ams2, nyc2, sfo1 (DigitalOcean OpenAPI, 7 Aug 2026)',
        fix: "set size there: lb-small, lb-medium or lb-large",
      },
    ]);
  });

  it("are not undecided where they are broken", () => {
    const config = { minInstances: 501, maxInstances: unknown, targetCpuUtilization: 0.5 };
    expect(found("DropletAutoscale", { config })).toEqual([
      "config.minInstances: found 501",
      notKnown("config.maxInstances"),
    ]);
  });

  it("say nothing of what the program keeps secret", () => {
    const secret: readonly [string, ValueMap, string, string][] = [
      ["Droplet", { name: "hunter_2" }, "name", "name: found (not shown)"],
      ["Droplet", { name: "hunter-2".repeat(40) }, "name", "name: is too long"],
      ["Droplet", backedUp({ hour: 3 }), "backupPolicy", "backupPolicy.hour: found (not shown)"],
      ["Droplet", backedUp({ plan: "hunter2" }), "backupPolicy", "backupPolicy.plan: found (not shown)"],
      ["Project", { name: "hunter-2".repeat(40) }, "name", "name: is too long"],
      ["DatabaseConnectionPool", { name: "h2" }, "name", "name: is too short"],
      ["Vpc", { ipRange: "10.17.0.0/16", region: "nyc3" }, "ipRange", "ipRange: the range (not shown) is not allowed"],
      [
        "Vpc",
        { ipRange: "10.17.0.0/16", region: "nyc3" },
        "region",
        'ipRange: the range "10.17.0.0/16" is not allowed',
      ],
      ["SpacesBucket", { region: "mkc1" }, "region", "region: there are no Spaces in (not shown)"],
      ["LoadBalancer", { region: "nyc2", sizeUnit: 2 }, "region", "sizeUnit: is set in (not shown)"],
      [
        "KubernetesNodePool",
        { minNodes: 3, maxNodes: 2 },
        "maxNodes",
        "minNodes: found 3, but maxNodes is (not shown)",
      ],
      [
        "KubernetesCluster",
        { clusterSubnet: "192.0.2.0/24" },
        "clusterSubnet",
        "clusterSubnet: the range (not shown) is not allowed",
      ],
      ["KubernetesNodePool", { labels: { tier: "a:b" } }, "labels", "labels: has the value (not shown)"],
      ["LoadBalancer", entry({}), "forwardingRules", "forwardingRules[0]: accepts (not shown) without a certificate"],
    ];
    for (const [kind, inputs, path, expected] of secret) {
      expect(found(kind, { ...base[kind], ...inputs }, [path])).toEqual([expected]);
    }
  });

  it("never show the script of a Droplet", () => {
    const [finding] = findingsOf("Droplet", { userData: `hunter2 ${"x".repeat(70_000)}` });
    expect(finding?.message).toBe(
      "is too long; allowed: at most 65536 bytes in UTF-8 (DigitalOcean OpenAPI, 7 Aug 2026)",
    );
  });

  it("can be tried on anything, without failing and with one finding for a place", () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom<Value>(null, unknown, hidden, "10.0.0.0/8", "https", "latency", "mkc1"),
    );
    for (const { name, limits } of kinds) {
      if (limits.length === 0) continue;
      const keys = [...new Set(limits.flatMap(({ path }) => path.replaceAll("[]", "").split(".")))];
      const value = fc.letrec<{ value: Value }>((tie) => ({
        value: fc.oneof(
          { maxDepth: 3 },
          leaf,
          fc.array(tie("value"), { maxLength: 3 }),
          fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 4 }),
        ),
      })).value;
      fc.assert(
        fc.property(fc.dictionary(fc.constantFrom(...keys), value), (inputs) => {
          const all = findingsOf(name, inputs);
          for (const { message } of all) expect(message).not.toMatch(/could not be run|undefined|\[object|Symbol/);
          expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
        }),
        { numRuns: 50 },
      );
    }
  });
});

describe("a range of a VPC", () => {
  const numberOf = (address: string) => address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const textOf = (number: number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
  /** First and last address of a block, worked out another way than the rule does. */
  const ends = (text: string): readonly [number, number] => {
    const [address = "", prefix] = text.split("/");
    const size = 2 ** (32 - Number(prefix));
    const first = Math.floor(numberOf(address) / size) * size;
    return [first, first + size - 1];
  };
  const within = ([first, last]: readonly [number, number], text: string) =>
    ends(text)[0] <= first && last <= ends(text)[1];
  const apart = ([first, last]: readonly [number, number], text: string) =>
    last < ends(text)[0] || ends(text)[1] < first;

  it("is allowed where it is private, of a size that there is, and free", () => {
    const near = fc.constantFrom("10.0.0.0", "10.17.0.0", "10.244.0.0", "172.16.0.0", "172.31.0.0", "192.168.0.0");
    const address = fc
      .tuple(near, fc.nat(2 ** 18), fc.boolean())
      .map(([base, more, up]) => (numberOf(base) + (up ? more : -more) + 2 ** 32) % 2 ** 32);
    fc.assert(
      fc.property(
        address,
        fc.integer({ min: 12, max: 32 }),
        fc.constantFrom(...regions),
        (number, prefix, { slug, reserved }) => {
          const ipRange = `${textOf(number)}/${prefix}`;
          const range = ends(ipRange);
          const taken = [...reservedEverywhere, ...(reserved === undefined ? [] : [reserved])];
          const allowed =
            prefix >= 16 &&
            prefix <= 28 &&
            ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((text) => within(range, text)) &&
            taken.every((text) => apart(range, text));
          expect(found("Vpc", { region: slug, ipRange }).length).toBe(allowed ? 0 : 1);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("placesOf", () => {
  const kind = kindNamed("LoadBalancer");
  const inputs = { forwardingRules: [{ entryPort: 80 }, unknown, {}], healthcheck: hidden, dropletIds: unknown };
  const balancer = viewOf({ urn: "u", type: kind?.type ?? "", name: "lb", inputs }, kind);

  it.each([
    [
      "forwardingRules[].entryPort",
      ["forwardingRules[0].entryPort known", "forwardingRules[1] unknown", "forwardingRules[2].entryPort absent"],
    ],
    ["forwardingRules[]", ["forwardingRules[0] known", "forwardingRules[1] unknown", "forwardingRules[2] known"]],
    ["forwardingRules", ["forwardingRules known"]],
    ["healthcheck.port", ["healthcheck hidden"]],
    ["dropletIds[]", ["dropletIds unknown"]],
    ["domains[].name", []],
    ["stickySessions.cookieName", ["stickySessions.cookieName absent"]],
  ])("finds %s", (path, expected) => {
    expect(placesOf(balancer, path).map((place) => `${place.path} ${place.state}`)).toEqual(expected);
  });
});
