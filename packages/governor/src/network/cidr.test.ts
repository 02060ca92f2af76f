import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddressRange, block, covers, overlap, parseAddresses, subtract, union } from "./cidr";

const bitsOf = { 4: 32, 6: 128 } as const;

/** Any CIDR block of either family. */
const blocks: fc.Arbitrary<AddressRange & { prefix: number }> = fc
  .constantFrom(4 as const, 6 as const)
  .chain((family) =>
    fc
      .tuple(
        fc.bigInt({ min: 0n, max: (1n << BigInt(bitsOf[family])) - 1n }),
        fc.integer({ min: 0, max: bitsOf[family] }),
      )
      .map(([address, prefix]) => ({ ...block(family, address, prefix), prefix })),
  );

const halves = ({ family, first, prefix }: AddressRange & { prefix: number }): readonly AddressRange[] =>
  prefix === bitsOf[family]
    ? [block(family, first, prefix)]
    : [
        block(family, first, prefix + 1),
        block(family, first | (1n << BigInt(bitsOf[family] - prefix - 1)), prefix + 1),
      ];

const range = (text: string): AddressRange => parseAddresses(text) ?? expect.fail(`${text} was not read`);

const plain = ({ family, first, last }: AddressRange) => ({ family, first, last });

describe("parseAddresses", () => {
  it.each([
    ["10.0.0.0/8", 4, 0x0a000000n, 0x0affffffn],
    ["0.0.0.0/0", 4, 0n, 0xffffffffn],
    ["203.0.113.7", 4, 0xcb007107n, 0xcb007107n],
    [" 203.0.113.7/24 ", 4, 0xcb007100n, 0xcb0071ffn],
    ["::/0", 6, 0n, (1n << 128n) - 1n],
    ["0:0:0:0:0:0:0:0/0", 6, 0n, (1n << 128n) - 1n],
    ["2001:DB8::1", 6, (0x20010db8n << 96n) | 1n, (0x20010db8n << 96n) | 1n],
    ["fe80::/10", 6, 0xfe80n << 112n, (0xfec0n << 112n) - 1n],
    ["64:ff9b::192.0.2.1", 6, (0x64ff9bn << 96n) | 0xc0000201n, (0x64ff9bn << 96n) | 0xc0000201n],
  ] as const)("reads %s", (text, family, first, last) => {
    expect(parseAddresses(text)).toEqual({ family, first, last });
  });

  it("takes IPv4 written as IPv6 for IPv4", () => {
    expect(parseAddresses("::ffff:0.0.0.0/96")).toEqual(range("0.0.0.0/0"));
    expect(parseAddresses("::ffff:10.1.2.3")).toEqual(range("10.1.2.3"));
  });

  it.each([
    "",
    "*",
    "any",
    "10.0.0",
    "10.0.0.0.0",
    "256.0.0.0",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "10.0.0.0/-1",
    "::/129",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    "12345::",
    "g::",
    "1.2.3.4:5::",
    "1.2.3.4::",
    "web.example.com",
    "0.0.0.0/0,::/0",
  ])("refuses %j", (text) => {
    expect(parseAddresses(text)).toBeUndefined();
  });
});

describe("union", () => {
  it("of two halves is the whole", () => {
    fc.assert(
      fc.property(blocks, (whole) => {
        expect(union(halves(whole))).toEqual([plain(whole)]);
      }),
    );
  });

  it("does not depend on the order, nor on repetition", () => {
    fc.assert(
      fc.property(
        fc
          .array(blocks.map(plain), { maxLength: 12 })
          .chain((all) =>
            fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
          ),
        ([all, shuffled]) => {
          expect(union(shuffled)).toEqual(union(all));
        },
      ),
    );
  });

  it("covers each of its parts and nothing that is apart from all of them", () => {
    fc.assert(
      fc.property(fc.array(blocks.map(plain), { maxLength: 8 }), blocks.map(plain), (all, other) => {
        for (const one of all) expect(covers(all, one)).toBe(true);
        if (all.every((one) => overlap(one, other) === 0n)) expect(covers(all, other)).toBe(false);
      }),
    );
  });

  it("joins what touches, within one family only", () => {
    expect(union([range("0.0.0.0/1"), range("128.0.0.0/1"), range("::/128")])).toEqual([
      range("0.0.0.0/0"),
      range("::/128"),
    ]);
  });
});

