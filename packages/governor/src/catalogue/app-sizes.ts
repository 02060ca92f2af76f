/**
 * Containers of App Platform, USD per month for one instance. Source: DigitalOcean docs, App Platform pricing
 * (Aug 2025), and `shared/instance-sizes.yaml` of digitalocean-labs/do-app-platform-skills (2026-01).
 */
const containers: Readonly<Record<string, number>> = {
  "apps-s-1vcpu-0.5gb": 5,
  "apps-s-1vcpu-1gb-fixed": 10,
  "apps-s-1vcpu-1gb": 12,
  "apps-s-1vcpu-2gb": 25,
  "apps-s-2vcpu-4gb": 50,
  "apps-d-1vcpu-0.5gb": 29,
  "apps-d-1vcpu-1gb": 34,
  "apps-d-1vcpu-2gb": 39,
  "apps-d-1vcpu-4gb": 49,
  "apps-d-2vcpu-4gb": 78,
  "apps-d-2vcpu-8gb": 98,
  "apps-d-4vcpu-8gb": 156,
  "apps-d-4vcpu-16gb": 196,
  "apps-d-8vcpu-32gb": 392,
  // Plans of apps made before 7 May 2024.
  "basic-xxs": 5,
  "basic-xs": 10,
  "basic-s": 20,
  "basic-m": 40,
  "professional-xs": 12,
  "professional-s": 25,
  "professional-m": 50,
  "professional-1l": 75,
  "professional-l": 150,
  "professional-xl": 300,
};

/**
 * The size of a container that names none. Source: DigitalOcean's OpenAPI (7 Aug 2026); the provider's docs say
 * `basic-xxs`, at the same price.
 */
export const defaultAppSize = "apps-s-1vcpu-0.5gb";

/** USD per month for one instance of a container size; undefined for a slug without a published price. */
export function appSizePrice(slug: string): number | undefined {
  return Object.hasOwn(containers, slug) ? containers[slug] : undefined;
}

/** Slugs of the container sizes that have a published price. */
export const appSizes: readonly string[] = Object.keys(containers);
