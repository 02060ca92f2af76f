import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createEvaluator, evaluate } from "../evaluate";
import type { Finding } from "../findings/finding";
import { kindNamed } from "../kinds";
import { type ResourceView, viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import type { ValueMap } from "../view/value";
import { rules } from ".";
import { exampleSettings, exampleStack, fixedExample } from "./example-stack";
import type { Example, Rule } from "./rule";
import { strictReads } from "./strict-reads";

/** Rules that no unknown value can keep from an answer: they look at no value, at the settings or at an option alone. */
const neverUndecided = [
  "encryption-required",
  "protect-stateful",
  "replacement-needs-approval",
  "resource-type-allowed",
];

/** Rules that nothing can break, because DigitalOcean offers nothing to check. */
const neverBroken = ["encryption-required"];

const findingsOf = (rule: Rule, example: Example): readonly Finding[] =>
  evaluate(exampleStack(example), exampleSettings(example, rules), [rule]).findings;

const withStatus = (findings: readonly Finding[], status: Finding["status"]) =>
  findings.filter((finding) => finding.status === status);

const examplesOf = (rule: Rule): readonly Example[] => [...rule.good, ...rule.bad, ...rule.undecided];

describe("rules", () => {
  it("are those of the folder, by group and by id", () => {
    const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter((file) => {
      return /^[a-z-]+\/[a-z-]+\.ts$/.test(file) && / = defineRule\(/.test(readFileSync(join(__dirname, file), "utf8"));
    });
    expect(rules.map(({ id, group }) => `${group}/${id}.ts`)).toEqual(files.sort());
  });

  it("have aliases that belong to one rule each", () => {
    const aliases = rules.flatMap((rule) => rule.aliases ?? []);
    expect(new Set(aliases).size).toBe(aliases.length);
    expect(aliases).toEqual(expect.arrayContaining(["CKV_DIO_1", "CKV_DIO_3", "CKV_DIO_4"]));
  });
});

describe.each(rules.map((rule) => ({ id: rule.id, rule })))("$id", ({ rule }) => {
  it("stands in the file that has its name", () => {
    expect(readdirSync(join(__dirname, rule.group))).toContain(`${rule.id}.ts`);
  });

  it("explains itself", () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]\.$/);
    expect(rule.title.length).toBeLessThan(90);
    const sentences = rule.why.split(/[.:]\s+(?=[A-Z`\d])/).length;
    expect(rule.why).toMatch(/\.$/);
    expect(rule.why).not.toBe(rule.title);
    expect(sentences).toBeGreaterThanOrEqual(2);
    expect(rule.fix).not.toBe(rule.title);
    expect(rule.fix).toMatch(/^[A-Z]/);
    expect(rule.references.length).toBeGreaterThan(0);
    for (const reference of rule.references) {
      expect(reference).toMatch(/^https:\/\/(docs\.digitalocean\.com|www\.pulumi\.com)\//);
    }
  });

  it("says what a rule of an organisation's own may leave to the defaults", () => {
    const source = readFileSync(join(__dirname, rule.group, `${rule.id}.ts`), "utf8");
    for (const field of ["group", "scope", "title", "severity", "why", "fix", "references", "good", "bad", "undecided"])
      expect(source, field).toMatch(new RegExp(`^ {2}${field}:`, "m"));
    expect(source).toMatch(/^ {2}(level|asked):/m);
    if (rule.scope === "stack") expect(source).toMatch(/^ {2}needs:/m);
  });

  it("names classes that exist", () => {
    if (rule.kinds === "all") return;
    for (const name of rule.kinds) expect(kindNamed(name)?.name).toBe(name);
  });

  it("has examples of every outcome", () => {
    expect(rule.good.length).toBeGreaterThan(0);
    expect(rule.bad.length > 0).toBe(!neverBroken.includes(rule.id));
    expect(rule.undecided.length > 0).toBe(!neverUndecided.includes(rule.id));
    const titles = examplesOf(rule).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it("is on for what breaks it, at the level that its settings key or it itself gives", () => {
    for (const example of [...rule.bad, ...rule.undecided]) {
      const settings = exampleSettings(example, rules);
      const { active } = createEvaluator({ settings, rules: [rule], project: "example", stack: "dev" });
      // One that is off by default is on in examples.
      const own = rule.level === "disabled" ? "advisory" : rule.level;
      const level = rule.asked === undefined ? own : "mandatory";
      expect(
        active.map((one) => one.level),
        example.title,
      ).toEqual([level]);
    }
  });

  it.each(rule.good.map((example) => [example.title, example] as const))("passes: %s", (_, example) => {
    expect(findingsOf(rule, example)).toEqual([]);
  });

  it.each(rule.bad.map((example) => [example.title, example] as const))("is violated: %s", (_, example) => {
    const violations = withStatus(findingsOf(rule, example), "violation");
    expect(violations.length).toBeGreaterThan(0);
    for (const finding of violations) {
      expect(finding.rule).toBe(rule.id);
      expect(finding.message).not.toMatch(/undefined|\[object|Symbol/);
      expect(finding.fix).not.toMatch(/undefined|\[object|Symbol/);
    }
    const fingerprints = violations.map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size, "each finding has its own place").toBe(fingerprints.length);
  });

  it.each(rule.bad.map((example) => [example.title, example] as const))(
    "passes once its fix is applied: %s",
    (_, example) => {
      expect(example.fixed, "what the fix makes of it").toBeDefined();
      expect(findingsOf(rule, fixedExample(example))).toEqual([]);
    },
  );

  it.each(rule.undecided.map((example) => [example.title, example] as const))("is undecided: %s", (_, example) => {
    const findings = findingsOf(rule, example);
    expect(withStatus(findings, "violation")).toEqual([]);
    expect(withStatus(findings, "undecided").length).toBeGreaterThan(0);
    for (const { message } of findings) expect(message).not.toMatch(/undefined|\[object|Symbol/);
  });

  if (rule.scope !== "resource" || rule.remediation === undefined) return;
  const { remediation } = rule;

  it("repairs nothing that would replace a resource", () => {
    for (const [name, inputs] of Object.entries(remediation.sets)) {
      const replacing = kindNamed(name)?.replacing.map((path) => path.split(".")[0]);
      expect(inputs.filter((input) => replacing?.includes(input))).toEqual([]);
    }
  });

  it("passes after a repair, and does not repair what already passes", () => {
    for (const example of examplesOf(rule)) {
      const settings = exampleSettings(example, rules);
      const context = createEvaluator({ settings, rules: [rule], project: "example", stack: "dev" }).active[0]?.context;
      if (context === undefined) continue;
      for (const resource of exampleStack(example).resources) {
        const { kind } = resource;
        if (kind === undefined || (rule.kinds !== "all" && !rule.kinds.includes(kind.name))) continue;
        const before = [...rule.check(resource, context)];
        const repaired = remediation.repair(resource, kind, context);
        if (before.every(({ status }) => status !== "violation")) expect(repaired).toBeUndefined();
        if (repaired === undefined) continue;
        for (const input of Object.keys(repaired)) expect(remediation.sets[kind.name]).toContain(input);
        expect([...rule.check(repairedView(resource, repaired), context)]).toEqual([]);
      }
    }
  });
});

/** The resource with some inputs set anew. */
function repairedView(resource: ResourceView, inputs: ValueMap): ResourceView {
  const { urn, type, name, kind } = resource;
  return viewOf({ urn, type, name, inputs }, kind);
}

describe("all rules together", () => {
  it("run over every example without failing", () => {
    for (const example of rules.flatMap(examplesOf)) {
      const { findings } = evaluate(exampleStack(example), exampleSettings(example, rules), rules);
      for (const { message } of findings) expect(message).not.toContain("could not be run");
    }
  });

  it("read nothing that no kind has", () => {
    // A price reads the components of an app alike, and jobs have no autoscaling.
    for (const rule of rules.filter(({ id }) => id !== "monthly-budget")) {
      for (const example of examplesOf(rule)) {
        const stack = strictReads(rule).stack(exampleStack(example));
        const { findings } = evaluate(stack, exampleSettings(example, rules), [rule]);
        for (const { message } of findings) expect(message).not.toContain("could not be run");
      }
    }
  });

  it("say nothing of what the stack does not manage", () => {
    for (const example of rules.flatMap(({ bad }) => bad)) {
      const { resources } = exampleStack(example);
      const external = resources.map((resource) => ({ ...resource, external: true, managed: false }));
      const stack = stackOf(external, { project: "example", stack: "dev" });
      expect(evaluate(stack, exampleSettings(example, rules), rules).findings, example.title).toEqual([]);
    }
  });
});