/** Few enough addresses to ask each of them, at the ends of a family too, where a range has no neighbour. */
const small = fc
  .tuple(fc.constantFrom(4 as const, 6 as const), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 }))
  .map(([family, a, b]): AddressRange => {
    const at = (index: number) => (index < 12 ? BigInt(index) : (1n << BigInt(bitsOf[family])) - 24n + BigInt(index));
    return { family, first: at(Math.min(a, b)), last: at(Math.max(a, b)) };
  });
const has = (ranges: readonly AddressRange[], family: 4 | 6, address: bigint) =>
  ranges.filter((range) => range.family === family && range.first <= address && address <= range.last).length;
/** Every address that a small range can have. */
const everyAddress = ([4, 6] as const).flatMap((family) => {
  const top = 1n << BigInt(bitsOf[family]);
  return Array.from({ length: 12 }, (_, index) => BigInt(index)).flatMap((index) => [
    { family, address: index },
    { family, address: top - 12n + index },
  ]);
});

describe("the arithmetic of addresses, asked address by address", () => {
  const ranges = fc.array(small, { maxLength: 6 });

  it("joins ranges so that each address is in one of them", () => {
    fc.assert(
      fc.property(ranges, (all) => {
        const joined = union(all);
        for (const { family, address } of everyAddress)
          expect(has(joined, family, address)).toBe(has(all, family, address) > 0 ? 1 : 0);
      }),
    );
  });

  it("counts what two ranges have in common", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const shared = everyAddress.filter(
          ({ family, address }) => has([a], family, address) + has([b], family, address) === 2,
        );
        // Between both ends of a family lie addresses that nobody counts.
        const wide = [a, b].every(({ first, last }) => last - first > 24n);
        if (!wide) expect(overlap(a, b)).toBe(BigInt(shared.length));
        else expect(overlap(a, b)).toBeGreaterThan(24n - BigInt(everyAddress.length));
      }),
    );
  });

  it("covers a range where it has each of its addresses", () => {
    fc.assert(
      fc.property(ranges, small, (all, inner) => {
        fc.pre(inner.last - inner.first <= 24n);
        const missing = everyAddress.some(
          ({ family, address }) => has([inner], family, address) > 0 && has(all, family, address) === 0,
        );
        expect(covers(all, inner)).toBe(!missing);
      }),
    );
  });

  it("reads of a block the addresses whose leading bits are those of the block", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 0, max: 32 }),
        fc.integer({ min: 0, max: 32 }),
        (bytes, prefix, same) => {
          const bits = (four: readonly number[]) => four.map((byte) => byte.toString(2).padStart(8, "0")).join("");
          const own = bits(bytes.slice(0, 4));
          // One that shares so many leading bits with the block, and is random behind them.
          const other = own.slice(0, same) + bits(bytes.slice(4)).slice(same);
          const { first, last } = range(`${bytes.slice(0, 4).join(".")}/${prefix}`);
          const address = BigInt(`0b${other}`);
          expect(first <= address && address <= last).toBe(other.slice(0, prefix) === own.slice(0, prefix));
        },
      ),
    );
  });
});

describe("subtract", () => {
  it("keeps every address of the ranges but those, each once", () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 6 }), fc.array(small, { maxLength: 6 }), (ranges, removed) => {
        const rest = subtract(ranges, removed);
        for (const family of [4, 6] as const) {
          const top = 1n << BigInt(bitsOf[family]);
          for (let index = 0n; index < 12n; index++) {
            for (const address of [index, top - 12n + index]) {
              const kept = has(ranges, family, address) > 0 && has(removed, family, address) === 0;
              expect(has(rest, family, address)).toBe(kept ? 1 : 0);
            }
          }
        }
      }),
    );
  });

  it("of nothing is the union, of the whole is nothing", () => {
    expect(subtract([range("10.0.0.0/9"), range("10.128.0.0/9")], [])).toEqual([range("10.0.0.0/8")]);
    expect(subtract([range("10.0.0.0/8"), range("::/0")], [range("0.0.0.0/0")])).toEqual([range("::/0")]);
  });
});
