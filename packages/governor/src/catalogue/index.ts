export { appSizePrice, defaultAppSize } from "./app-sizes";
export { asOf, currency } from "./as-of";
export { type DatabasePlan, databasePlan, databaseSizes } from "./database-sizes";
export { type DropletSize, dropletSize, dropletSizes } from "./droplet-sizes";
export type { ListedPrice } from "./listed-price";
export { backupShare, prices, registryTiers, spacesIncluded } from "./prices";
export {
  appRegionDatacenters,
  isKnownRegion,
  type Migration,
  migration,
  type Region,
  region,
  regions,
  sameMetro,
} from "./regions";
export { isKnownSize, knownSizes, type SizeList } from "./sizes";
