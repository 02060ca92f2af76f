import { createHash } from "node:crypto";
import { type AddressRange, overlap, parseAddresses, reservedRanges } from "@infrafabric/governor/internal";

/**
 * Where ranges are allocated unless a network names its own: private ranges that DigitalOcean reserves in no
 * datacenter and takes for no VPC of its own choice, and that few other networks begin with. Never changed: another
 * pool would move the ranges of networks that exist.
 */
export const defaultPool: readonly string[] = ["10.64.0.0/11", "10.144.0.0/12", "10.160.0.0/11", "10.192.0.0/11"];

/** Where ranges are allocated. */
export interface Pool {
  /** CIDR notation. */
  readonly blocks: readonly string[];
  /** Prefix length of every range. */
  readonly prefix: number;
  /** Makes the ranges of one network others than those of another. */
  readonly seed: string;
}

/** A VPC that has a range, or needs one. */
export interface RangeWanted {
  readonly key: string;
  /** CIDR notation; undefined: a range is allocated. */
  readonly given: string | undefined;
}

/** A range that another one has addresses of. */
export interface Clash {
  readonly key: string;
  readonly range: string;
  /** The other one, and whose it is: a VPC's, or undefined where it is used elsewhere. */
  readonly with: { readonly range: string; readonly key: string | undefined };
  /** A range that nothing overlaps; undefined: there is none left. */
  readonly free: string | undefined;
}

/** The ranges of a network. */
export interface Ranges {
  /** By key; none where the pool has none to allocate. */
  readonly byKey: ReadonlyMap<string, string>;
  readonly clashes: readonly Clash[];
}

/**
 * Allocates ranges. Each depends on the pool, its seed and its own key alone, so that no key that comes or goes moves
 * the range of another one. Two keys can therefore hit the same range, as two people can share a birthday. That is a clash, and
 * so is every other overlap, with a free range to write down for one of the two; nothing is ever moved out of the way.
 *
 * @param used Ranges elsewhere, in CIDR notation.
 */
export function rangesOf(wanted: readonly RangeWanted[], pool: Pool, used: readonly string[]): Ranges {
  const byKey = new Map<string, string>();
  for (const { key, given } of wanted) {
    const range = given ?? firstFree(pool, key, reservedRanges);
    if (range !== undefined) byKey.set(key, range);
  }
  const taken = [...used, ...byKey.values()].flatMap((range) => parseAddresses(range) ?? []);
  const known: Clash["with"][] = used.map((range) => ({ range, key: undefined }));
  const clashes: Clash[] = [];
  // What is written down comes first: it is the allocated range that gives way.
  const isGiven = ({ given }: RangeWanted) => given !== undefined;
  for (const { key } of [...wanted.filter(isGiven), ...wanted.filter((one) => !isGiven(one))]) {
    const range = byKey.get(key);
    if (range === undefined) continue;
    const other = known.find((one) => doOverlap(one.range, range));
    if (other !== undefined) {
      const free = firstFree(pool, key, [...reservedRanges, ...taken]);
      taken.push(...[free ?? ""].flatMap((range) => parseAddresses(range) ?? []));
      clashes.push({ key, range, with: other, free });
    }
    known.push({ range, key });
  }
  return { byKey, clashes };
}

function doOverlap(one: string, other: string): boolean {
  const [first, second] = [parseAddresses(one), parseAddresses(other)];
  return first !== undefined && second !== undefined && overlap(first, second) > 0n;
}

/** The first range in the order of a key that overlaps none of some others. */
function firstFree(pool: Pool, key: string, taken: readonly AddressRange[]): string | undefined {
  for (const range of inOrder(pool, key)) {
    if (!taken.some((one) => overlap(one, range) > 0n)) return `${dotted(range.first)}/${pool.prefix}`;
  }
  return undefined;
}

/** Every range of a pool once, in an order of the key's own: from one place on in equal steps. */
function* inOrder({ blocks, prefix, seed }: Pool, key: string): Iterable<AddressRange> {
  const size = 1n << BigInt(32 - prefix);
  const areas = blocks.flatMap((block) => {
    const area = parseAddresses(block);
    return area?.family === 4 ? [{ first: area.first, count: (area.last - area.first + 1n) / size }] : [];
  });
  const total = areas.reduce((sum, { count }) => sum + count, 0n);
  if (total === 0n) return;
  const digest = createHash("sha256").update(`${seed}\n${key}`).digest();
  let step = (digest.readBigUInt64BE(8) % total) + 1n;
  // A step that has a factor in common with the number of ranges would pass some of them by.
  while (commonFactor(step, total) !== 1n) step += 1n;
  let place = digest.readBigUInt64BE(0) % total;
  for (let round = 0n; round < total; round += 1n) {
    let rest = place;
    for (const { first, count } of areas) {
      if (rest < count) {
        const start = first + rest * size;
        yield { family: 4, first: start, last: start + size - 1n };
        break;
      }
      rest -= count;
    }
    place = (place + step) % total;
  }
}

function commonFactor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : commonFactor(other, one % other);
}

function dotted(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
}
