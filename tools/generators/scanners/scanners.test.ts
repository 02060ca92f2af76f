import { rules } from "@infrafabric/governor";
import { describe, expect, it } from "vitest";
import { coverOf, scanners } from "./index.ts";

const shipped = new Set(rules.map(({ id }) => id));
const checks = scanners.flatMap((scanner) => scanner.checks.map((check) => ({ ...check, scanner: scanner.name })));

describe("the comparison with other scanners", () => {
  it("has every check of each of them once", () => {
    expect(Object.fromEntries(scanners.map(({ name, checks }) => [name, checks.length]))).toEqual({
      Checkov: 4,
      Trivy: 9,
      // Of which the scanner has retired three.
      cnspec: 45,
      ScoutSuite: 29,
      "Steampipe Thrifty": 9,
    });
    const ids = checks.map(({ scanner, id }) => `${scanner} ${id}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("covers each check by rules that ship, or says why not", () => {
    const named = checks.flatMap((check) => coverOf(check, rules));
    expect(named.filter((id) => !shipped.has(id))).toEqual([]);
    const uncovered = checks.filter((check) => {
      const isLeftOut = typeof check.cover === "object" && "leftOut" in check.cover;
      return !isLeftOut && coverOf(check, rules).length === 0;
    });
    expect(uncovered.map(({ id }) => id)).toEqual([]);
  });

  it("knows every alias of a rule", () => {
    const ids = new Set(checks.map(({ id }) => id));
    const aliases = rules.flatMap((rule) => rule.aliases ?? []).filter((alias) => !alias.startsWith("AVD-"));
    expect(aliases.filter((alias) => !ids.has(alias))).toEqual([]);
  });
});
