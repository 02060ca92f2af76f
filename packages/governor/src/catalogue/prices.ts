import type { ListedPrice } from "./listed-price";
import type { Sourced } from "./sourced";

/** DigitalOcean bills the month of a bundle as 28 days: 672 hours. */
export const cappedHours = 672;
/** Hours of an average month, for what has no monthly cap. */
export const averageHours = 730;
/** Hours of the longest month. */
export const longestHours = 744;

/** What a plan of backups adds, as a share of the Droplet's price. Source: DigitalOcean docs, Backups limits (2025). */
export const backupShare = { weekly: 0.2, daily: 0.3 } as const;

/** How sure the shares of backups are, and of when: a secondary source repeats them in 2026. */
export const backupShareSource: Sourced = { confidence: "high", asOf: "2026-09" };

/** All single prices that are not a list of sizes. */
export const prices = {
  volume: {
    usd: 0.1,
    per: "GiB-month",
    citation: "secondary sources on DigitalOcean docs: Volumes pricing",
    asOf: "2026-09-19",
    confidence: "high",
  },
  snapshot: {
    usd: 0.06,
    per: "GB-month",
    citation: "secondary source on DigitalOcean docs: Snapshots pricing",
    asOf: "2026-09",
    confidence: "high",
  },
  customImage: {
    usd: 0.06,
    per: "GB-month",
    citation: "secondary source: billed like snapshots",
    asOf: "2026-09",
    confidence: "low",
  },
  loadBalancerRegional: {
    usd: 12,
    per: "node-month",
    citation: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2026-10",
    confidence: "high",
  },
  loadBalancerNetwork: {
    usd: 15,
    per: "node-month",
    citation: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2025-02",
    confidence: "medium",
  },
  loadBalancerGlobal: {
    usd: 15,
    per: "month, with 25 million requests and 1 TB",
    citation: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2025-02",
    confidence: "medium",
  },
  loadBalancerDomain: {
    usd: 0.14,
    per: "domain-month of a global load balancer after the first five",
    citation: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2025-02",
    confidence: "medium",
  },
  loadBalancerRequests: {
    usd: 0.7,
    per: "million requests of a global load balancer after the first 25 million",
    citation: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2025-02",
    confidence: "medium",
  },
  loadBalancerTransfer: {
    usd: 0.02,
    per: "GB of a global load balancer after the first TB",
    citation: "DigitalOcean docs: Load Balancer pricing (Feb 2025)",
    asOf: "2025-02",
    confidence: "medium",
  },
  dropletTransfer: {
    usd: 0.01,
    per: "GiB beyond what the team's Droplets include",
    citation: "DigitalOcean docs: Droplet pricing (Aug 2026)",
    asOf: "2026-08",
    confidence: "high",
  },
  reservedIpUnassigned: {
    usd: 5,
    per: "month while it is not assigned to a Droplet",
    citation: "DigitalOcean docs: resource limits, billing alerts, pay bills (30 Sep 2026)",
    asOf: "2026-09-30",
    confidence: "high",
  },
  spacesSubscription: {
    usd: 5,
    per: "team-month, with 250 GiB stored and 1,024 GiB sent out",
    citation: "DigitalOcean docs: Spaces pricing (13 Jul 2026)",
    asOf: "2026-07-13",
    confidence: "high",
  },
  spacesStorage: {
    usd: 0.02,
    per: "GiB-month beyond the subscription",
    citation: "DigitalOcean docs: Spaces pricing (13 Jul 2026)",
    asOf: "2026-07-13",
    confidence: "high",
  },
  spacesOutbound: {
    usd: 0.01,
    per: "GiB beyond the subscription",
    citation: "DigitalOcean docs: Spaces pricing (13 Jul 2026)",
    asOf: "2026-07-13",
    confidence: "high",
  },
  databaseStorage: {
    usd: 0.215,
    per: "GiB-month beyond what the plan includes",
    citation: "DigitalOcean pricing page: managed databases (2026-08)",
    asOf: "2026-08",
    confidence: "high",
  },
  kubernetesHighAvailability: {
    usd: 40,
    per: "cluster-month",
    citation: "secondary sources on DigitalOcean docs: Kubernetes pricing",
    asOf: "2026-10",
    confidence: "high",
  },
  appDedicatedEgress: {
    usd: 25,
    per: "app-month",
    citation: "DigitalOcean docs: App Platform pricing (Aug 2025)",
    asOf: "2025-08",
    confidence: "medium",
  },
  appDevelopmentDatabase: {
    usd: 7,
    per: "database-month",
    citation: "DigitalOcean docs: App Platform pricing (Aug 2025)",
    asOf: "2025-08",
    confidence: "medium",
  },
  appStaticSite: {
    usd: 3,
    per: "site-month after the team's first three",
    citation: "DigitalOcean docs: App Platform pricing (Aug 2025)",
    asOf: "2025-08",
    confidence: "medium",
  },
  appTransfer: {
    usd: 0.02,
    per: "GiB beyond what the containers include",
    citation: "DigitalOcean docs: App Platform pricing (Aug 2025)",
    asOf: "2025-08",
    confidence: "high",
  },
  functionCompute: {
    usd: 0.0000185,
    per: "GiB-second after the team's first 90,000",
    citation: "one secondary source, undated",
    asOf: "2026",
    confidence: "medium",
  },
  registryStorage: {
    usd: 0.02,
    per: "GiB-month beyond the subscription",
    citation: "DigitalOcean docs: Container Registry pricing (Jun 2025)",
    asOf: "2025-06",
    confidence: "high",
  },
  uptimeCheck: {
    usd: 1,
    per: "check-month after the team's first",
    citation: "DigitalOcean docs: resource limits, billing alerts, pay bills (30 Sep 2026)",
    asOf: "2026-09-30",
    confidence: "high",
  },
  natGateway: {
    usd: 40,
    per: "node-month, with 100 GiB",
    citation: "DigitalOcean's price page as quoted by two independent public texts (2026)",
    asOf: "2026",
    confidence: "medium",
  },
  natGatewayTraffic: {
    usd: 0.01,
    per: "GiB beyond the 100 GiB that are included",
    citation: "DigitalOcean's price page as quoted by two independent public texts (2026)",
    asOf: "2026",
    confidence: "medium",
  },
  nfsStandard: {
    usd: 0.15,
    per: "GiB-month, at least 50 GiB",
    citation: "one secondary source (2026)",
    asOf: "2026",
    confidence: "medium",
  },
  nfsHigh: {
    usd: 0.3,
    per: "GiB-month, at least 50 GiB",
    citation: "two secondary sources (2026)",
    asOf: "2026",
    confidence: "medium",
  },
  nfsSnapshot: {
    usd: 0.06,
    per: "GiB-month",
    citation: "two secondary sources (2026)",
    asOf: "2026",
    confidence: "medium",
  },
  peeringTraffic: {
    usd: 0.01,
    per: "GiB between datacenters, which the sender pays; inside a datacenter it is free",
    citation: "DigitalOcean's price page as quoted in a public text (2026)",
    asOf: "2026",
    confidence: "medium",
  },
  usageBackupsWeekly: usageBackups(0.04),
  usageBackupsDaily: usageBackups(0.03),
  usageBackupsEvery12Hours: usageBackups(0.02),
  usageBackupsEvery6Hours: usageBackups(0.015),
  usageBackupsEvery4Hours: usageBackups(0.01),
} as const satisfies Readonly<Record<string, ListedPrice>>;

