import { currentPrices } from "./refreshed";
import type { Sourced } from "./sourced";

/** A container size of App Platform. */
interface Container {
  /** Per month for one instance. */
  readonly usd: number;
  /** Traffic to the internet that one instance includes, GiB per month; undefined where it was not found. */
  readonly egressGib?: number;
}

/**
 * Containers of App Platform. Source: DigitalOcean docs, App Platform pricing
 * (Aug 2025), and `shared/instance-sizes.yaml` of digitalocean-labs/do-app-platform-skills (2026-01).
 */
const containers: Readonly<Record<string, Container>> = {
  "apps-s-1vcpu-0.5gb": { usd: 5, egressGib: 50 },
  "apps-s-1vcpu-1gb-fixed": { usd: 10, egressGib: 100 },
  "apps-s-1vcpu-1gb": { usd: 12, egressGib: 150 },
  "apps-s-1vcpu-2gb": { usd: 25, egressGib: 200 },
  "apps-s-2vcpu-4gb": { usd: 50, egressGib: 250 },
  "apps-d-1vcpu-0.5gb": { usd: 29, egressGib: 100 },
  "apps-d-1vcpu-1gb": { usd: 34, egressGib: 200 },
  "apps-d-1vcpu-2gb": { usd: 39, egressGib: 300 },
  "apps-d-1vcpu-4gb": { usd: 49, egressGib: 400 },
  "apps-d-2vcpu-4gb": { usd: 78, egressGib: 500 },
  "apps-d-2vcpu-8gb": { usd: 98, egressGib: 600 },
  "apps-d-4vcpu-8gb": { usd: 156, egressGib: 700 },
  "apps-d-4vcpu-16gb": { usd: 196, egressGib: 800 },
  "apps-d-8vcpu-32gb": { usd: 392, egressGib: 900 },
  // Plans of apps made before 7 May 2024.
  "basic-xxs": { usd: 5 },
  "basic-xs": { usd: 10 },
  "basic-s": { usd: 20 },
  "basic-m": { usd: 40 },
  "professional-xs": { usd: 12 },
  "professional-s": { usd: 25 },
  "professional-m": { usd: 50 },
  "professional-1l": { usd: 75 },
  "professional-l": { usd: 150 },
  "professional-xl": { usd: 300 },
};

/**
 * The size of a container that names none. Source: DigitalOcean's OpenAPI (7 Aug 2026); the provider's docs say
 * `basic-xxs`, at the same price.
 */
export const defaultAppSize = "apps-s-1vcpu-0.5gb";

/** USD per month for one instance of a container size; undefined for a slug without a published price. */
export function appSizePrice(slug: string): number | undefined {
  const refreshed = currentPrices()?.appSizes.find((size) => size.slug === slug);
  if (refreshed !== undefined) return refreshed.usdPerMonth;
  return Object.hasOwn(containers, slug) ? containers[slug]?.usd : undefined;
}

/** How sure the price of a container size is, and of when. */
export function appSizeSource(slug: string): Sourced {
  const refreshed = currentPrices();
  if (refreshed?.appSizes.some((size) => size.slug === slug) === true)
    return { confidence: "high", asOf: refreshed.asOf };
  return { confidence: "high", asOf: slug.startsWith("apps-") ? "2026-01" : "2025-08" };
}

/** What one instance of a container size includes, GiB sent to the internet per month; undefined where it was not found. */
export function appEgressGib(slug: string): number | undefined {
  return Object.hasOwn(containers, slug) ? containers[slug]?.egressGib : undefined;
}

/** Slugs of the container sizes that have a published price. */
export const appSizes: readonly string[] = Object.keys(containers);
