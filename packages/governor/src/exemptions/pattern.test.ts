import { describe, expect, it } from "vitest";
import { compilePattern, type ExemptPlace, problemOfPattern } from "./pattern";

const place = (kind: string, name: string, parents = ""): ExemptPlace => ({
  kind,
  name,
  urn: `urn:pulumi:prod::shop::${parents}digitalocean:index/${kind.toLowerCase()}:${kind}::${name}`,
});
const bucket = place("SpacesBucket", "site");
const impostor = place("SpacesBucketObject", "SpacesBucket::site");

describe("compilePattern", () => {
  it.each([
    ["site", true],
    ["SpacesBucket::site", true],
    ["SpacesBucket::s*", true],
    ["Spaces*::site", true],
    ["*::site", true],
    ["*", true],
    ["SpacesBucketObject::site", false],
    ["Spaces*", false],
    ["S*::t*", false],
    [bucket.urn, true],
    ["urn:pulumi:*::shop::*SpacesBucket::site", true],
    ["urn:pulumi:*::*::*::*", true],
    ["urn:pulumi:dev::*::*::*", false],
    ["urn:*", false],
  ])("%s covers the bucket `site`: %s", (pattern, expected) => {
    expect(compilePattern(pattern)(bucket)).toBe(expected);
  });

  it.each([
    ["SpacesBucket::site", false],
    ["SpacesBucket::*", false],
    ["urn:pulumi:*::SpacesBucket::site", false],
    ["urn:pulumi:prod::shop::*::site", false],
    ["SpacesBucketObject::SpacesBucket::site", true],
    ["*::SpacesBucket::site", true],
    ["*::site", false],
    ["*site", true],
    [impostor.urn, true],
  ])("%s covers an object whose logical name is `SpacesBucket::site`: %s", (pattern, expected) => {
    expect(compilePattern(pattern)(impostor)).toBe(expected);
  });

  it("compares the parents' types only in a URN", () => {
    const inside = place("Droplet", "web", "acme:index:Tier$");
    expect(compilePattern("urn:pulumi:*::*::acme:index:Tier$*::web")(inside)).toBe(true);
    expect(compilePattern("*Tier*")(inside)).toBe(false);
  });
});

describe("problemOfPattern", () => {
  it.each(["web", "Droplet::web", "Stack::shop-prod", "*::a::b", "Droplet::a::b", "Drop*::x", bucket.urn])(
    "has nothing against %s",
    (pattern) => {
      expect(problemOfPattern(pattern)).toBeUndefined();
    },
  );

  it.each([
    ["a::b", /names no kind before its first `::`; write \*::name/],
    ["Dropelt::web", /names no kind/],
    ["urn:pulumi:prod", /is not a valid URN/],
    ["urn:*::site", /is not a valid URN/],
  ])("says what is wrong with %s", (pattern, says) => {
    expect(problemOfPattern(pattern)).toMatch(says);
  });
});
