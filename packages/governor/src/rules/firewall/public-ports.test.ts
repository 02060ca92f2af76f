import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddressRange, block, subtract, union } from "../../network/cidr";
import { adminLimit, isPublic, publicAddresses } from "../../network/public-addresses";
import { cpuOf } from "../../test/cpu";
import { readPath } from "../../view/property";
import type { Denial, Opening } from "./entries";
import { publicPorts } from "./public-ports";

const sources = readPath({ sourceAddresses: [] }, "sourceAddresses");
const portsFrom = 0;
const portsTo = 11;

const port = fc.integer({ min: portsFrom, max: portsTo });
const ports = fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
const protocol = fc.constantFrom("tcp" as const, "udp" as const);

/** Networks that nest and lie side by side, about as large as the limits, private ones and whole families among them. */
const network: fc.Arbitrary<AddressRange> = fc.oneof(
  { weight: 8, arbitrary: networksOf(4, 8n << 24n, 14, 18) },
  { weight: 4, arbitrary: networksOf(6, 0x2600n << 112n, 30, 34) },
  { weight: 1, arbitrary: networksOf(4, 10n << 24n, 8, 16) },
  { weight: 1, arbitrary: fc.constantFrom(block(4, 0n, 0), block(6, 0n, 0), block(4, 8n << 24n, 32)) },
);

function networksOf(family: 4 | 6, base: bigint, shortest: number, longest: number): fc.Arbitrary<AddressRange> {
  const size = BigInt((family === 4 ? 32 : 128) - longest);
  return fc
    .tuple(fc.integer({ min: 0, max: 2 ** (longest - shortest) - 1 }), fc.integer({ min: shortest, max: longest }))
    .map(([index, prefix]) => block(family, base + (BigInt(index) << size), prefix));
}

const networks = fc.array(network, { minLength: 1, maxLength: 4 });
const opening = fc
  .record({ protocol, ports, ranges: networks })
  .map(({ ranges, ...rest }): Opening => ({ ...rest, sources, ranges: union(ranges) }));
const denial: fc.Arbitrary<Denial> = fc.record({ protocol, ports, ranges: networks });

/** By opening, each port that the internet can reach, and whether by its own sources: one port after the other. */
function portByPort(openings: readonly Opening[], denials: readonly Denial[]): readonly ReadonlyMap<number, boolean>[] {
  const found = openings.map(() => new Map<number, boolean>());
  const includes = (one: Opening | Denial, at: number) => one.ports.first <= at && at <= one.ports.last;
  for (const name of ["tcp", "udp"]) {
    for (let at = portsFrom; at <= portsTo; at++) {
      const denied = denials
        .filter((one) => one.protocol === name && includes(one, at))
        .flatMap(({ ranges }) => ranges);
      const left = openings.map((one) =>
        one.protocol === name && includes(one, at) ? subtract(one.ranges, denied) : [],
      );
      const others = left.filter((ranges) => !isPublic(ranges, adminLimit));
      const together = isPublic(others.flat(), adminLimit);
      for (const [index, ranges] of left.entries()) {
        const some = publicAddresses(ranges, 4) + publicAddresses(ranges, 6) > 0n;
        if (isPublic(ranges, adminLimit)) found[index]?.set(at, true);
        else if (some && together) found[index]?.set(at, false);
      }
    }
  }
  return found;
}

describe("publicPorts", () => {
  it("finds what a look at each port finds", () => {
    fc.assert(
      fc.property(fc.array(opening, { maxLength: 7 }), fc.array(denial, { maxLength: 5 }), (openings, denials) => {
        const found = publicPorts(openings, denials, adminLimit);
        for (const [index, expected] of portByPort(openings, denials).entries()) {
          const one = openings[index];
          const open = one === undefined ? undefined : found.get(one);
          const listed = (open?.ports ?? []).flatMap(({ first, last }) =>
            Array.from({ length: last - first + 1 }, (_, step) => first + step),
          );
          expect(listed).toEqual([...expected.keys()]);
          if (open !== undefined) expect(open.alone).toBe([...expected.values()].every(Boolean));
          for (const [at, { first }] of (open?.ports ?? []).entries()) {
            if (at > 0) expect(first).toBeGreaterThan((open?.ports[at - 1]?.last ?? first) + 1);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  const widest = { first: 1, last: 65535 };
  const nested = (index: number) => ({ first: 1 + index, last: 60_000 - index });
  const one = (index: number) => ({ first: 1000 + 2 * index, last: 1000 + 2 * index });
  const everyone = [block(4, 0n, 0)];
  const net4 = (index: number) => [block(4, (11n << 24n) + (BigInt(index) << 14n), 16 + (index % 6))];
  const net6 = (index: number) => [block(6, (0x2600n << 112n) + (BigInt(index) << 90n), 28 + (index % 9))];

  it.each([
    [4000, "one source, denials of a network each", nested, () => everyone, nested, net4],
    [4000, "a network each, denials of a network each", nested, net4, nested, net4],
    [4000, "a network of IPv6 each, denials of one each", nested, net6, nested, net6],
    // The square of the entries is what there is to find.
    [1000, "a network each, denials of everyone at one port each", () => widest, net4, one, () => everyone],
  ] as const)("stays fast for %i entries: %s", (count, _, openPorts, openTo, deniedPorts, deniedTo) => {
    const indexes = Array.from({ length: count / 2 }, (_, index) => index);
    const openings = indexes.map(
      (index): Opening => ({ protocol: "tcp", sources, ports: openPorts(index), ranges: openTo(index) }),
    );
    const denials = indexes.map(
      (index): Denial => ({ protocol: "tcp", ports: deniedPorts(index), ranges: deniedTo(index) }),
    );
    expect(cpuOf(() => publicPorts(openings, denials, adminLimit))).toBeLessThan(1500);
  });
});
