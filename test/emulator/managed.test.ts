// Databases, Kubernetes, apps, registries and keys to Spaces, through the real engine and the vendor's provider.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { left } from "./left.ts";
import { expectUnchanged } from "./unchanged.ts";

const program = `
const wanted = require("./wanted.json");
const region = "nyc3";
const vpc = new digitalocean.Vpc("net", { name: "net", region });

const pg = new digitalocean.DatabaseCluster("pg", {
  name: "main", engine: "pg", region, privateNetworkUuid: vpc.id, ...wanted.pg,
});
new digitalocean.DatabaseDb("app", { clusterId: pg.id, name: "app" });
const user = new digitalocean.DatabaseUser("app", { clusterId: pg.id, name: "app" });
new digitalocean.DatabaseConnectionPool("app", {
  clusterId: pg.id, name: "app-pool", mode: "transaction", size: 10, dbName: "defaultdb", user: user.name,
});
new digitalocean.DatabaseFirewall("pg", { clusterId: pg.id, rules: [{ type: "ip_addr", value: wanted.source }] });
new digitalocean.DatabaseReplica("pg", { clusterId: pg.id, name: "read-1", region, size: "db-s-1vcpu-2gb" });
new digitalocean.DatabaseCluster("cache", {
  name: "cache", engine: "valkey", version: "8", size: "db-s-1vcpu-1gb", region, nodeCount: 1, ...wanted.cache,
});
const mysql = new digitalocean.DatabaseCluster("mysql", {
  name: "mysql", engine: "mysql", version: "8", size: "db-s-1vcpu-2gb", region, nodeCount: 1, ...wanted.mysql,
});
new digitalocean.DatabaseUser("shop", { clusterId: mysql.id, name: "shop", mysqlAuthPlugin: wanted.plugin });

const cluster = new digitalocean.KubernetesCluster("k8s", { name: "k8s", region, vpcUuid: vpc.id, ...wanted.k8s });
new digitalocean.KubernetesNodePool("extra", { clusterId: cluster.id, name: "extra", size: "s-4vcpu-8gb", ...wanted.extra });

const image = { registryType: "DOCKER_HUB", registry: "library", repository: "nginx", tag: "latest" };
new digitalocean.App("shop", {
  spec: {
    name: "shop",
    region: "nyc",
    alerts: [{ rule: "DEPLOYMENT_FAILED" }],
    services: [{
      name: "web", image, httpPort: 80, instanceCount: 1, instanceSizeSlug: "apps-s-1vcpu-1gb",
      envs: [{ key: "MODE", value: wanted.mode, scope: "RUN_TIME", type: "GENERAL" }],
    }],
    workers: [{ name: "queue", image, instanceCount: 1, instanceSizeSlug: "apps-s-1vcpu-0.5gb" }],
  },
});

new digitalocean.ContainerRegistry("acme", { name: "acme", region, subscriptionTierSlug: wanted.tier });
const key = new digitalocean.SpacesKey("ci", { name: "ci", grants: [{ bucket: "logs", permission: wanted.permission }] });

exports.uri = pg.uri;
exports.secret = key.secretKey;
exports.kubeconfig = cluster.kubeConfigs[0].rawConfig;
exports.version = digitalocean.getKubernetesVersionsOutput({ versionPrefix: "1.35." }).latestVersion;
exports.authority = digitalocean.getDatabaseCaOutput({ clusterId: pg.id }).certificate;
`;

/** What the program is told at first, and what later. */
const before = {
  pg: {
    version: "16",
    size: "db-s-1vcpu-2gb",
    nodeCount: 1,
    tags: ["prod"],
    maintenanceWindows: [{ day: "tuesday", hour: "14:00" }],
  },
  source: "203.0.113.7",
  cache: { evictionPolicy: "allkeys_lru" },
  mysql: { sqlMode: "ANSI,TRADITIONAL", storageAutoscale: { enabled: true, thresholdPercent: 80, incrementGib: 10 } },
  plugin: "mysql_native_password",
  k8s: {
    version: "1.35.4-do.0",
    tags: ["prod"],
    autoUpgrade: true,
    surgeUpgrade: true,
    maintenancePolicy: { day: "sunday", startTime: "04:00" },
    nodePool: { name: "default", size: "s-2vcpu-4gb", nodeCount: 2, tags: ["web"], labels: { tier: "web" } },
  },
  extra: {
    autoScale: true,
    minNodes: 1,
    maxNodes: 3,
    taints: [{ key: "gpu", value: "true", effect: "NoSchedule" }],
  },
  mode: "fast",
  tier: "basic",
  permission: "read",
};

const after: typeof before = {
  pg: {
    version: "17",
    size: "db-s-2vcpu-4gb",
    nodeCount: 2,
    tags: ["prod", "eu"],
    maintenanceWindows: [{ day: "friday", hour: "03:00" }],
  },
  source: "203.0.113.0/24",
  cache: { evictionPolicy: "volatile_ttl" },
  mysql: { sqlMode: "ANSI", storageAutoscale: { enabled: true, thresholdPercent: 70, incrementGib: 20 } },
  plugin: "caching_sha2_password",
  k8s: {
    ...before.k8s,
    version: "1.36.1-do.0",
    surgeUpgrade: false,
    maintenancePolicy: { day: "monday", startTime: "05:00" },
    nodePool: { name: "default", size: "s-2vcpu-4gb", nodeCount: 3, tags: ["web", "api"], labels: { tier: "api" } },
  },
  extra: { ...before.extra, maxNodes: 4 },
  mode: "slow",
  tier: "professional",
  permission: "readwrite",
};

/** What outlives its resources on DigitalOcean, too: default VPC and project, tags, a subscription. */
const staying = ["projects", "registry_subscription", "tags", "vpcs"];

describe.skipIf(!hasEngine || real === undefined)("what DigitalOcean manages, with the real provider", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it("is created, stays as it is, changes in place and goes without a trace", async () => {
    const bench = openWorkbench(real);
    try {
      const dir = bench.project({ program, files: { "wanted.json": JSON.stringify(before) } });
      const env = { DIGITALOCEAN_API_URL: emulator.url, DIGITALOCEAN_TOKEN: "token" };
      const stack = await bench.stack(dir, { pack: "none", env });

      expect((await stack.up()).text).toContain("+ 16 created");
      expect(await stack.outputs()).toMatchObject({
        version: "1.35.4-do.0",
        authority: expect.stringMatching(/^-----BEGIN CERTIFICATE-----/),
      });
      await expectUnchanged(stack);

      writeFileSync(join(dir, "wanted.json"), JSON.stringify(after));
      const { code, text } = await stack.up();
      expect({ code, text }).toMatchObject({ code: 0 });
      expect(text).toContain("~ 10 updated");
      expect(text).not.toContain("replaced");
      await expectUnchanged(stack);

      expect(await stack.destroy()).toMatchObject({ code: 0 });
      expect(Object.keys(left(emulator.cloud)).filter((name) => !staying.includes(name))).toEqual([]);
    } finally {
      bench.close();
    }
  });
});
