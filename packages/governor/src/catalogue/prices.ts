import type { ListedPrice } from "./listed-price";

/** DigitalOcean bills the month of a bundle as 28 days: 672 hours. */
export const cappedHours = 672;
/** Hours of an average month, for what has no monthly cap. */
export const averageHours = 730;
/** Hours of the longest month. */
export const longestHours = 744;

/** What a plan of backups adds, as a share of the Droplet's price. Source: DigitalOcean docs, Backups limits (2025). */
export const backupShare = { weekly: 0.2, daily: 0.3 } as const;

/** All single prices that are not a list of sizes. */
export const prices = {
  volume: {
    usd: 0.1,
    per: "GiB-month",
    source: "secondary sources on DigitalOcean docs: Volumes pricing",
    asOf: "2026-09-19",
    confidence: "high",
  },
  snapshot: {
    usd: 0.06,
    per: "GB-month",
    source: "secondary source on DigitalOcean docs: Snapshots pricing",
    asOf: "2026-09",
    confidence: "high",
  },
  customImage: {
    usd: 0.06,
    per: "GB-month",
    source: "secondary source: billed as snapshots are",
    asOf: "2026-09",
    confidence: "low",
  },
  loadBalancerRegional: {
    usd: 12,
    per: "node-month",
    source: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2026-10",
    confidence: "high",
  },
  loadBalancerNetwork: {
    usd: 15,
    per: "node-month",
    source: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2025-02",
    confidence: "medium",
  },
  loadBalancerGlobal: {
    usd: 15,
    per: "month, with 25 million requests and 1 TB",
    source: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2025-02",
    confidence: "medium",
  },
  reservedIpUnassigned: {
    usd: 5,
    per: "month while it is assigned to no Droplet",
    source: "DigitalOcean docs: resource limits, billing alerts, pay bills (30 Sep 2026)",
    asOf: "2026-09-30",
    confidence: "high",
  },
  spacesSubscription: {
    usd: 5,
    per: "team-month, with 250 GiB stored and 1,024 GiB sent out",
    source: "DigitalOcean docs: Spaces pricing (13 Jul 2026)",
    asOf: "2026-07-13",
    confidence: "high",
  },
  spacesStorage: {
    usd: 0.02,
    per: "GiB-month beyond the subscription",
    source: "DigitalOcean docs: Spaces pricing (13 Jul 2026)",
    asOf: "2026-07-13",
    confidence: "high",
  },
  spacesOutbound: {
    usd: 0.01,
    per: "GiB beyond the subscription",
    source: "DigitalOcean docs: Spaces pricing (13 Jul 2026)",
    asOf: "2026-07-13",
    confidence: "high",
  },
  databaseStorage: {
    usd: 0.215,
    per: "GiB-month beyond what the plan includes",
    source: "DigitalOcean pricing page: managed databases (2026-08)",
    asOf: "2026-08",
    confidence: "high",
  },
  kubernetesHighAvailability: {
    usd: 40,
    per: "cluster-month",
    source: "secondary sources on DigitalOcean docs: Kubernetes pricing",
    asOf: "2026-10",
    confidence: "high",
  },
  appDedicatedEgress: {
    usd: 25,
    per: "app-month",
    source: "DigitalOcean docs: App Platform pricing (Aug 2025)",
    asOf: "2025-08",
    confidence: "medium",
  },
  appDevelopmentDatabase: {
    usd: 7,
    per: "database-month",
    source: "DigitalOcean docs: App Platform pricing (Aug 2025)",
    asOf: "2025-08",
    confidence: "medium",
  },
  appStaticSite: {
    usd: 3,
    per: "site-month after the team's first three",
    source: "DigitalOcean docs: App Platform pricing (Aug 2025)",
    asOf: "2025-08",
    confidence: "medium",
  },
  uptimeCheck: {
    usd: 1,
    per: "check-month after the team's first",
    source: "DigitalOcean docs: resource limits, billing alerts, pay bills (30 Sep 2026)",
    asOf: "2026-09-30",
    confidence: "high",
  },
} as const satisfies Readonly<Record<string, ListedPrice>>;

/** What the Spaces subscription of a team includes, GiB per month. Source: as its price. */
export const spacesIncluded = { storageGib: 250, outboundGib: 1024 } as const;

/**
 * Subscription tiers of the container registry, USD per team and month.
 * Source: DigitalOcean docs: Container Registry pricing (Jun 2025) and the registry options of DigitalOcean's OpenAPI
 * (7 Aug 2026).
 */
export const registryTiers: ReadonlyMap<string, number> = new Map([
  ["starter", 0],
  ["basic", 5],
  ["professional", 20],
]);
