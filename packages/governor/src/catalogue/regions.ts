/** A datacenter. */
export interface Region {
  /** Such as `nyc3`. */
  readonly slug: string;
  /** `legacy`: only for accounts that have Droplets there already. */
  readonly state: "active" | "legacy";
  /** App Platform's slug of the place, such as `nyc`; undefined: no apps there, or not known. */
  readonly app?: string;
  /** Spaces: `accepted`; `refused` by the provider as yet; undefined: none there, or not known. */
  readonly spaces?: "accepted" | "refused";
  /** Private range that DigitalOcean keeps for itself there; undefined: not known. */
  readonly reserved?: string;
  /** `within`: its VPCs are peered only with others of the same datacenter. */
  readonly peering?: "within";
}

/**
 * Sources: DigitalOcean docs, Regional Availability (20 Nov 2025), and the release notes of September 2026 for ric1,
 * mkc1 and mem1; App slugs from digitalocean-labs/do-app-platform-skills, regions.yaml. `ams1` is only left over in an
 * enum and stands nowhere. Spaces: DigitalOcean docs, Spaces availability (23 Mar 2026), the release notes of September
 * 2026 for mkc1, and terraform-provider-digitalocean (Aug 2026) for what is accepted. Reserved ranges and
 * peering: DigitalOcean docs, VPC limits (Sep 2025). Legacy ones last, so that of equally near names an active one is suggested.
 */
export const regions: readonly Region[] = [
  { slug: "nyc1", state: "active", app: "nyc", reserved: "10.10.0.0/16" },
  { slug: "nyc2", state: "active", app: "nyc", reserved: "10.13.0.0/16" },
  { slug: "nyc3", state: "active", app: "nyc", spaces: "accepted", reserved: "10.17.0.0/16" },
  { slug: "ams3", state: "active", app: "ams", spaces: "accepted", reserved: "10.18.0.0/16" },
  { slug: "sfo2", state: "active", app: "sfo", spaces: "accepted", reserved: "10.46.0.0/16" },
  { slug: "sfo3", state: "active", app: "sfo", spaces: "accepted", reserved: "10.48.0.0/16" },
  { slug: "sgp1", state: "active", app: "sgp", spaces: "accepted", reserved: "10.15.0.0/16" },
  { slug: "lon1", state: "active", app: "lon", spaces: "accepted", reserved: "10.16.0.0/16" },
  { slug: "fra1", state: "active", app: "fra", spaces: "accepted", reserved: "10.19.0.0/16" },
  { slug: "tor1", state: "active", app: "tor", spaces: "accepted", reserved: "10.29.0.0/16" },
  { slug: "blr1", state: "active", app: "blr", spaces: "accepted", reserved: "10.47.0.0/16", peering: "within" },
  { slug: "syd1", state: "active", app: "syd", spaces: "accepted", reserved: "10.49.0.0/16" },
  { slug: "atl1", state: "active", app: "atl", spaces: "accepted", reserved: "10.50.0.0/16" },
  { slug: "ric1", state: "active" },
  { slug: "mkc1", state: "active", spaces: "refused" },
  { slug: "mem1", state: "active" },
  { slug: "ams2", state: "legacy", reserved: "10.14.0.0/16" },
  { slug: "sfo1", state: "legacy", reserved: "10.12.0.0/16" },
];

/** Private ranges that DigitalOcean keeps for itself in every region. Source: its docs, VPC limits (Sep 2025). */
export const reservedEverywhere: readonly string[] = [
  "10.244.0.0/16",
  "10.245.0.0/16",
  "10.246.0.0/24",
  "10.229.0.0/16",
];

/** Where the provider creates buckets. */
export const spacesRegions: readonly string[] = regions
  .filter(({ spaces }) => spaces === "accepted")
  .map(({ slug }) => slug);

/** Where to go from a region. */
interface Migration {
  readonly from: string;
  readonly to: string;
  /** `official`: DigitalOcean says so; `policy`: the house rule that came with the first `governor.yaml`. */
  readonly basis: "official" | "policy";
  readonly source: string;
}

const migrations: readonly Migration[] = [
  { from: "ams2", to: "ams3", basis: "official", source: "DigitalOcean docs: Regional Availability (20 Nov 2025)" },
  { from: "sfo1", to: "sfo3", basis: "official", source: "DigitalOcean docs: Regional Availability (20 Nov 2025)" },
  { from: "nyc1", to: "nyc3", basis: "policy", source: "policy of the first governor.yaml, which disallows nyc1" },
];

/** The region with that slug; undefined for one that the catalogue does not know. */
export function region(slug: string): Region | undefined {
  return regions.find((known) => known.slug === slug);
}

/** True for a datacenter's slug, legacy ones included. */
export function isKnownRegion(slug: string): boolean {
  return region(slug) !== undefined;
}

/** The active datacenters that App Platform's slug stands for, such as nyc1, nyc2 and nyc3 for `nyc`. */
export function appRegionDatacenters(slug: string): readonly string[] | undefined {
  const datacenters = regions.filter((known) => known.app === slug).map((known) => known.slug);
  return datacenters.length === 0 ? undefined : datacenters;
}

/** App Platform's slugs, such as `nyc`. */
export const appRegions: readonly string[] = [...new Set(regions.flatMap(({ app }) => app ?? []))];

/**
 * App Platform's slug of a place; undefined if no apps run there. A datacenter's slug is taken for its city, as in
 * Pulumi's own tutorial (pulumi.com/blog, deploying the MERN stack on DigitalOcean App Platform, Feb 2022).
 */
export function appRegionOf(slug: string): string | undefined {
  return appRegions.includes(slug) ? slug : region(slug)?.app;
}

/** True for a slug with which App Platform is told where an app runs. */
export function isKnownAppRegion(slug: string): boolean {
  return appRegionOf(slug) !== undefined;
}

/** Where to go from a region that is not wanted; undefined where nothing is suggested. */
export function migration(slug: string): Migration | undefined {
  return migrations.find((known) => known.from === slug);
}

/** The other active datacenters of the same city, such as nyc2 and nyc3 for nyc1. */
export function sameMetro(slug: string): readonly string[] {
  const metro = slug.replace(/\d+$/, "");
  return regions
    .filter((known) => known.state === "active" && known.slug !== slug && known.slug.replace(/\d+$/, "") === metro)
    .map((known) => known.slug);
}
