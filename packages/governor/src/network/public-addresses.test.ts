import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AddressRange, block, parseAddresses } from "./cidr";
import { adminLimit, isPublic, publicAddresses, serviceLimit } from "./public-addresses";

const ranges = (...texts: string[]): readonly AddressRange[] =>
  texts.map((text) => parseAddresses(text) ?? expect.fail(`${text} was not read`));

/** Splits a block into all of its parts of a longer prefix. */
const split = (family: 4 | 6, first: bigint, prefix: number, by: number): AddressRange[] =>
  Array.from({ length: 2 ** by }, (_, index) =>
    block(family, first | (BigInt(index) << BigInt((family === 4 ? 32 : 128) - prefix - by)), prefix + by),
  );

describe("isPublic", () => {
  it.each([
    ["the internet", ["0.0.0.0/0"]],
    ["the internet over IPv6", ["::/0"]],
    ["all of it that is given out", ["2000::/3"]],
    ["a half", ["128.0.0.0/1"]],
    ["the half of IPv6 that is in use", ["::/1"]],
    ["a continent's registry", ["2600::/12"]],
    ["more than one /8", ["8.0.0.0/8", "9.9.9.9"]],
    ["a public network beside private ones", ["192.168.0.0/16", "0.0.0.0/0"]],
    ["IPv4 written as IPv6", ["::ffff:0:0/96"]],
  ])("is true for %s", (_, texts) => {
    expect(isPublic(ranges(...texts), serviceLimit)).toBe(true);
  });

  it.each([
    ["nothing", []],
    ["one address", ["203.0.113.7", "2001:db8::1"]],
    ["the largest network that one organisation has", ["17.0.0.0/8"]],
    [
      "a content network, which lists many",
      ["2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2a06:98c0::/29", "104.16.0.0/12", "172.64.0.0/13"],
    ],
    [
      "every private range",
      ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "fc00::/7", "fe80::/10"],
    ],
    ["the half of IPv6 that is not in use", ["8000::/1"]],
    ["multicast and reserved", ["224.0.0.0/3"]],
  ])("is false for %s", (_, texts) => {
    expect(isPublic(ranges(...texts), serviceLimit)).toBe(false);
  });

  it.each([
    [false, "a class B network", ["128.2.0.0/16"]],
    [false, "what a provider is given", ["2600:1f00::/32"]],
    [false, "a few offices", ["198.51.100.0/24", "192.0.2.0/24", "2001:db8::/48", "10.0.0.0/8"]],
    [true, "one address more than a class B network", ["128.2.0.0/16", "9.9.9.9"]],
    [true, "a cloud's /8", ["3.0.0.0/8"]],
    [true, "two providers", ["2600:1f00::/32", "2a01:4f8::/32"]],
  ])("for administration is %s for %s", (answer, _, texts) => {
    expect(isPublic(ranges(...texts), adminLimit)).toBe(answer);
  });

  it("cannot be deceived by splitting a block, in any order and with private blocks between", () => {
    const whole = fc
      .record({
        family: fc.constantFrom(4 as const, 6 as const),
        address: fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
        prefix: fc.integer({ min: 0, max: 24 }),
        by: fc.integer({ min: 1, max: 6 }),
      })
      .map(({ family, address, prefix, by }) => {
        const one = block(family, family === 4 ? address >> 96n : address, prefix);
        return { one, parts: [...split(family, one.first, prefix, by), ...ranges("10.0.0.0/8", "fc00::/7")] };
      });
    fc.assert(
      fc.property(
        whole.chain(({ one, parts }) =>
          fc.tuple(fc.constant(one), fc.shuffledSubarray(parts, { minLength: parts.length })),
        ),
        ([one, parts]) => {
          expect(isPublic(parts, serviceLimit)).toBe(isPublic([one], serviceLimit));
          expect(publicAddresses(parts, one.family)).toBe(publicAddresses([one], one.family));
        },
      ),
    );
  });

  it("is never undone by one more source", () => {
    const any = fc
      .tuple(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), fc.integer({ min: 0, max: 32 }))
      .map(([address, prefix]) => block(4, address, prefix));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), any, (some, more) => {
        if (isPublic(some, serviceLimit)) expect(isPublic([...some, more], serviceLimit)).toBe(true);
      }),
    );
  });
});
