// One program per component, for the measurement of what they cost.
import * as pulumi from "@pulumi/pulumi";

/** Creates one component of a name. */
export type Make = (name: string) => pulumi.ComponentResource;

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
  async GovernedNetwork() {
    const { GovernedNetwork } = await import("@infrafabric/digitalocean");
    const vpcs = { nyc3: { region: "nyc3", natGateway: true }, sfo3: { region: "sfo3" } };
    const allow = [
      { from: "internet", to: "web", ports: [443] },
      { from: "web", to: "app", ports: [8080] },
      { from: "app", to: "db", ports: [5432] },
    ];
    return (name) => new GovernedNetwork(name, { governor, vpcs, tiers: ["web", "app", "db"], allow });
  },
  async DnsZone() {
    const { DnsZone } = await import("@infrafabric/digitalocean");
    const records = {
      apex: { type: "A" as const, value: "192.0.2.10" },
      www: { type: "CNAME" as const, name: "www", value: "@" },
      mx: { type: "MX" as const, value: "mail.example.net.", priority: 10 },
      dkim: { type: "CNAME" as const, name: "s1._domainkey", value: "s1.dkim.example.net." },
    };
    const mail = { senders: ["include:_spf.example.net"], reportEmails: ["dmarc@example.com"] };
    const zone = { governor, domain: "example.com", records, mail };
    return (name) => new DnsZone(name, { ...zone, certificateDomains: ["example.com", "*.example.com"] });
  },
  async MonitoringBaseline() {
    const { MonitoringBaseline } = await import("@infrafabric/digitalocean");
    const sites = { shop: { target: "https://shop.example.com/health" }, docs: { target: "https://docs.example.com" } };
    const watched = { dropletTags: ["web", "jobs"], databaseTags: ["orders"], sites };
    return (name) => new MonitoringBaseline(name, { governor, alertEmails: ["ops@example.com"], ...watched });
  },
  async Bastion() {
    const { Bastion } = await import("@infrafabric/digitalocean");
    const sshKeys = ["3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa"];
    return (name) => new Bastion(name, { ...alerted, sshFrom: ["203.0.113.0/24"], sshKeys });
  },
  async AccountBaseline() {
    const { AccountBaseline } = await import("@infrafabric/digitalocean");
    const projects = { development: { name: "Shop (development)" }, production: { name: "Shop" } };
    const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKcuGPJnLjuW1ChjNxebMQDWQLb9peoM9FdSKUfj/9jb ann@example.com";
    const registry = { name: "acme-shop", region: "nyc3" };
    return (name) => new AccountBaseline(name, { governor, projects, sshKeys: { ann: key }, registry });
  },
  async NfsShare() {
    const { NfsShare } = await import("@infrafabric/digitalocean");
    const furtherVpcIds = { jobs: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" };
    const vpcId = "f81d4fae-7dec-41d0-a765-00a0c91e6bf6";
    return (name) => new NfsShare(name, { ...shared, size: 100, vpcId, furtherVpcIds, snapshots: ["before-upgrade"] });
  },
  async GovernedApp() {
    const { GovernedApp } = await import("@infrafabric/digitalocean");
    const code = { repository: "acme/shop" };
    return (name) =>
      new GovernedApp(name, {
        ...{ governor, region: "nyc", alertEmails: ["ops@example.com"], domain },
        services: {
          web: {
            source: { ...code, directory: "web" },
            size: "apps-d-1vcpu-1gb",
            autoscale: { minInstances: 2, maxInstances: 6 },
            routes: ["/"],
            healthCheck: { path: "/healthz" },
          },
        },
        workers: { mail: { source: { ...code, directory: "mail" } } },
        jobs: { migrate: { source: { ...code, directory: "web" }, runCommand: "npm run migrate" } },
      });
  },
  async StaticSite() {
    const { StaticSite } = await import("@infrafabric/digitalocean");
    return (name) => new StaticSite(name, { ...shared, domain, cacheSeconds: 86_400 });
  },
  async SnapshotSchedule() {
    const { SnapshotSchedule } = await import("@infrafabric/digitalocean");
    const chosen = { volumeTag: "owner:git", dropletTag: "owner:git", copyTo: ["sfo3"], startTime: "03:00" };
    const keep = { daily: 7, weekly: 4, monthly: 6 };
    return (name) => new SnapshotSchedule(name, { ...alerted, ...chosen, keep, token: pulumi.secret("example") });
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
