import type { Kind } from "../kinds/kind";
import type { ResourceView } from "../view/resource";
import type { LimitName } from "./account-facts";

/** Something of which an account may have so many. */
export interface Countable {
  readonly noun: string;
  readonly plural: string;
  /** True for the kinds whose resources count. */
  counts(kind: Kind): boolean;
}

export const droplets: Countable = {
  noun: "Droplet",
  plural: "Droplets",
  counts: (kind) => kind.droplets !== undefined,
};

export const buckets: Countable = { noun: "bucket", plural: "buckets", counts: (kind) => kind.bucket === true };

/** The limits that DigitalOcean's API tells of an account, and what counts toward them. Others it does not tell. */
export const accountLimits: readonly (Countable & { readonly id: LimitName })[] = [
  { id: "droplet_limit", ...droplets },
  {
    id: "reserved_ip_limit",
    noun: "reserved IPv4 address",
    plural: "reserved IPv4 addresses",
    counts: (kind) => kind.reservedAddress === true,
  },
  { id: "volume_limit", noun: "volume", plural: "volumes", counts: (kind) => kind.name === "Volume" },
];

/** True for a kind that counts toward anything. */
export function isCounted(kind: Kind): boolean {
  return [buckets, ...accountLimits].some((one) => one.counts(kind));
}

/** How many a resource counts as: a pool as its Droplets at the most; undefined if that is not known. */
export function amountOf(resource: ResourceView): number | undefined {
  return resource.kind?.droplets === undefined ? 1 : resource.kind.droplets(resource);
}

/** `1 Droplet`, `2 Droplets`. */
export function numbered({ noun, plural }: Countable, count: number): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