/**
 * Backups billed by size, which DigitalOcean offers beside those billed by the Droplet's price. The provider creates
 * only the latter, so no kind is priced by these.
 */
function usageBackups(usd: number): ListedPrice {
  return {
    usd,
    per: "GiB-month of restorable size",
    citation: "DigitalOcean docs: backups pricing (9 Mar 2026)",
    asOf: "2026-03-09",
    confidence: "high",
  };
}

/** What is free for a team before the first is billed. Source: as the price of one. */
export const freePerTeam = { staticSites: 3, uptimeChecks: 1 } as const;

/** GiB-seconds of functions that are free for a team each month. Source: as their price. */
export const freeFunctionGibSeconds = 90_000;

/** What a node of a NAT gateway includes, GiB per month. Source: as its price. */
export const natGatewayIncludedGib = 100;

/** What a global load balancer includes per month. Source: as its price. */
export const balancerIncludes = { domains: 5, requestsMillion: 25, transferGb: 1000 } as const;

/** The least that a snapshot costs, USD per month. Source: as the price of snapshots. */
export const leastForSnapshot = 0.01;

/** The least GiB of an NFS share. Source: as its price. */
export const leastNfsGib = 50;

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

/** How sure the tiers are, and of when. */
export const registryTiersSource: Sourced = { confidence: "high", asOf: "2026-08-07" };

/** What the tiers include, GiB stored. Source: as above. */
export const registryIncludedGib: ReadonlyMap<string, number> = new Map([
  ["basic", 5],
  ["professional", 100],
]);
