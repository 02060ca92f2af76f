import { appSizes } from "./app-sizes";
import { asOf } from "./as-of";
import { bundledAsOf, bundledDropletSizes, checkedDropletSizes } from "./bundled-droplet-sizes";
import { databasePlans } from "./database-sizes";
import { dropletSizes } from "./droplet-sizes";
import { prices, registryTiers } from "./prices";
import { currentPrices } from "./refreshed";
import { regions } from "./regions";

/** A part of the catalogue. */
export interface CatalogueGroup {
  readonly name: string;
  readonly count: number;
  /** How many of them have no known price; 0 for what has none by nature. */
  readonly unpriced: number;
  /** The oldest and the newest date of its sources, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly source: string;
  /** The request that prices it at DigitalOcean's API; undefined if there is none. */
  readonly api?: string;
}

/** What the catalogue holds, group by group. */
export function catalogueGroups(): readonly CatalogueGroup[] {
  const refreshed = currentPrices();
  const bundled = new Set(bundledDropletSizes.map(([slug]) => slug));
  const others = [...dropletSizes().values()].filter(({ slug }) => !bundled.has(slug));
  const gpu = others.filter(({ slug }) => slug.startsWith("gpu-"));
  const rest = others.filter(({ slug }) => !slug.startsWith("gpu-"));
  const unpriced = (sizes: typeof others) => sizes.filter(({ price }) => price.state === "unpriced").length;
  const dates = Object.values(prices)
    .map((price) => price.asOf)
    .sort();
  const ofApi = (date: string, api: string, has: boolean) =>
    has && refreshed !== undefined ? { asOf: refreshed.asOf, source: "DigitalOcean's API", api } : { asOf: date, api };
  const sizes = (refreshed?.dropletSizes.length ?? 0) > 0;
  const api = "GET /v2/sizes";
  return [
    {
      name: "Droplet sizes",
      count: bundled.size,
      unpriced: 0,
      source: "doctl compute size list, checked against DigitalOcean's pricing page",
      ...ofApi(`${bundledAsOf} to ${checkedDropletSizes.asOf}`, api, sizes),
    },
    {
      name: "GPU Droplet sizes",
      count: gpu.length,
      unpriced: unpriced(gpu),
      source: "one secondary source",
      ...ofApi("2026-09", api, sizes),
    },
    {
      name: "other and retired Droplet sizes",
      count: rest.length,
      unpriced: unpriced(rest),
      source: "the provider's list of sizes",
      ...ofApi("2026-07", api, sizes),
    },
    {
      name: "App Platform container sizes",
      count: appSizes.length,
      unpriced: 0,
      source: "DigitalOcean docs: App Platform pricing",
      ...ofApi("2025-08 to 2026-01", "GET /v2/apps/tiers/instance_sizes", (refreshed?.appSizes.length ?? 0) > 0),
    },
    {
      name: "database plans",
      count: databasePlans,
      unpriced: 0,
      asOf: "2026-08",
      source: "DigitalOcean pricing page: managed databases; Kafka and OpenSearch from a secondary source",
    },
    {
      name: "container registry tiers",
      count: registryTiers.size,
      unpriced: 0,
      asOf: "2026-08-07",
      source: "DigitalOcean docs: Container Registry pricing, and DigitalOcean's OpenAPI",
    },
    {
      name: "single prices",
      count: dates.length,
      unpriced: 0,
      asOf: `${dates[0]} to ${dates.at(-1)}`,
      source: "each its own",
    },
    { name: "regions", count: regions.length, unpriced: 0, asOf, source: "DigitalOcean docs: regional availability" },
  ];
}
