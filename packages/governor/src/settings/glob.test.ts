import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globMatches } from "./glob";

describe("globMatches", () => {
  it.each([
    ["shop/prod", "shop/prod", true],
    ["shop/prod", "shop/production", false],
    ["*/prod", "shop/prod", true],
    ["*/prod", "shop/eu/prod", false],
    ["**/prod", "shop/eu/prod", true],
    ["shop/prod-*", "shop/prod-eu", true],
    ["shop/*-eu", "shop/prod-eu", true],
    ["*", "shop/prod", false],
    ["**", "shop/prod", true],
    ["s.op/prod", "shop/prod", false],
    ["shop/[a-z]+", "shop/prod", false],
    ["", "", true],
    ["", "x", false],
    ["*", "", true],
  ])("%j on %j: %s", (glob, text, expected) => {
    expect(globMatches(glob, text)).toBe(expected);
  });

  it("lets * stand for slashes where asked to", () => {
    const urn = "urn:pulumi:prod::shop::digitalocean:index/droplet:Droplet::web-1";
    expect(globMatches("*::web-*", urn, { crossSlash: true })).toBe(true);
    expect(globMatches("*::web-*", urn)).toBe(false);
  });

  it("matches a text without stars with itself alone", () => {
    const plain = fc.string().filter((text) => !text.includes("*"));
    fc.assert(
      fc.property(plain, plain, (glob, text) => {
        expect(globMatches(glob, text)).toBe(glob === text);
        expect(globMatches(glob, glob)).toBe(true);
      }),
    );
  });

  it("takes no longer for a hostile glob", () => {
    expect(globMatches(`${"*a".repeat(40)}b`, "a".repeat(2_000))).toBe(false);
  });
});
