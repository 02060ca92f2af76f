import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { blocks } from "../findings/finding";
import { readStack } from "../readers/read";
import { rules } from "../rules";
import { exampleStack } from "../rules/example-stack";
import type { ExampleResource } from "../rules/rule";
import { parseSettings } from "../settings/parse";
import type { StackView } from "../view/stack";
import { hidden, unknown } from "../view/value";
import { fittedSettings } from "./fitted";
import { starterSettings } from "./starter";

const recorded = (name: string) =>
  readStack(readFileSync(join(import.meta.dirname, "../../../../test/recorded", name), "utf8"), name);

/** What a check of the stack under the settings is blocked by. */
function blockedBy(stack: StackView, text: string): readonly string[] {
  const { findings, notices } = evaluate(stack, parseSettings(text, { origin: "governor.yaml", rules }).base, rules);
  return [
    ...findings.filter(blocks).map(({ rule, message }) => `${rule}: ${message}`),
    ...notices.filter(({ level }) => level === "error").map(({ message }) => message),
  ];
}

/** What of the settings' own requirements the stack would be blocked by, were they enforced. */
function unmet(stack: StackView, text: string): readonly string[] {
  const asked = rules.filter((rule) => rule.asked !== undefined).map(({ id }) => id);
  return blockedBy(stack, text.replace(/^enforcement: report$/m, "")).filter((words) =>
    asked.includes(words.split(":")[0] ?? ""),
  );
}

