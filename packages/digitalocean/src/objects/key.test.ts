import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyProblem } from "./key";

describe("a key", () => {
  const segment = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((text) => !/[/\p{Cc}\p{Cs}]/u.test(text) && text !== "." && text !== "..");

  it("is right where its segments are", () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        expect(keyProblem(segments.join("/"))).toBeUndefined();
      }),
    );
  });

  it("would be stored under another one with a segment that is empty, . or ..", () => {
    const wrong = fc.constantFrom("", ".", "..");
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 3 }), wrong, fc.array(segment, { maxLength: 3 }), (a, bad, b) => {
        expect(keyProblem([...a, bad, ...b].join("/"))).toMatch(/slash/);
      }),
    );
  });

  it("is counted in bytes of UTF-8", () => {
    expect(keyProblem("ä".repeat(512))).toBeUndefined();
    expect(keyProblem(`${"ä".repeat(512)}a`)).toBe("the key is 1025 bytes of UTF-8 long, and Spaces takes 1024");
  });

  it.each(["a\nb", "a\u0000", "\ud800"])("holds no control character: %j", (key) => {
    expect(keyProblem(key)).toBe("the key holds a control character");
  });
});
