import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "./nearest";

describe("nearest", () => {
  it.each([
    ["region", ["rules", "regions"], "regions"],
    ["s-1vpcu-1gb", ["s-2vcpu-2gb", "s-1vcpu-1gb"], "s-1vcpu-1gb"],
    ["costcenter", ["cost_center", "owner"], "cost_center"],
    ["Backup-Required", ["backup_required"], "backup_required"],
    ["mandatry", ["advisory", "mandatory"], "mandatory"],
    ["nyc4", ["sfo3", "nyc1", "nyc3"], "nyc1"],
  ])("takes %s for the nearest of %j", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it.each(["", "x", "completely-different", "a".repeat(10_000)])("finds nothing near %j", (word) => {
    expect(nearest(word, ["regions", "resources"])).toBeUndefined();
  });

  it("gives a candidate or nothing, and the word itself where it is one", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1, maxLength: 64 })), (word, candidates) => {
        const found = nearest(word, candidates);
        if (found !== undefined) expect(candidates).toContain(found);
        const [first] = candidates;
        if (first !== undefined)
          expect(nearest(first, candidates)?.toLowerCase().replace(/[_ ]/g, "-")).toBe(
            first.toLowerCase().replace(/[_ ]/g, "-"),
          );
      }),
    );
  });

  it("forgives one slip in a long word", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{6,20}$/), fc.nat(), (word, at) => {
        const index = at % word.length;
        expect(nearest(word.slice(0, index) + word.slice(index + 1), [word])).toBe(word);
      }),
    );
  });
});
