import { describe, expect, it } from "vitest";
import { overlap, parseAddresses } from "../network/cidr";
import { bundledDropletSizes } from "./bundled-droplet-sizes";
import {
  appRegionDatacenters,
  appSizePrice,
  asOf,
  databasePlan,
  databaseSizes,
  defaultAppSize,
  dropletSize,
  dropletSizes,
  isKnownRegion,
  isKnownSize,
  knownSizes,
  migration,
  prices,
  region,
  regions,
  registryTiers,
  reservedEverywhere,
  sameMetro,
  spacesRegions,
} from "./index";

describe("droplet sizes", () => {
  it("knows 138 bundles, each once, with a price and a shape", () => {
    expect(bundledDropletSizes).toHaveLength(138);
    expect(new Set(bundledDropletSizes.map(([slug]) => slug)).size).toBe(138);
    for (const [slug, vcpus, memoryGib, diskGib, transferTib, usd] of bundledDropletSizes) {
      expect(dropletSize(slug)).toEqual({
        slug,
        vcpus,
        memoryGib,
        diskGib,
        ...(transferTib === undefined ? {} : { transferTib }),
        hourly: expect.closeTo(usd / 672, 5),
        price: {
          state: "priced",
          monthly: { low: usd, expected: usd, high: usd },
          basis: `${slug} $${usd}`,
          confidence: "high",
          asOf: expect.stringMatching(/^(?:2025-06|2026-09)$/),
          billing: "capped",
        },
      });
      expect(usd).toBeGreaterThan(0);
    }
  });

  it("agrees with a bundle's slug on vCPUs and memory, where the slug tells", () => {
    for (const [slug, vcpus, memoryGib] of bundledDropletSizes) {
      const [, cpu, memory, unit] = /-(\d+)vcpu-(\d+)(gb|mb)/.exec(slug) ?? [];
      if (cpu === undefined) continue;
      expect([vcpus, memoryGib], slug).toEqual([Number(cpu), unit === "mb" ? Number(memory) / 1024 : Number(memory)]);
    }
  });

  it.each([
    ["s-1vcpu-512mb-10gb", 4, 0.00595],
    ["s-1vcpu-1gb", 6, 0.00893],
    ["s-2vcpu-2gb", 18, 0.02679],
    ["s-4vcpu-8gb", 48, 0.07143],
    ["c-60-intel", 1639, 2.43899],
    ["so1_5-32vcpu-256gb-intel", 2224, 3.30952],
  ])("%s costs $%d a month and $%d an hour", (slug, monthly, hourly) => {
    expect(dropletSize(slug)).toMatchObject({ hourly, price: { monthly: { expected: monthly } } });
  });

  it("prices GPU sizes by the hour without a cap, and is not sure of it", () => {
    expect(dropletSize("gpu-h100x1-80gb")?.price).toMatchObject({
      monthly: { low: 4.41 * 672, expected: 4.41 * 730, high: 4.41 * 744 },
      confidence: "low",
    });
  });

  it.each(["512mb", "s-32vcpu-192gb", "gpu-h200x8-1128gb"])("knows %s, without a price", (slug) => {
    expect(isKnownSize(slug)).toBe(true);
    expect(dropletSize(slug)?.price.state).toBe("unpriced");
  });

  it("knows no size that does not exist, and has 167 that do", () => {
    expect(isKnownSize("s-1vcpu-1tb")).toBe(false);
    expect(isKnownSize("constructor")).toBe(false);
    expect(dropletSize("s-1vcpu-1tb")).toBeUndefined();
    expect(dropletSizes().size).toBe(138 + 11 + 18);
  });
});

describe("sizes by list", () => {
  it("gives Kubernetes nodes the Droplet sizes and databases their own", () => {
    expect(knownSizes("kubernetes")).toEqual(knownSizes("droplet"));
    expect(isKnownSize("db-s-1vcpu-1gb", "database")).toBe(true);
    expect(isKnownSize("db-s-1vcpu-1gb")).toBe(false);
    expect(isKnownSize("s-1vcpu-1gb", "database")).toBe(false);
    expect(new Set(databaseSizes).size).toBe(databaseSizes.length);
  });
});

