import { describe, expect, it } from "vitest";
import { rules } from "../rules";
import { factsOf, isControl, wholeOf } from ".";
import { frameworks } from "./framework";

describe.each(frameworks)("%s", (framework) => {
  const facts = factsOf(framework);
  const all = [...facts.ids, ...(facts.parts ?? [])];

  it("has each id once, and titles for ids that it has", () => {
    expect(new Set(all).size).toBe(all.length);
    expect(Object.keys(facts.titles).filter((id) => !isControl(facts, id))).toEqual([]);
  });

  it("has the ids that rules name, with a title", () => {
    const served = [...new Set(rules.flatMap(({ controls }) => controls?.[framework] ?? []))];
    expect(served.length).toBeGreaterThan(0);
    expect(
      served.filter((id) => !isControl(facts, id)),
      "no such control",
    ).toEqual([]);
    expect(
      served.filter((id) => facts.titles[id] === undefined),
      "no title",
    ).toEqual([]);
  });

  it("knows which control a part belongs to", () => {
    for (const part of facts.parts ?? []) expect(facts.ids).toContain(wholeOf(facts, part));
  });
});

it("frameworks have as many controls as they say", () => {
  const count = (framework: (typeof frameworks)[number]) => factsOf(framework).ids.length;
  expect(Object.fromEntries(frameworks.map((framework) => [framework, count(framework)]))).toEqual({
    cis: 153,
    iso27001: 93,
    soc2: 61,
    "pci-dss": 63,
    "nist-800-53": 298,
  });
});

it("a rule names the controls that it serves once each", () => {
  for (const { id, controls = {} } of rules) {
    for (const ids of Object.values(controls)) expect(new Set(ids).size, id).toBe(ids.length);
  }
});
