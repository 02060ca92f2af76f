// One program per component, for the measurement of what they cost.
import type { ComponentResource } from "@pulumi/pulumi";

/** Creates one component of a name. */
export type Make = (name: string) => ComponentResource;

const governor = `
providers:
  digitalocean:
    enabled: true
    resources: { droplet: { backup_required: true, monitoring_required: true } }
    required_tags: [environment, cost_center, owner]
tags: { default: { cost_center: "42", owner: web } }
environments: { dev: { stacks: ["*/dev"] } }
`;
const shared = { governor, region: "nyc3" };
const alerted = { ...shared, alertEmails: ["ops@example.com"] };
const droplet = { ...alerted, size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", sshFrom: ["203.0.113.0/24"] };
const domain = "www.example.com";

/** By class. Only what is measured is loaded. */
export const programs: Readonly<Record<string, () => Promise<Make>>> = {
  async GovernedWebTier() {
    const { GovernedWebTier } = await import("@infrafabric/digitalocean");
    const userData = "#cloud-config\npackages: [nginx]\n";
    return (name) => new GovernedWebTier(name, { ...droplet, userData, domain });
  },
  async GlobalWebTier() {
    const { GlobalWebTier } = await import("@infrafabric/digitalocean");
    const tier = { size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", sshFrom: ["203.0.113.0/24"] };
    const tiers = { nyc: { ...tier, region: "nyc3" }, ams: { ...tier, region: "ams3" } };
    return (name) => new GlobalWebTier(name, { governor, alertEmails: ["ops@example.com"], domain, tiers });
  },
  async GovernedKubernetes() {
    const { GovernedKubernetes } = await import("@infrafabric/digitalocean");
    const pools = {
      web: { size: "s-2vcpu-4gb", minNodes: 2, maxNodes: 5 },
      batch: { size: "s-4vcpu-8gb", nodeCount: 1, labels: { tier: "batch" } },
    };
    return (name) => new GovernedKubernetes(name, { ...alerted, version: "1.36", pools, apiFrom: ["203.0.113.0/24"] });
  },
  async GovernedDroplet() {
    const { GovernedDroplet } = await import("@infrafabric/digitalocean");
    const ingress = [{ ports: "443", fromCidrs: ["203.0.113.0/24"] }];
    return (name) => new GovernedDroplet(name, { ...droplet, volumeSize: 50, domain, ingress });
  },
  async GovernedDatabase() {
    const { GovernedDatabase } = await import("@infrafabric/digitalocean");
    return (name) =>
      new GovernedDatabase(name, {
        ...{ ...alerted, engine: "pg", version: "17", size: "db-s-2vcpu-4gb", databases: ["orders"] },
        trustedSources: { tags: ["web"], addresses: ["203.0.113.7"] },
        users: { app: { grants: { orders: "owner" } }, reports: { grants: { orders: "readonly" } } },
        pools: { app: { size: 20, database: "orders", user: "app" } },
        replicas: { west: { region: "sfo3" } },
      });
  },
  async ArchivedBucket() {
    const { ArchivedBucket } = await import("@infrafabric/digitalocean");
    const corsRules = [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET" as const] }];
    return (name) => new ArchivedBucket(name, { ...shared, expirationDays: 3650, corsRules, recoveryRegion: "sfo3" });
  },
  async SpacesObjects() {
    const { SpacesObjects } = await import("@infrafabric/digitalocean/objects");
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`${at}.json`, { content: `{"at":${at}}` }]),
    );
    const credentials = { accessKeyId: "DO00EXAMPLE", secretAccessKey: "example" };
    return (name) => new SpacesObjects(name, { ...shared, ...credentials, bucket: "files", files });
  },
};
