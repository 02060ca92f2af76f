/** A run of IP addresses, both ends included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const bits = { 4: 32, 6: 128 } as const;
const octetPattern = /^\d{1,3}$/;
const groupPattern = /^[0-9a-f]{1,4}$/i;
const lengthPattern = /^\d{1,3}$/;

/** Where IPv4 addresses stand within IPv6, `::ffff:0:0/96`. */
const mapped = 0xffffn << 32n;

/** The addresses that an address or a CIDR block such as `10.0.0.0/8` stands for; undefined for anything else. */
export function parseAddresses(text: string): AddressRange | undefined {
  const [address = "", length, ...rest] = text.trim().split("/");
  if (rest.length > 0) return undefined;
  const family = address.includes(":") ? 6 : 4;
  const value = family === 6 ? parseIpv6(address) : parseIpv4(address);
  if (value === undefined || (length !== undefined && !lengthPattern.test(length))) return undefined;
  const prefix = length === undefined ? bits[family] : Number(length);
  return prefix > bits[family] ? undefined : unmapped(block(family, value, prefix));
}

/** The block of `prefix` bits that an address stands in. */
export function block(family: 4 | 6, address: bigint, prefix: number): AddressRange {
  const host = (1n << BigInt(bits[family] - prefix)) - 1n;
  const first = address & ~host;
  return { family, first, last: first | host };
}

/** IPv4 written as IPv6 is IPv4. */
function unmapped(range: AddressRange): AddressRange {
  const within = range.family === 6 && range.first >= mapped && range.last <= mapped + 0xffff_ffffn;
  return within ? { family: 4, first: range.first - mapped, last: range.last - mapped } : range;
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split(".");
  if (octets.length !== 4) return undefined;
  let value = 0n;
  for (const octet of octets) {
    const number = octetPattern.test(octet) ? Number(octet) : 256;
    if (number > 255) return undefined;
    value = (value << 8n) | BigInt(number);
  }
  return value;
}

function parseIpv6(text: string): bigint | undefined {
  const [head = "", tail, ...rest] = text.split("::");
  if (rest.length > 0) return undefined;
  const before = groupsOf(head, tail === undefined);
  const after = groupsOf(tail ?? "", true);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => 0n), ...after];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** The 16-bit groups of a part of an IPv6 address; the last 32 bits of the whole may be written as IPv4. */
function groupsOf(text: string, isEnd: boolean): readonly bigint[] | undefined {
  if (text === "") return [];
  const words = text.split(":");
  const groups: bigint[] = [];
  for (const [index, word] of words.entries()) {
    const embedded = isEnd && word.includes(".") && index === words.length - 1 ? parseIpv4(word) : undefined;
    if (embedded !== undefined) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (groupPattern.test(word)) groups.push(BigInt(`0x${word}`));
    else return undefined;
  }
  return groups;
}

/** The same addresses as ranges that neither overlap nor touch, IPv4 first, in order. */
export function union(ranges: Iterable<AddressRange>): readonly AddressRange[] {
  const sorted = [...ranges].sort((a, b) => a.family - b.family || compare(a.first, b.first));
  const merged: AddressRange[] = [];
  for (const range of sorted) {
    const previous = merged.at(-1);
    if (previous !== undefined && previous.family === range.family && range.first <= previous.last + 1n) {
      if (range.last > previous.last) merged[merged.length - 1] = { ...previous, last: range.last };
    } else {
      merged.push(range);
    }
  }
  return merged;
}

/** What is left of some ranges without others, as ranges that neither overlap nor touch, IPv4 first, in order. */
export function subtract(ranges: Iterable<AddressRange>, removed: Iterable<AddressRange>): readonly AddressRange[] {
  const cuts = union(removed);
  return union(ranges).flatMap((range) => {
    const rest: AddressRange[] = [];
    let { first } = range;
    for (const cut of cuts) {
      if (cut.family !== range.family || cut.last < first || cut.first > range.last) continue;
      if (cut.first > first) rest.push({ ...range, first, last: cut.first - 1n });
      first = cut.last + 1n;
    }
    if (first <= range.last) rest.push({ ...range, first });
    return rest;
  });
}

/** True when every address of `inner` is among the ranges. */
export function covers(ranges: Iterable<AddressRange>, inner: AddressRange): boolean {
  return union(ranges).some(
    (range) => range.family === inner.family && range.first <= inner.first && inner.last <= range.last,
  );
}

/** How many addresses two ranges have in common. */
export function overlap(a: AddressRange, b: AddressRange): bigint {
  if (a.family !== b.family) return 0n;
  let { first, last } = a;
  if (b.first > first) first = b.first;
  if (b.last < last) last = b.last;
  return last < first ? 0n : last - first + 1n;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
