import { databaseSizes } from "./database-sizes";
import { dropletSizes } from "./droplet-sizes";

/** The lists of sizes that `governor.yaml` can allow from. Kubernetes nodes have Droplet sizes. */
export type SizeList = "droplet" | "kubernetes" | "database";

/** The slugs that the catalogue knows for a list, retired ones included. */
export function knownSizes(list: SizeList = "droplet"): readonly string[] {
  return list === "database" ? databaseSizes : [...dropletSizes().keys()];
}

/** True for a slug that the catalogue knows; a size that is newer than the catalogue is not. */
export function isKnownSize(slug: string, list: SizeList = "droplet"): boolean {
  return list === "database" ? databaseSizes.includes(slug) : dropletSizes().has(slug);
}

/** GiB of memory that a node of a Kubernetes cluster has at least. */
export const leastNodeMemory = 2;

/** True for a size that nodes of Kubernetes clusters can have, as far as the catalogue knows its memory. */
export function isNodeSize(slug: string): boolean {
  const size = dropletSizes().get(slug);
  return size !== undefined && (size.memoryGib ?? leastNodeMemory) >= leastNodeMemory;
}
