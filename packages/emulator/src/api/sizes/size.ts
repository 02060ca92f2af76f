import { dropletSizes, regions } from "@infrafabric/governor";

const activeRegions = regions.filter(({ state }) => state === "active").map(({ slug }) => slug);

/** A Droplet size as the API answers with it. */
export interface SizeAnswer {
  readonly slug: string;
  /** MB. */
  readonly memory: number;
  readonly vcpus: number;
  /** GB. */
  readonly disk: number;
  /** TB per month. */
  readonly transfer: number;
  /** USD. */
  readonly price_monthly: number;
  readonly price_hourly: number;
  readonly regions: readonly string[];
  readonly available: boolean;
  readonly description: string;
}

const families: readonly (readonly [prefix: RegExp, description: string])[] = [
  [/^s-.*-(amd|intel)$/, "Premium"],
  [/^s-/, "Basic"],
  [/^c2?-/, "CPU-Optimized"],
  [/^gd?-/, "General Purpose"],
  [/^m\d?-/, "Memory-Optimized"],
  [/^so/, "Storage-Optimized"],
];

/**
 * The sizes that are sold, by slug, from the governor's catalogue. What it has no specification or price of, such as
 * retired sizes and those with GPUs, cannot be had here.
 */
export const allSizes: ReadonlyMap<string, SizeAnswer> = new Map(
  [...dropletSizes().values()].flatMap(({ slug, vcpus, memoryGib, diskGib, transferTib, hourly, price }) => {
    if (vcpus === undefined || memoryGib === undefined || diskGib === undefined) return [];
    if (hourly === undefined || price.state !== "priced") return [];
    const size: SizeAnswer = {
      slug,
      memory: memoryGib * 1024,
      vcpus,
      disk: diskGib,
      transfer: transferTib ?? 0,
      price_monthly: price.monthly.expected,
      price_hourly: hourly,
      regions: activeRegions,
      available: true,
      description: families.find(([prefix]) => prefix.test(slug))?.[1] ?? "Basic",
    };
    return [[slug, size] as const];
  }),
);

/** Slugs of the sizes that a region has: all, for want of a list by region. */
export function sizesIn(region: string): readonly string[] {
  return activeRegions.includes(region) ? [...allSizes.keys()] : [];
}

/** The size with that slug, within the answer about something that has it. */
export function sizeAnswer(slug: string): SizeAnswer {
  const size = allSizes.get(slug);
  if (size === undefined) throw new Error(`the catalogue has no size ${slug}`);
  return size;
}
