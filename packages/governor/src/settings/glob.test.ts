import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuOf } from "../test/cpu";
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

  it("agrees with a search of every way to match", () => {
    const tried = (glob: string, text: string, crosses: boolean): boolean => {
      const star = /^\*+/.exec(glob)?.[0];
      if (glob === "") return text === "";
      if (star === undefined) return text[0] === glob[0] && text !== "" && tried(glob.slice(1), text.slice(1), crosses);
      const widest = crosses || star.length > 1 || !text.includes("/") ? text.length : text.indexOf("/");
      for (let taken = 0; taken <= widest; taken++)
        if (tried(glob.slice(star.length), text.slice(taken), crosses)) return true;
      return false;
    };
    const letters = (of: readonly string[], maxLength: number) =>
      fc.array(fc.constantFrom(...of), { maxLength }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        letters(["a", "b", "/", "*", "**", "😀"], 8),
        letters(["a", "b", "/", "😀"], 9),
        fc.boolean(),
        (glob, text, crossSlash) => {
          expect(globMatches(glob, text, { crossSlash })).toBe(tried(glob, text, crossSlash));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([false, true])("takes no longer for a hostile glob; * crosses slashes: %s", (crossSlash) => {
    const text = "a".repeat(1_000);
    const spent = cpuOf(() => {
      for (const glob of ["*a".repeat(500), "**a".repeat(333), `*${"a*".repeat(499)}`])
        expect(globMatches(`${glob}b`, text, { crossSlash })).toBe(false);
    });
    expect(spent).toBeLessThan(2_000);
  });
});
