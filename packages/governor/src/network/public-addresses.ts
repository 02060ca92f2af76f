import { type AddressRange, overlap, parseAddresses, union } from "./cidr";

/**
 * Addresses that no packet from the internet comes from, by IANA's special-purpose registries: this network, private
 * use, shared use behind carriers, loopback, link-local, multicast and reserved.
 */
const unroutable = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
].flatMap((text) => parseAddresses(text) ?? []);

/** What IANA has given out of IPv6 for use on the internet. */
const globalUnicast = ["2000::/3"].flatMap((text) => parseAddresses(text) ?? []);

/** The most addresses of each family that may reach a port without it being public. */
export interface AddressLimit {
  readonly 4: bigint;
  readonly 6: bigint;
}

/**
 * For services: one IPv4 /8, the most that a single organisation was ever given in one piece, or one IPv6 /16, more
 * than any operator's customers need and less than the /12 of a whole continent's registry.
 */
export const serviceLimit: AddressLimit = { 4: 1n << 24n, 6: 1n << 112n };

/**
 * For administration: one IPv4 /16, a whole class B network as universities and large companies have, or one IPv6 /32,
 * what a registry gives to a provider for all of its customers. No office or VPN has more, and most of what does, such
 * as 3.0.0.0/8, is a cloud whose machines anyone can rent.
 */
export const adminLimit: AddressLimit = { 4: 1n << 16n, 6: 1n << 96n };

/** How many addresses on the internet the ranges stand for. */
export function publicAddresses(ranges: Iterable<AddressRange>, family: 4 | 6): bigint {
  return union(ranges)
    .filter((range) => range.family === family)
    .reduce((sum, range) => sum + publicPart(range), 0n);
}

/** True when the ranges together, however they are split, let in more of the internet than the limit. */
export function isPublic(ranges: readonly AddressRange[], limit: AddressLimit): boolean {
  return publicAddresses(ranges, 4) > limit[4] || publicAddresses(ranges, 6) > limit[6];
}

function publicPart(range: AddressRange): bigint {
  if (range.family === 6) return globalUnicast.reduce((sum, block) => sum + overlap(range, block), 0n);
  const size = range.last - range.first + 1n;
  return unroutable.reduce((sum, block) => sum - overlap(range, block), size);
}
