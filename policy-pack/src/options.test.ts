import { describe, expect, it } from "vitest";
import { optionProblems } from "./options";

describe("optionProblems", () => {
  it.each([
    {},
    { settings: undefined, environment: undefined, rules: undefined, enforcement: undefined },
    { settings: "tags: {}", floor: "/platform/governor.yaml", rules: [], enforcement: "report", environment: "lab" },
    { settings: { tags: {} }, floor: { tags: {} } },
  ])("has nothing against %j", (given) => {
    expect(optionProblems(given)).toEqual([]);
  });

  it.each([
    [{ flor: "/f.yaml" }, 'flor: unknown property; did you mean "floor"?'],
    [{ Floor: "/f.yaml" }, 'Floor: unknown property; did you mean "floor"?'],
    [{ policies: [] }, "policies: unknown property; allowed: settings, floor, environment, rules, enforcement"],
    [
      { floor: undefined },
      "floor: is missing: an absolute path, or the document as data; for a pack without a floor, leave the key out",
    ],
    [{ floor: null }, "floor: expected a string, found nothing"],
    [{ floor: " " }, "floor: must not be empty"],
    [{ floor: 7 }, "floor: expected a string"],
    [{ floor: ["/f.yaml"] }, "floor: expected"],
    [{ settings: 7 }, "settings: expected"],
    [{ environment: ["lab"] }, "environment: expected a string, found an array"],
    [{ environment: "" }, "environment: must not be empty"],
    [{ rules: {} }, "rules: expected an array, found an object"],
    [{ enforcement: "off" }, 'enforcement: unknown choice "off"; allowed: enforce, report'],
    [null, "the options: expected an object, found nothing"],
  ])("names what is wrong with %j", (given, says) => {
    expect(optionProblems(given)).toEqual([expect.stringContaining(`governorPolicies: ${says}`)]);
  });

  it("names everything at once", () => {
    expect(optionProblems({ flor: "/f.yaml", floor: undefined, rules: "all", enforcement: 1 })).toHaveLength(4);
  });
});
