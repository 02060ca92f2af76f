import { describe, expect, it } from "vitest";
import { rules } from ".";
import { checkNamespaces, checkRules } from "./check-rules";
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
    // Copies: ours are known to be valid, as this shows.
    expect(() => checkRules([...rules.map((rule) => ({ ...rule })), sound])).not.toThrow();
    expect(() => checkRules([...rules, sound])).not.toThrow();
  });

  it("finds a second rule with the id of one of ours", () => {
    expect(() => checkRules([...rules, { ...sound, id: "droplet-backups" }])).toThrow(
      "the rule droplet-backups: another rule has this id",
    );
  });

  it("names all that is wrong with all of them, at once", () => {
    const { level: _, ...withoutLevel } = sound;
    const broken = [{ ...sound, kinds: ["Vpcc"] }, { ...withoutLevel, id: "Not_one", fix: " " }, sound, sound];
    expect(() => checkRules(broken)).toThrow(
      expect.objectContaining({
        name: "RulesError",
        message: [
          "invalid rules:",
          '  the rule sound: kinds[0] is not a known kind, found "Vpcc"; did you mean "Vpc"?',
          "  the rule Not_one: id must be lower-case words joined by -",
          "  the rule Not_one: fix must not be empty",
          "  the rule Not_one: level is missing: give the rule a level, or the settings key that turns it on",
          "  the rule sound: another rule has this id",
          "  the rule sound: another rule has this id",
        ].join("\n"),
      }),
    );
  });

  it("refuses controls that no framework has", () => {
    const controls = { soc2: ["CC6.6", "CC99"], "pci-dss": ["1.3", "1.3.1", "1.3.9"] };
    expect(() => checkRules([{ ...sound, controls }])).toThrow(
      [
        "  the rule sound: controls.soc2[1] is not a control of SOC 2 (2017 Trust Services Criteria)",
        "  the rule sound: controls.pci-dss[2] is not a control of PCI DSS 4",
      ].join("\n"),
    );
    const unknown: unknown[] = [[{ ...sound, controls: { soc: ["CC6.6"] } }]];
    expect(() => Reflect.apply(checkRules, undefined, unknown)).toThrow(
      "controls names the unknown framework soc; known: cis, iso27001, soc2, pci-dss, nist-800-53",
    );
  });

  it("refuses a name that the policy pack needs", () => {
    expect(() => checkRules([{ ...sound, id: "governor" }])).toThrow(/reserved by the policy pack/);
  });

  it("takes ids with one namespace", () => {
    expect(() => checkRules([{ ...sound, id: "acme-corp/sound" }])).not.toThrow();
    for (const id of ["acme/", "/sound", "a/b/c", "Acme/sound", "acme/Sound", "acme//sound"])
      expect(() => checkRules([{ ...sound, id }]), id).toThrow(/id must be lower-case words/);
  });

  it.each([["not a rule"], [undefined], [{ ...sound, level: "error" }], [{ ...sound, start: "now" }]])(
    "refuses what a program in JavaScript may give: %j",
    (rule) => {
      const untyped: unknown[] = [rule];
      expect(() => Reflect.apply(checkRules, undefined, [untyped])).toThrow(/invalid rules/);
    },
  );
});

describe("a rule in JavaScript", () => {
  const messageFor = (rule: object) => {
    try {
      const untyped: unknown[] = [rule];
      Reflect.apply(checkRules, undefined, [untyped]);
      return "";
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
  };

  it.each([
    ["no check", { scope: "resource", check: undefined }, "check is missing"],
    ["a check that is a text", { scope: "resource", check: "now" }, 'check must be a function, found "now"'],
    ["no start", { start: undefined }, "start is missing"],
    ["another scope", { scope: "team" }, 'scope must be "resource", "stack" or "total"'],
    ["no kinds", { kinds: undefined }, 'kinds must be "all" or a list of kinds'],
    ["no id", { id: undefined }, "rule 1: id is missing"],
    ["another severity", { severity: "urgent" }, 'severity must be one of low, medium, high, critical, found "urgent"'],
    ["keys that are a text", { asked: { keys: "all" } }, 'asked.keys expected an array, found "all"'],
    ["needs that are a text", { scope: "stack", check: () => [], needs: "all" }, "needs must be a list"],
  ])("is told in our words about %s", (_, change, words) => {
    expect(messageFor({ ...sound, ...change })).toBe(
      `invalid rules:\n  ${words.startsWith("rule 1: ") ? "" : "the rule sound: "}${words}`,
    );
  });
});

describe("checkNamespaces", () => {
  it("asks for one in every rule of an organisation's own, at once", () => {
    expect(() => checkNamespaces([{ ...sound, id: "acme/sound" }])).not.toThrow();
    expect(() => checkNamespaces([sound, { ...sound, id: "acme/x" }, { ...sound, id: "other" }])).toThrow(
      expect.objectContaining({
        name: "RulesError",
        message:
          "invalid rules:\n  the rule sound: its id needs a namespace, such as acme/sound\n  the rule other: its id needs a namespace, such as acme/other",
      }),
    );
  });
});
