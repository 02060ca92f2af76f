import { dropletSizes, regions } from "@infrafabric/governor";

/** Where GPUs are. Assumed: DigitalOcean lists them by capacity, which changes by the hour. */
const gpuRegions = ["nyc2", "ams3", "tor1", "atl1"];
/** Where there are no Basic Droplets on regular processors. Source: a secondary one of September 2026. */
const premiumRegions = ["mem1"];

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
  readonly gpu_info?: object;
}

const families: readonly (readonly [prefix: RegExp, description: string])[] = [
  [/^s-.*-(amd|intel)$/, "Premium"],
  [/^s-/, "Basic"],
  [/^c2?-/, "CPU-Optimized"],
  [/^gd?-/, "General Purpose"],
  [/^m\d?-/, "Memory-Optimized"],
  [/^so/, "Storage-Optimized"],
  [/^gpu-/, "GPU"],
];

/** What a slug says of GPUs: model, count, and memory of all together. */
const gpuSlug = /^gpu-([a-z\d]+?)x(\d)-(\d+)gb/;

function regionsFor(slug: string): readonly string[] {
  if (gpuSlug.test(slug)) return activeRegions.filter((region) => gpuRegions.includes(region));
  const isRegular = /^s-/.test(slug) && !/-(amd|intel)$/.test(slug);
  return isRegular ? activeRegions.filter((region) => !premiumRegions.includes(region)) : activeRegions;
}

function gpuOf(slug: string): object {
  const [, model, count, gib] = gpuSlug.exec(slug) ?? [];
  if (model === undefined) return {};
  const vram = { amount: Number(gib) / Number(count), unit: "gib" };
  return { gpu_info: { count: Number(count), vram, model: models[model] ?? model } };
}

const models: Readonly<Record<string, string>> = {
  h100: "nvidia_h100",
  h200: "nvidia_h200",
  l40s: "nvidia_l40s",
  mi300: "amd_mi300x",
  "4000ada": "nvidia_rtx4000_ada",
  "6000ada": "nvidia_rtx6000_ada",
};

/**
 * The sizes that are sold, by slug, from the governor's catalogue. What it has no price of, such as retired sizes and
 * GPUs by contract, cannot be had here.
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
      regions: regionsFor(slug),
      available: true,
      description: families.find(([prefix]) => prefix.test(slug))?.[1] ?? "Basic",
      ...gpuOf(slug),
    };
    return [[slug, size] as const];
  }),
);

/** Slugs of the sizes that a region has. */
export function sizesIn(region: string): readonly string[] {
  return [...allSizes.values()].flatMap(({ slug, regions: places }) => (places.includes(region) ? [slug] : []));
}

/** The size with that slug, as part of an answer. A stored record may have a size that is no longer sold. */
export function sizeAnswer(slug: string): SizeAnswer {
  return allSizes.get(slug) ?? { ...unsold, slug };
}

/** In place of numbers that nobody knows any more, the least that the document allows. */
const unsold: Omit<SizeAnswer, "slug"> = {
  ...{ memory: 8, vcpus: 1, disk: 1, transfer: 0, price_monthly: 0, price_hourly: 0 },
  ...{ regions: [], available: false, description: "" },
};
