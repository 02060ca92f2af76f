import { parseAddresses } from "@infrafabric/governor/internal";
import type { Account } from "../../state/account.ts";
import type { Vpc } from "../vpcs/vpc.ts";
import { addressOf, type Droplet, dropletTable } from "./droplet.ts";

/** Stands in for the internet: a range for benchmarks, RFC 2544, behind which nobody is. */
const publicBase = toNumber("198.18.0.0");
const publicSize = 2 ** 16;

/** A public address that no Droplet has. */
export function publicNetwork(account: Account): Droplet["networks"]["v4"][number] {
  const taken = new Set(
    dropletTable
      .of(account)
      .all()
      .map((one) => addressOf(one, "public")),
  );
  return {
    ip_address: free(publicBase, publicSize, taken),
    netmask: "255.255.0.0",
    gateway: toText(publicBase + 1),
    type: "public",
  };
}

/** How many Droplets a VPC has an address for. */
export function roomIn(account: Account, vpc: Vpc): number {
  // Not for Droplets: network, gateway and broadcast.
  return rangeOf(vpc).size - 3 - membersOf(account, vpc).length;
}

/** An address in a VPC that no Droplet there has. */
export function privateNetwork(account: Account, vpc: Vpc): Droplet["networks"]["v4"][number] {
  const { base, size } = rangeOf(vpc);
  const taken = new Set(membersOf(account, vpc).map((one) => addressOf(one, "private")));
  return { ip_address: free(base, size, taken), netmask: toText(2 ** 32 - size), type: "private" };
}

/** An IPv6 address of the range for documentation, RFC 3849, that belongs to a Droplet's id. */
export function ipv6Network(id: number): Droplet["networks"]["v6"][number] {
  return {
    ip_address: `2001:db8:1::${groups(id)}`,
    netmask: 64,
    gateway: "2001:db8:1::1",
    type: "public",
  };
}

/** Where the addresses of a VPC begin, and how many there are. */
export function rangeOf({ ip_range }: Vpc): { readonly base: number; readonly size: number } {
  const range = parseAddresses(ip_range);
  if (range === undefined) throw new Error(`${ip_range} is not a valid range`);
  return { base: Number(range.first), size: Number(range.last - range.first) + 1 };
}

function membersOf(account: Account, { id }: Vpc): readonly Droplet[] {
  return dropletTable.of(account).filter(({ vpc_uuid }) => vpc_uuid === id);
}

/** A number as the last groups of an IPv6 address. */
export function groups(value: number): string {
  return `${Math.floor(value / 0x10000).toString(16)}:${(value % 0x10000).toString(16)}`;
}

/** The first address of a range that is not taken, after those of network and gateway. */
export function free(base: number, size: number, taken: ReadonlySet<string | undefined>): string {
  // As numbers, so that looking behind a thousand Droplets costs little.
  const numbers = new Set([...taken].map((address) => toNumber(address ?? "")));
  for (let offset = 2; offset < size - 1; offset += 1) {
    if (!numbers.has(base + offset)) return toText(base + offset);
  }
  throw new Error(`no address is left in ${toText(base)}`);
}

export function toNumber(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toText(value: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(value / unit) % 256).join(".");
}
