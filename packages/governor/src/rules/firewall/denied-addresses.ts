import type { AddressRange } from "../../network/cidr";
import { type AddressLimit, publicAddresses } from "../../network/public-addresses";

/** Where IPv6 begins when the addresses of both families stand in one line. */
const ipv6Start = 1n << 32n;

/** A run of parts; `to` is the first part after it. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** Some addresses, as runs of the parts of one `DeniedAddresses`. */
export type Runs = readonly Run[];

/**
 * Which addresses are denied at one port. The addresses are cut wherever one of the ranges begins or ends, so that to
 * deny, to allow again and to count are steps over numbers, however many ranges there are.
 */
export class DeniedAddresses {
  private readonly indexes: ReadonlyMap<bigint, number>;
  /** The first part of IPv6. */
  private readonly ipv6: number;
  /** How many addresses of the internet each part has. Those of IPv4 fit into a number, which is faster by far. */
  private readonly sizes4: readonly number[];
  private readonly sizes6: readonly bigint[];
  /** How many denials there are of each part. */
  private readonly denials: Int32Array;
  /** How many addresses of the internet are left before each part of a family; up to date below `stale`. */
  private readonly before4: Float64Array;
  private readonly before6: bigint[];
  private stale = 0;
  /** Grows whenever what is denied is not the same as before. */
  version = 0;

  constructor(ranges: Iterable<AddressRange>) {
    const edges = new Set([0n, ipv6Start]);
    for (const { family, first, last } of ranges) {
      edges.add(positionOf(family, first));
      edges.add(positionOf(family, last) + 1n);
    }
    const sorted = [...edges].sort((a, b) => (a < b ? -1 : 1));
    this.indexes = new Map(sorted.map((edge, index) => [edge, index]));
    this.ipv6 = this.indexAt(ipv6Start);
    const sizes = sorted.slice(0, -1).map((edge, index) => sizeOf(edge, sorted[index + 1] ?? edge));
    this.sizes4 = sizes.slice(0, this.ipv6).map(Number);
    this.sizes6 = sizes.slice(this.ipv6);
    this.denials = new Int32Array(sizes.length);
    this.before4 = new Float64Array(this.sizes4.length + 1);
    this.before6 = [0n, ...this.sizes6];
  }

  /** Ranges as this object counts them: each must be one of those that it was made for. */
  runsOf(ranges: Iterable<AddressRange>): Runs {
    return [...ranges].map(({ family, first, last }) => ({
      from: this.indexAt(positionOf(family, first)),
      to: this.indexAt(positionOf(family, last) + 1n),
    }));
  }

  /** Denies some addresses once more (1), or once less (-1). */
  deny(runs: Runs, by: 1 | -1): void {
    const { denials } = this;
    for (const { from, to } of runs) {
      for (let index = from; index < to; index++) {
        const count = denials[index] ?? 0;
        denials[index] = count + by;
        if (count !== 0 && count + by !== 0) continue;
        this.version += 1;
        if (index < this.stale) this.stale = index;
      }
    }
  }

  /** How much of the internet is left of some addresses, as far as a limit is concerned. Runs may not overlap. */
  left(runs: Runs, limit: AddressLimit): "public" | "some" | "none" {
    this.refresh();
    let four = 0;
    let six = 0n;
    for (const { from, to } of runs) {
      if (from < this.ipv6) four += (this.before4[to] ?? 0) - (this.before4[from] ?? 0);
      else six += (this.before6[to - this.ipv6] ?? 0n) - (this.before6[from - this.ipv6] ?? 0n);
    }
    if (four > limit[4] || six > limit[6]) return "public";
    return four > 0 || six > 0n ? "some" : "none";
  }

  /** Several sets of addresses as one. */
  union(sets: Iterable<Runs>): Runs {
    const steps = new Int32Array(this.denials.length + 1);
    for (const runs of sets) {
      for (const { from, to } of runs) {
        steps[from] = (steps[from] ?? 0) + 1;
        steps[to] = (steps[to] ?? 0) - 1;
      }
    }
    const merged: Run[] = [];
    let depth = 0;
    let from = 0;
    for (const [index, step] of steps.entries()) {
      // A run ends where IPv6 begins, so that each is of one family.
      if (depth > 0 && (depth + step === 0 || index === this.ipv6)) merged.push({ from, to: index });
      if (depth === 0 || index === this.ipv6) from = index;
      depth += step;
    }
    return merged;
  }

  private refresh(): void {
    const { before4, before6, denials, ipv6, sizes4, sizes6 } = this;
    for (let index = this.stale; index < ipv6; index++) {
      before4[index + 1] = (before4[index] ?? 0) + (denials[index] === 0 ? (sizes4[index] ?? 0) : 0);
    }
    for (let index = Math.max(this.stale - ipv6, 0); index < sizes6.length; index++) {
      before6[index + 1] = (before6[index] ?? 0n) + (denials[ipv6 + index] === 0 ? (sizes6[index] ?? 0n) : 0n);
    }
    this.stale = denials.length;
  }

  private indexAt(position: bigint): number {
    return this.indexes.get(position) ?? 0;
  }
}

function positionOf(family: 4 | 6, address: bigint): bigint {
  return family === 4 ? address : address + ipv6Start;
}

function sizeOf(edge: bigint, next: bigint): bigint {
  const family = edge < ipv6Start ? 4 : 6;
  const start = family === 4 ? 0n : ipv6Start;
  return publicAddresses([{ family, first: edge - start, last: next - start - 1n }], family);
}
