import { afterEach, describe, expect, it } from "vitest";
import { ageOf } from "./age";
import { appSizePrice } from "./app-sizes";
import { dropletSize, dropletSizes } from "./droplet-sizes";
import { catalogueGroups } from "./groups";
import { refreshFrom, savedAnswers } from "./price-source";
import { PricesError, readRefreshedPrices } from "./prices-file";
import { usePrices } from "./refreshed";

afterEach(() => usePrices(undefined));

const size = (slug: string, monthly: number, hourly: number) => ({
  slug,
  memory: 2048,
  vcpus: 1,
  disk: 50,
  transfer: slug.startsWith("gpu") ? 0 : 2,
  price_monthly: monthly,
  price_hourly: hourly,
  regions: ["nyc3"],
  available: true,
  description: "Basic",
});
const sizes = [size("s-1vcpu-2gb", 13, 0.01935), size("gpu-h100x1-80gb", 3348, 4.5), size("s-new", 20, 0.02976)];
const answer = (document: unknown, origin = "sizes.json") => ({ text: JSON.stringify(document), origin });
const apps = answer({ instance_sizes: [{ slug: "apps-s-1vcpu-1gb", usd_per_month: "13.00" }] }, "apps.json");
const now = new Date("2027-02-03T10:00:00Z");

describe("refreshed prices", () => {
  it("count instead of the catalogue's, new sizes too, and the rest keeps its own", async () => {
    usePrices(await refreshFrom(savedAnswers([answer({ sizes }), apps]), now));
    expect(dropletSize("s-1vcpu-2gb")).toEqual({
      slug: "s-1vcpu-2gb",
      vcpus: 1,
      memoryGib: 2,
      diskGib: 50,
      transferTib: 2,
      hourly: 0.01935,
      price: {
        state: "priced",
        monthly: { low: 13, expected: 13, high: 13 },
        basis: "s-1vcpu-2gb $13",
        confidence: "high",
        asOf: "2027-02-03",
        billing: "capped",
      },
    });
    expect(dropletSize("gpu-h100x1-80gb")).toMatchObject({
      price: {
        monthly: { low: 4.5 * 672, expected: 4.5 * 730, high: 4.5 * 744 },
        confidence: "high",
        billing: "uncapped",
      },
    });
    expect(dropletSize("gpu-h100x1-80gb")).not.toHaveProperty("transferTib");
    expect(dropletSize("s-new")).toMatchObject({ price: { monthly: { expected: 20 } } });
    expect(dropletSize("s-1vcpu-1gb")).toMatchObject({ price: { monthly: { expected: 6 } } });
    expect(appSizePrice("apps-s-1vcpu-1gb")).toBe(13);
    expect(appSizePrice("apps-s-1vcpu-2gb")).toBe(25);
    expect(ageOf(now)).toEqual({ asOf: "2026-11-23", days: 72, isStale: false, refreshed: "2027-02-03" });
    expect(catalogueGroups().map(({ name, asOf }) => [name, asOf])).toEqual(
      expect.arrayContaining([
        ["Droplet sizes", "2027-02-03"],
        ["App Platform container sizes", "2027-02-03"],
        ["database plans", "2026-08"],
      ]),
    );
  });

  it("are gone with the file", () => {
    expect(dropletSizes().size).toBe(167);
    expect(dropletSize("s-new")).toBeUndefined();
  });

  it("come back as they were written", async () => {
    const prices = await refreshFrom(savedAnswers([answer({ sizes })]), now);
    expect(readRefreshedPrices(JSON.stringify(prices), "p.json")).toEqual(prices);
  });

  it.each([
    ["not JSON", "{", "p.json is not a file of `governor catalogue refresh`"],
    [
      "a negative price",
      JSON.stringify({ version: 1, asOf: "2027-01-01", dropletSizes: [], appSizes: [{ slug: "a", usdPerMonth: -1 }] }),
      "appSizes.0.usdPerMonth must be more than 0, found -1",
    ],
    [
      "no date",
      JSON.stringify({ version: 1, asOf: "soon", dropletSizes: [], appSizes: [] }),
      'asOf is malformed, found "soon"',
    ],
    [
      "a later form",
      JSON.stringify({ version: 2, asOf: "2027-01-01", sizes: [], appSizes: 1 }),
      "version must be 1, found 2; dropletSizes is missing; appSizes expected an array, found 1 and 1 more",
    ],
  ])("of a file that is %s are refused", (_, text, message) => {
    expect(() => readRefreshedPrices(text, "p.json")).toThrow(message);
  });

  it.each([
    ["a page of several", [answer({ sizes, meta: { total: 150 } })], "150 sizes exist, but only 3 are here"],
    ["databases", [answer({ options: { pg: {} } })], "DigitalOcean's API does not price databases and Kubernetes"],
    ["something else", [answer({ droplets: [] })], "sizes.json is not an answer to GET /v2/sizes or"],
    ["text", [{ text: "oops", origin: "x" }], "x is not an answer"],
    [
      "a size without a price",
      [answer({ sizes: [{ ...sizes[0], price_monthly: null }] })],
      "sizes.0.price_monthly must be more than 0, found 0",
    ],
  ])("are not taken from %s", (_, answers, message) => {
    expect(() => savedAnswers(answers)).toThrow(PricesError);
    expect(() => savedAnswers(answers)).toThrow(message);
  });

  it("say how old they are", () => {
    expect(ageOf(new Date("2026-11-23T00:00:00Z"))).toEqual({ asOf: "2026-11-23", days: 0, isStale: false });
    expect(ageOf(new Date("2027-02-21T00:00:00Z")).isStale).toBe(false);
    expect(ageOf(new Date("2027-02-22T00:00:00Z"))).toMatchObject({ days: 91, isStale: true });
    expect(ageOf(new Date("2020-01-01T00:00:00Z")).days).toBe(0);
  });
});