describe("database plans", () => {
  it.each([
    ["pg", "db-s-1vcpu-1gb", 15.15],
    ["mysql", "db-s-1vcpu-2gb", 30.45],
    ["pg", "db-s-2vcpu-4gb", 60.9],
    ["mysql", "db-s-4vcpu-8gb", 122.1],
    ["pg", "db-s-6vcpu-16gb", 244.35],
    ["valkey", "db-s-1vcpu-1gb", 15],
    ["redis", "db-s-1vcpu-2gb", 30],
    ["kafka", "db-s-2vcpu-2gb", 148.8],
    ["opensearch", "db-s-1vcpu-2gb", 19.61],
  ])("%s on %s: $%d", (engine, size, usd) => {
    expect(isKnownSize(size, "database")).toBe(true);
    expect(databasePlan(engine, size)?.price.monthly.expected).toBe(usd);
  });

  it("knows no price for MongoDB and for premium sizes", () => {
    expect(databasePlan("mongodb", "db-s-1vcpu-1gb")).toBeUndefined();
    expect(databasePlan("pg", "db-intel-1vcpu-1gb")).toBeUndefined();
  });
});

describe("other prices", () => {
  it("have a citation, a date and a positive price each", () => {
    for (const [name, price] of Object.entries(prices)) {
      expect(price.usd, name).toBeGreaterThan(0);
      expect(price.citation, name).not.toBe("");
      expect(price.asOf, name).toMatch(/^20\d\d(-\d\d(-\d\d)?)?$/);
      expect(price.asOf <= asOf, name).toBe(true);
    }
    expect(Object.fromEntries(registryTiers)).toEqual({ starter: 0, basic: 5, professional: 20 });
    expect(appSizePrice(defaultAppSize)).toBe(5);
    expect(appSizePrice("professional-xl")).toBe(300);
    expect(appSizePrice("toString")).toBeUndefined();
  });
});

describe("regions", () => {
  it("are 16 active datacenters and 2 legacy ones", () => {
    expect(regions.filter((known) => known.state === "active")).toHaveLength(16);
    expect(regions.filter((known) => known.state === "legacy").map((known) => known.slug)).toEqual(["ams2", "sfo1"]);
    expect(isKnownRegion("nyc3")).toBe(true);
    expect(isKnownRegion("mem1")).toBe(true);
    expect(isKnownRegion("ams1")).toBe(false);
    expect(isKnownRegion("nyc")).toBe(false);
  });

  it("map App Platform's slugs to datacenters", () => {
    expect(appRegionDatacenters("nyc")).toEqual(["nyc1", "nyc2", "nyc3"]);
    expect(appRegionDatacenters("sfo")).toEqual(["sfo2", "sfo3"]);
    expect(appRegionDatacenters("ams")).toEqual(["ams3"]);
    expect(appRegionDatacenters("nyc3")).toBeUndefined();
  });

  it("suggest where to go, saying who says so", () => {
    expect(migration("ams2")).toMatchObject({ to: "ams3", basis: "official" });
    expect(migration("sfo1")).toMatchObject({ to: "sfo3", basis: "official" });
    expect(migration("nyc1")).toMatchObject({ to: "nyc3", basis: "policy" });
    expect(migration("fra1")).toBeUndefined();
    expect(sameMetro("nyc1")).toEqual(["nyc2", "nyc3"]);
    expect(sameMetro("sfo1")).toEqual(["sfo2", "sfo3"]);
    expect(sameMetro("fra1")).toEqual([]);
  });

  it("have Spaces where the docs and the provider say so", () => {
    expect(spacesRegions).toHaveLength(11);
    expect(spacesRegions).toEqual(expect.arrayContaining(["nyc3", "ams3", "atl1"]));
    expect(regions.filter(({ spaces }) => spaces === "refused").map(({ slug }) => slug)).toEqual(["mkc1"]);
  });

  it("keep a private /16 each, and some ranges everywhere, none of which overlap", () => {
    const own = regions.flatMap(({ reserved }) => reserved ?? []);
    expect(own).toHaveLength(15);
    expect(own.filter((text) => !text.endsWith(".0.0/16"))).toEqual([]);
    const ranges = [...own, ...reservedEverywhere].map((text) => parseAddresses(text) ?? expect.fail(text));
    for (const one of ranges) {
      expect(ranges.filter((other) => other !== one && overlap(other, one) > 0n)).toEqual([]);
    }
    expect(region("nyc3")?.reserved).toBe("10.17.0.0/16");
    expect(region("ric1")?.reserved).toBeUndefined();
  });
});
