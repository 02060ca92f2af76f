import { between, fixed, type Price, unpriced } from "../cost/price";
import { asOf } from "./as-of";
import { bundledAsOf, bundledDropletSizes, checkedDropletSizes } from "./bundled-droplet-sizes";
import { averageHours, cappedHours, longestHours } from "./prices";
import { currentPrices, type DropletSizePrice, type RefreshedPrices } from "./refreshed";
import type { Sourced } from "./sourced";

/** A Droplet size. */
export interface DropletSize {
  readonly slug: string;
  readonly vcpus?: number;
  readonly memoryGib?: number;
  readonly diskGib?: number;
  /** Outbound transfer that is included, TiB per month; undefined where it was not found. */
  readonly transferTib?: number;
  /** USD per hour; undefined where the size has no price. */
  readonly hourly?: number;
  /** USD per month for one Droplet without backups. */
  readonly price: Price;
}

const gpuAsOf = "2026-09";

/**
 * GPU sizes: vCPUs, memory GiB, disk GiB, and USD per hour, without a monthly cap. Source
 * of the prices: one secondary source of September 2026, after a rise that DigitalOcean's own page of May 2026 did not show
 * yet; hence `low`. Undefined: the size exists, and the last price that was found for it is older than that rise, or there
 * is none. Source of the rest: DigitalOcean docs, Droplet features (GPU Droplets), Aug 2025.
 */
const gpuSizes: readonly (readonly [
  slug: string,
  vcpus: number,
  memoryGib: number,
  diskGib: number,
  usdPerHour: number | undefined,
])[] = [
  ["gpu-4000adax1-20gb", 8, 32, 500, 0.76],
  ["gpu-l40sx1-48gb", 8, 64, 500, 1.57],
  ["gpu-6000adax1-48gb", 8, 64, 500, 1.57],
  ["gpu-mi300x1-192gb", 20, 240, 720, 2.59],
  ["gpu-mi300x8-1536gb", 160, 1920, 2046, 20.72],
  ["gpu-h100x1-80gb", 20, 240, 720, 4.41],
  ["gpu-h100x1-80gb-200", 20, 240, 720, undefined],
  ["gpu-h100x8-640gb", 160, 1920, 2046, 35.28],
  ["gpu-h100x8-640gb-200", 160, 1920, 2046, undefined],
  ["gpu-h200x1-141gb", 24, 240, 720, 4.47],
  ["gpu-h200x8-1128gb", 192, 1920, 2046, undefined],
];

/** Sizes that DigitalOcean no longer sells. Source: Pulumi's `DropletSlug` without what `/v2/sizes` still lists. */
const retiredSizes: readonly string[] = [
  "512mb",
  "1gb",
  "2gb",
  "4gb",
  "8gb",
  "16gb",
  "32gb",
  "48gb",
  "64gb",
  "s-1vcpu-3gb",
  "s-3vcpu-1gb",
  "s-6vcpu-16gb",
  "s-8vcpu-32gb",
  "s-12vcpu-48gb",
  "s-16vcpu-64gb",
  "s-20vcpu-96gb",
  "s-24vcpu-128gb",
  "s-32vcpu-192gb",
];

let built:
  | { readonly from: RefreshedPrices | undefined; readonly bySlug: ReadonlyMap<string, DropletSize> }
  | undefined;

/** Every Droplet size that the catalogue knows, by slug. */
export function dropletSizes(): ReadonlyMap<string, DropletSize> {
  const from = currentPrices();
  if (built === undefined || built.from !== from) {
    const source: Sourced = { confidence: "high", asOf: from?.asOf ?? asOf };
    const refreshed = (from?.dropletSizes ?? []).map((size) => sizeOf(size, source));
    const all = [...bundled(), ...gpu(), ...retired(), ...refreshed];
    built = { from, bySlug: new Map(all.map((size) => [size.slug, size])) };
  }
  return built.bySlug;
}

/** The size with that slug; undefined for one that the catalogue does not know. */
export function dropletSize(slug: string): DropletSize | undefined {
  return dropletSizes().get(slug);
}

function bundled(): DropletSize[] {
  return bundledDropletSizes.map(([slug, vcpus, memoryGib, diskGib, transferTib, usdPerMonth]) => ({
    slug,
    vcpus,
    memoryGib,
    diskGib,
    ...(transferTib === undefined ? {} : { transferTib }),
    // Billed by the second up to 672 hours. Source: DigitalOcean docs: Droplet pricing (Aug 2026).
    hourly: Math.round((usdPerMonth / cappedHours) * 1e5) / 1e5,
    price: {
      ...fixed(usdPerMonth, `${slug} $${usdPerMonth}`, {
        confidence: "high",
        asOf: checkedDropletSizes.slugs.has(slug) ? checkedDropletSizes.asOf : bundledAsOf,
      }),
      billing: "capped" as const,
    },
  }));
}

function gpu(): DropletSize[] {
  return gpuSizes.map(([slug, vcpus, memoryGib, diskGib, hourly]) => {
    const shape = { slug, vcpus, memoryGib, diskGib };
    return hourly === undefined
      ? { ...shape, price: unpriced(`no current price was found for ${slug} (catalogue of ${asOf})`) }
      : { ...shape, hourly, price: uncapped(slug, hourly, { confidence: "low", asOf: gpuAsOf }) };
  });
}

/** The monthly price of the API is 672 hours where there is a cap, and 744 where there is none. */
function sizeOf(
  { slug, usdPerMonth, usdPerHour, transferTib, ...shape }: DropletSizePrice,
  source: Sourced,
): DropletSize {
  const isCapped = usdPerMonth / usdPerHour < (cappedHours + averageHours) / 2;
  return {
    slug,
    ...shape,
    // The API says 0 of what it does not limit that way.
    ...(transferTib === 0 ? {} : { transferTib }),
    hourly: usdPerHour,
    price: isCapped
      ? { ...fixed(usdPerMonth, `${slug} $${usdPerMonth}`, source), billing: "capped" }
      : uncapped(slug, usdPerHour, source),
  };
}

function uncapped(slug: string, hourly: number, source: Sourced): Price {
  const monthly = { low: hourly * cappedHours, expected: hourly * averageHours, high: hourly * longestHours };
  return { ...between(monthly, `${slug} $${hourly} an hour without a monthly cap`, source), billing: "uncapped" };
}

function retired(): DropletSize[] {
  return retiredSizes.map((slug) => ({ slug, price: unpriced(`${slug} is a retired size without a listed price`) }));
}
