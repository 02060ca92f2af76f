export { appSizePrice, appSizes, defaultAppSize } from "./app-sizes";
export { asOf } from "./as-of";
export {
  type DatabaseEngine,
  databaseEngine,
  databaseEngines,
  databaseSizesFor,
  databaseVersionState,
  maintainedVersions,
  postgresqlConnections,
} from "./database-engines";
export { databasePlan, databaseSizes } from "./database-sizes";
export { dropletSize, dropletSizes } from "./droplet-sizes";
export { prices, registryTiers } from "./prices";
export {
  appRegionDatacenters,
  appRegionOf,
  appRegions,
  isKnownAppRegion,
  isKnownRegion,
  migration,
  region,
  regions,
  reservedEverywhere,
  sameMetro,
  spacesRegions,
} from "./regions";
export { isKnownSize, isNodeSize, knownSizes, leastNodeMemory, type SizeList } from "./sizes";
