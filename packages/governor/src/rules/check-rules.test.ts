import { describe, expect, it } from "vitest";
import { rules } from ".";
import { checkRules } from "./check-rules";
import { defineRule, type Rule } from "./rule";

const sound: Rule = defineRule({
  id: "sound",
  group: "acme",
  title: "It is sound.",
  severity: "low",
  level: "advisory",
  why: "It is.",
  fix: "nothing",
  references: [],
  good: [],
  bad: [],
  undecided: [],
  scope: "total",
  kinds: "all",
  start: () => ({ add: () => undefined, end: () => [] }),
});

describe("checkRules", () => {
  it("has nothing against ours", () => {
    expect(() => checkRules([...rules, sound])).not.toThrow();
  });

  it("names all that is wrong with all of them, at once", () => {
    const { level: _, ...withoutLevel } = sound;
    const broken = [{ ...sound, kinds: ["Vpcc"] }, { ...withoutLevel, id: "Not_one", fix: " " }, sound, sound];
    expect(() => checkRules(broken)).toThrow(
      expect.objectContaining({
        name: "RulesError",
        message: [
          "the rules cannot be used:",
          '  the rule sound: kinds.0 names no kind; did you mean "Vpc"?',
          "  the rule Not_one: id is lower case words joined by -",
          "  the rule Not_one: fix must not be empty",
          "  the rule Not_one: level is missing: give the rule one, or the settings key that asks for it",
          "  the rule sound: another rule has this id",
          "  the rule sound: another rule has this id",
        ].join("\n"),
      }),
    );
  });

  it("refuses a name that the policy pack needs", () => {
    expect(() => checkRules([{ ...sound, id: "governor" }])).toThrow(/the policy pack needs itself/);
  });

  it.each([["not a rule"], [undefined], [{ ...sound, level: "error" }], [{ ...sound, start: "now" }]])(
    "refuses what a program in JavaScript may give: %j",
    (rule) => {
      const untyped: unknown[] = [rule];
      expect(() => Reflect.apply(checkRules, undefined, [untyped])).toThrow(/cannot be used/);
    },
  );
});
