import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { appEgressGib, appSizePrice, appSizes } from "./app-sizes";
import { bundledDropletSizes } from "./bundled-droplet-sizes";
import { databasePlan } from "./database-sizes";
import { dropletSize } from "./droplet-sizes";
import { backupShare, cappedHours, freePerTeam, prices, registryTiers, spacesIncluded } from "./prices";

/** As published, row by row: what the catalogue says is compared with it, not with itself. */
const published = readFileSync(new URL("fixtures/droplet-prices.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((row) => row.split(","));

describe("the published Droplet prices", () => {
  it.each(published.map((row) => [row[0] ?? "", row] as const))(
    "%s",
    (slug, [, vcpus, memory, disk, transfer, month, hour]) => {
      expect(dropletSize(slug)).toMatchObject({
        vcpus: Number(vcpus),
        memoryGib: Number(memory),
        diskGib: Number(disk),
        hourly: Number(hour),
        price: { state: "priced", monthly: { low: Number(month), expected: Number(month), high: Number(month) } },
      });
      expect(dropletSize(slug)?.transferTib).toBe(transfer === "" ? undefined : Number(transfer));
    },
  );

  it("are all that the catalogue has", () => {
    expect(bundledDropletSizes.map(([slug]) => slug).sort()).toEqual(published.map(([slug]) => slug).sort());
  });
});

describe("the published database prices", () => {
  it.each([
    ["db-s-1vcpu-1gb", 15.15, 0.02254, 10, 30],
    ["db-s-1vcpu-2gb", 30.45, 0.04531, 30, 60],
    ["db-s-2vcpu-4gb", 60.9, 0.09063, 60, 120],
    ["db-s-4vcpu-8gb", 122.1, 0.1817, 140, 280],
    ["db-s-6vcpu-16gb", 244.35, 0.36362, 290, 580],
  ])("%s: $%d a month, $%d an hour", (size, month, hour, included, most) => {
    for (const engine of ["pg", "mysql"]) {
      const plan = databasePlan(engine, size);
      expect(plan?.price.monthly).toEqual({ low: month, expected: month, high: month });
      expect(plan?.storageGib).toEqual({ included, most });
    }
    expect(month / cappedHours).toBeCloseTo(hour, 4);
  });

  it("of the other engines are as sure as their source", () => {
    expect(databasePlan("valkey", "db-s-1vcpu-1gb")?.price).toMatchObject({
      monthly: { expected: 15 },
      confidence: "high",
    });
    expect(databasePlan("valkey", "db-s-1vcpu-2gb")?.price).toMatchObject({
      monthly: { expected: 30 },
      confidence: "high",
    });
    expect(databasePlan("kafka", "db-s-2vcpu-2gb")?.price).toMatchObject({
      monthly: { expected: 148.8 },
      confidence: "low",
    });
    expect(databasePlan("opensearch", "db-s-1vcpu-2gb")?.price).toMatchObject({
      monthly: { expected: 19.61 },
      confidence: "low",
    });
  });
});

describe("the published container prices", () => {
  const table: Readonly<Record<string, readonly [usd: number, egressGib: number | undefined]>> = {
    "apps-s-1vcpu-0.5gb": [5, 50],
    "apps-s-1vcpu-1gb-fixed": [10, 100],
    "apps-s-1vcpu-1gb": [12, 150],
    "apps-s-1vcpu-2gb": [25, 200],
    "apps-s-2vcpu-4gb": [50, 250],
    "apps-d-1vcpu-0.5gb": [29, 100],
    "apps-d-1vcpu-1gb": [34, 200],
    "apps-d-1vcpu-2gb": [39, 300],
    "apps-d-1vcpu-4gb": [49, 400],
    "apps-d-2vcpu-4gb": [78, 500],
    "apps-d-2vcpu-8gb": [98, 600],
    "apps-d-4vcpu-8gb": [156, 700],
    "apps-d-4vcpu-16gb": [196, 800],
    "apps-d-8vcpu-32gb": [392, 900],
    "basic-xxs": [5, undefined],
    "basic-xs": [10, undefined],
    "basic-s": [20, undefined],
    "basic-m": [40, undefined],
    "professional-xs": [12, undefined],
    "professional-s": [25, undefined],
    "professional-m": [50, undefined],
    "professional-1l": [75, undefined],
    "professional-l": [150, undefined],
    "professional-xl": [300, undefined],
  };

  it("are those of the catalogue", () => {
    expect(Object.fromEntries(appSizes.map((slug) => [slug, [appSizePrice(slug), appEgressGib(slug)]]))).toEqual(table);
  });
});

describe("the other published prices", () => {
  it("are those of the catalogue", () => {
    expect(
      Object.fromEntries(Object.entries(prices).map(([name, { usd, confidence }]) => [name, [usd, confidence]])),
    ).toEqual({
      volume: [0.1, "high"],
      snapshot: [0.06, "high"],
      customImage: [0.06, "low"],
      loadBalancerRegional: [12, "high"],
      loadBalancerNetwork: [15, "medium"],
      loadBalancerGlobal: [15, "medium"],
      loadBalancerDomain: [0.14, "medium"],
      loadBalancerRequests: [0.7, "medium"],
      loadBalancerTransfer: [0.02, "medium"],
      dropletTransfer: [0.01, "high"],
      appTransfer: [0.02, "high"],
      functionCompute: [0.0000185, "medium"],
      registryStorage: [0.02, "high"],
      reservedIpUnassigned: [5, "high"],
      spacesSubscription: [5, "high"],
      spacesStorage: [0.02, "high"],
      spacesOutbound: [0.01, "high"],
      databaseStorage: [0.215, "high"],
      kubernetesHighAvailability: [40, "high"],
      appDedicatedEgress: [25, "medium"],
      appDevelopmentDatabase: [7, "medium"],
      appStaticSite: [3, "medium"],
      uptimeCheck: [1, "high"],
      natGateway: [40, "medium"],
      natGatewayTraffic: [0.01, "medium"],
      nfsStandard: [0.15, "medium"],
      nfsHigh: [0.3, "medium"],
      nfsSnapshot: [0.06, "medium"],
      peeringTraffic: [0.01, "medium"],
      usageBackupsWeekly: [0.04, "high"],
      usageBackupsDaily: [0.03, "high"],
      usageBackupsEvery12Hours: [0.02, "high"],
      usageBackupsEvery6Hours: [0.015, "high"],
      usageBackupsEvery4Hours: [0.01, "high"],
    });
    expect(backupShare).toEqual({ weekly: 0.2, daily: 0.3 });
    expect(Object.fromEntries(registryTiers)).toEqual({ starter: 0, basic: 5, professional: 20 });
    expect(freePerTeam).toEqual({ staticSites: 3, uptimeChecks: 1 });
    expect(spacesIncluded).toEqual({ storageGib: 250, outboundGib: 1024 });
  });

  it.each([
    ["gpu-4000adax1-20gb", 0.76],
    ["gpu-l40sx1-48gb", 1.57],
    ["gpu-6000adax1-48gb", 1.57],
    ["gpu-mi300x1-192gb", 2.59],
    ["gpu-mi300x8-1536gb", 20.72],
    ["gpu-h100x1-80gb", 4.41],
    ["gpu-h100x8-640gb", 35.28],
    ["gpu-h200x1-141gb", 4.47],
  ])("of %s, which has no monthly cap: $%d an hour", (slug, hourly) => {
    expect(dropletSize(slug)).toMatchObject({
      hourly,
      price: {
        monthly: { low: hourly * 672, expected: hourly * 730, high: hourly * 744 },
        confidence: "low",
      },
    });
  });
});