const stackWith = (...resources: readonly ExampleResource[]) => exampleStack({ title: "", resources });
const fit = (...resources: readonly ExampleResource[]) => fittedSettings([stackWith(...resources)], rules).text;
const droplet = (name: string, inputs: ExampleResource["inputs"]): ExampleResource => ({
  kind: "Droplet",
  name,
  inputs: { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", ...inputs },
});

describe("fitted settings", () => {
  it.each([
    "preview-create.json",
    "preview-create.stream.jsonl",
    "preview-replace.json",
    "preview-update-all.json",
    "state.json",
    "terraform/plan-create.json",
    "terraform/state.json",
  ])("let %s pass as it is", (name) => {
    const stack = recorded(name);
    expect(blockedBy(stack, fittedSettings([stack], rules).text)).toEqual([]);
  });

  it("let several stacks pass together", () => {
    const stacks = [recorded("state.json"), recorded("terraform/state.json")];
    const { text } = fittedSettings(stacks, rules);
    for (const stack of stacks) expect(blockedBy(stack, text)).toEqual([]);
  });

  it("let the examples of each rule pass", () => {
    for (const { id, bad, undecided = [] } of rules) {
      const examples = [...bad.slice(0, 1), ...undecided.slice(0, 1)];
      for (const stack of examples.map(exampleStack))
        expect(blockedBy(stack, fittedSettings([stack], rules).text), id).toEqual([]);
    }
  });

  it("ask for nothing that valid resources do not meet, were they enforced", () => {
    const inputs = fc.record({
      region: fc.constantFrom("nyc3", "AMS3", "sfo3", unknown),
      size: fc.constantFrom("s-1vcpu-1gb", "s-2vcpu-2gb", "c-2", unknown),
      backups: fc.constantFrom(true, true, false, unknown),
      monitoring: fc.constantFrom(true, true, false, unknown),
      tags: fc.subarray(["owner:web", "env:dev", "Owner:data", "plain", "empty:", unknown]),
    });
    fc.assert(
      fc.property(fc.array(inputs, { minLength: 1, maxLength: 4 }), (all) => {
        const stack = stackWith(...all.map((given, index) => droplet(`r${index}`, given)));
        expect(unmet(stack, fittedSettings([stack], rules).text)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    for (const name of ["state.json", "terraform/state.json", "preview-update-all.json"])
      expect(unmet(recorded(name), fittedSettings([recorded(name)], rules).text), name).toEqual([]);
  });

  it("let any Droplets, buckets and databases pass, whatever their inputs", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "nyc3",
        "AMS3",
        "s-1vcpu-1gb",
        "db-s-1vcpu-1gb",
        "",
        "no",
        "owner:web",
        "env:\n- x",
        "A:1",
        "#:x",
      ),
      fc.string({ maxLength: 12 }),
      fc.constantFrom(unknown, hidden),
    );
    const inputs = fc.record(
      {
        region: word,
        size: word,
        backups: fc.oneof(fc.boolean(), word),
        monitoring: fc.boolean(),
        tags: fc.oneof(fc.array(word, { maxLength: 4 }), word),
        nodeCount: fc.oneof(fc.integer({ min: 0, max: 5 }), word),
      },
      { requiredKeys: [] },
    );
    const resource = fc.tuple(
      fc.constantFrom("Droplet", "SpacesBucket", "DatabaseCluster", "KubernetesNodePool"),
      inputs,
    );
    fc.assert(
      fc.property(fc.array(resource, { minLength: 1, maxLength: 4 }), (all) => {
        const stack = stackWith(...all.map(([kind, given], index) => ({ kind, name: `r${index}`, inputs: given })));
        expect(blockedBy(stack, fittedSettings([stack], rules).text)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("require what all have, with the reason, and propose what some lack", () => {
    const text = fit(
      droplet("a", { backups: true, monitoring: true, tags: ["owner:web", "env:dev"] }),
      droplet("b", { backups: true, tags: ["owner:web"] }),
    );
    expect(text).toMatch(/^ {8}# All 2 Droplets have backups\.\n {8}backup_required: true$/m);
    expect(text).toMatch(/^ {8}# 1 of 2 Droplets has no monitoring:\n {8}# monitoring_required: true$/m);
    expect(text).toMatch(/^ {4}# Every resource that takes tags has them\.\n {4}required_tags: \[owner\]$/m);
    expect(text).toMatch(
      /^ {4}# Not on all yet: env is missing on 1 of 2 lists of tags:\n {4}# required_tags: \[env, owner\]$/m,
    );
    expect(text).toMatch(/^ {4}owner: \[web\]$/m);
    expect(text).toMatch(/^ {6}# In use: nyc3 \(2\)\.\n {6}allowed: \[nyc3\]$/m);
    expect(text).toMatch(/^ {8}# In use: s-1vcpu-1gb \(2\)\.\n {8}allowed_sizes: \[s-1vcpu-1gb\]$/m);
    expect(text).toMatch(/^ {4}# USD per month .* costs \$15\.60; with 20 % to spare.*\n {4}cost_limit_monthly: 20$/m);
    expect(text).toMatch(/has 2 Droplets; with room for more\.\n {8}max_per_account: 4$/m);
  });

  it("name what is violated, and enforce nothing then", () => {
    const text = fit({
      kind: "Firewall",
      name: "open",
      inputs: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["0.0.0.0/0"] }] },
    });
    expect(text).toMatch(/^# {3}firewall-no-public-admin-ports +1 violation$/m);
    expect(text).toMatch(/--write-baseline/);
    expect(text).toMatch(/^enforcement: report$/m);
  });

  it("enforce themselves when nothing is violated", () => {
    const text = fit({ kind: "Vpc", name: "net", inputs: { region: "nyc3", ipRange: "10.1.0.0/16" } });
    expect(text).toMatch(/^# No rule is violated today/m);
    expect(text).not.toMatch(/^enforcement/m);
  });

  it("hold no value that looks like a credential, or that is secret", () => {
    const markers = ["dop_v1_0123456789abcdef", "AVNS_hunter2hunter2", "hunter2", "MARKERMARKERMARKERMARKERMARKER"];
    const tags = [
      `api:dop_v1_${"0123456789abcdef".repeat(4)}`,
      "db:AVNS_hunter2hunter2",
      "db_password:hunter2",
      "note:MARKERMARKERMARKERMARKERMARKER",
      hidden,
    ];
    const text = fit(droplet("a", { tags }), droplet("b", { tags }));
    for (const marker of markers) expect(text).not.toContain(marker);
  });

  it("write names as YAML has them", () => {
    const text = fit(droplet("a", { tags: ["no:yes", "1:2"] }), droplet("b", { tags: ["no:yes", "1:2"] }));
    expect(parseSettings(text, { origin: "x", rules }).base).toMatchObject({
      digitalocean: { required_tags: ["1", "no"] },
      tags: { allowed: { no: ["yes"], 1: ["2"] } },
    });
  });
});

it("the settings to begin with are valid", () => {
  expect(parseSettings(starterSettings, { origin: "governor.yaml", rules }).base.digitalocean).toMatchObject({
    cost_limit_monthly: 500,
    required_tags: ["environment", "cost_center", "owner"],
  });
  // And so they are with each proposal taken up.
  const proposals = starterSettings.replaceAll(/^( *)# (?=(?: *(?:\w+:|# Size)))/gm, "$1");
  const { base } = parseSettings(proposals, { origin: "governor.yaml", rules });
  expect(base).toMatchObject({ enforcement: "report", tags: { default: { cost_center: "web" } } });
});
