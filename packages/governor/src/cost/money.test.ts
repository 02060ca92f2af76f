import { describe, expect, it } from "vitest";
import { weaker } from "../catalogue/sourced";
import { roundCents, sumOf, usd } from "./money";
import { between, fixed, free, unpriced } from "./price";

describe("money", () => {
  it("is rounded to cents", () => {
    expect(roundCents(0.1 + 0.2)).toBe(0.3);
    expect(roundCents(1.005)).toBe(1.01);
    expect(roundCents(62.400000000000006)).toBe(62.4);
  });

  it("is written without cents where there are none", () => {
    expect(usd(18)).toBe("$18");
    expect(usd(15.15)).toBe("$15.15");
    expect(usd(60.9)).toBe("$60.90");
  });
});

describe("sumOf", () => {
  const source = { confidence: "high", asOf: "2026-09" } as const;

  it("adds ranges, and is as sure as its weakest part and as old as its oldest", () => {
    const b = between({ low: 0, expected: 3, high: 5 }, "b", { confidence: "low", asOf: "2025-06" });
    expect(sumOf([fixed(10, "a", source), free, b])).toEqual({
      state: "priced",
      monthly: { low: 10, expected: 13, high: 15 },
      basis: "a + b",
      confidence: "low",
      asOf: "2025-06",
      billing: "monthly",
    });
    expect(weaker({ confidence: "medium" }, source)).toEqual({ confidence: "medium", asOf: "2026-09" });
    expect(weaker(source, { ...source, asOf: "2026" })).toEqual({ confidence: "high", asOf: "2026" });
  });

  it("has no price where a part has none, and is free where all parts are", () => {
    expect(sumOf([fixed(10, "a", source), unpriced("why")])).toEqual(unpriced("why"));
    expect(sumOf([free, free])).toEqual(free);
    expect(sumOf([])).toEqual(free);
  });
});
