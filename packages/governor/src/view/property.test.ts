import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Property, readPath } from "./property";
import { hidden, unapplied, unknown, type Value } from "./value";

const inputs: Value = {
  region: "nyc3",
  size: null,
  count: "3",
  rules: [{ portRange: "22", sources: ["10.0.0.0/8", unknown] }, unknown],
  secret: hidden,
};

describe("readPath", () => {
  it.each([
    ["region", "known"],
    ["size", "absent"],
    ["missing", "absent"],
    ["region.below.a.text", "absent"],
    ["rules[0].sources[0]", "known"],
    ["rules[0].sources[1]", "unknown"],
    ["rules[0].sources[2]", "absent"],
    ["rules[1].portRange", "unknown"],
    ["rules[1][4]", "unknown"],
    ["secret.anything", "hidden"],
    ["secret[0]", "hidden"],
    ["constructor", "absent"],
  ])("%s is %s", (path, state) => {
    expect(readPath(inputs, path)).toMatchObject({ path, state });
  });

  it("never throws, whatever the value and the path", () => {
    const leaf = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom<Value>(null, unknown, unapplied, hidden),
    );
    const value = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie("value")), fc.dictionary(fc.string(), tie("value"))),
    })).value;
    fc.assert(
      fc.property(value, fc.string(), (root, path) => {
        const property = readPath(root, path);
        expect(["known", "unknown", "hidden", "absent"]).toContain(property.state);
        property.elements();
      }),
    );
  });
});

describe("Property", () => {
  it("tells a list from what only stands in its place", () => {
    expect(["rules", "region", "rules[0]", "rules[1]", "missing"].map((path) => readPath(inputs, path).isList)).toEqual(
      [true, false, false, false, false],
    );
  });

  it.each<[Value, string | undefined, number | undefined, boolean | undefined]>([
    ["nyc3", "nyc3", undefined, undefined],
    [3, "3", 3, undefined],
    [true, "true", undefined, true],
    ["true", "true", undefined, true],
    ["1", "1", 1, true],
    ["0", "0", 0, false],
    ["True", "True", undefined, undefined],
    ["yes", "yes", undefined, undefined],
    [1, "1", 1, undefined],
    ["1.5", "1.5", 1.5, undefined],
    ["-2", "-2", -2, undefined],
    ["0x10", "0x10", undefined, undefined],
    [" 3 ", " 3 ", undefined, undefined],
    ["", "", undefined, undefined],
    ["Infinity", "Infinity", undefined, undefined],
    [["3"], undefined, undefined, undefined],
    [{ a: true }, undefined, undefined, undefined],
    [null, undefined, undefined, undefined],
    [unknown, undefined, undefined, undefined],
    [hidden, undefined, undefined, undefined],
  ])("reads %j as the provider's schema converts it", (value, text, number, boolean) => {
    const property = new Property("here", value);
    expect([property.text(), property.number(), property.boolean()]).toEqual([text, number, boolean]);
  });

  it("gives a value only as what it is", () => {
    expect(readPath(inputs, "region").text()).toBe("nyc3");
    expect(readPath(inputs, "region").boolean()).toBeUndefined();
    expect(readPath(inputs, "region").number()).toBeUndefined();
    expect(readPath(inputs, "count").number()).toBe(3);
    expect(new Property("on", true).boolean()).toBe(true);
    expect(new Property("n", 4).number()).toBe(4);
    expect(readPath(inputs, "rules[1]").text()).toBeUndefined();
  });

  it("knows whether all of it can be seen", () => {
    expect(readPath(inputs, "region").complete).toBe(true);
    expect(readPath(inputs, "rules").complete).toBe(false);
    expect(new Property("", { a: [{ b: hidden }] }).complete).toBe(false);
  });
});
