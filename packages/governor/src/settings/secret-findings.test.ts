import { describe, expect, it } from "vitest";
import { createEvaluator } from "../evaluate";
import { stackOfRecords } from "../readers/read";
import { formatFindings } from "../reports/table";
import { rules } from "../rules";
import type { ResourceRecord } from "../view/resource";
import { loadSettings } from "./load";

const marker = "mrk9";

/** Right settings, with the marker wherever their author can write what they like. */
const text = `
providers:
  digitalocean:
    cost_limit_monthly: 1
    required_tags: [${marker}-required, ${marker}-too]
    resources: { droplet: { backup_required: true, monitoring_required: true }, firewall: { covered_elsewhere: [{ tag: ${marker}-tag, owner: ${marker}-owner }] } }
  ${marker}cloud: {}
tags:
  default: { ${marker}-too: ${marker}-default }
  allowed: { team: [${marker}-team], ${marker}-key: [x] }
environments:
  ${marker}env: { stacks: ["*/prod"], production: true }
budgets: [{ tag: "cost:${marker}", monthly: 1 }]
rules: { acme/${marker}: advisory }
exempt_in_code: [acme/${marker}-code]
exemptions:
  - { rule: droplet-backups, resource: web, reason: ${marker} reason, owner: ${marker}, expires: 2027-01-01 }
  - { rule: droplet-monitoring, resource: web, reason: ${marker} reason, owner: ${marker}, expires: 2020-01-01 }
  - { rule: droplet-monitoring, resource: ${marker}, reason: ${marker}, owner: ${marker}, expires: 9999-12-31 }
  - { rule: acme/${marker}, resource: web, stacks: ["*/prod", "${marker}/*"], reason: x, owner: ${marker}, expires: 2027-01-01 }
`;

const of = (kind: string, name: string, inputs: ResourceRecord["inputs"]): ResourceRecord => {
  const type = `digitalocean:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
  return { urn: `urn:pulumi:prod::shop::${type}::${name}`, type, name, inputs, propertyDependencies: {} };
};

const records = [
  of("Droplet", "web", { region: "nyc3", size: "s-4vcpu-8gb", tags: ["team:a", "environment:b", `cost:${marker}`] }),
  of("Droplet", "plain", { region: "nyc3", size: "s-4vcpu-8gb" }),
  of("DatabaseCluster", "data", { region: "nyc3", engine: "pg", size: "db-s-1vcpu-1gb", nodeCount: 1 }),
];

function said(stackConfigIsSecret: boolean): string {
  const settings = loadSettings({
    ...{ order: "pack", env: {}, startDir: "/", rules, project: "shop", stack: "prod" },
    ...{ stackConfig: text, stackConfigIsSecret },
  });
  const options = { settings, rules, project: "shop", stack: "prod", now: new Date("2026-11-23T12:00:00Z") };
  const evaluator = createEvaluator(options);
  const stack = stackOfRecords(records, [], "the test");
  const counted = stack.resources.flatMap((resource) => evaluator.count(resource));
  const evaluation = createEvaluator(options).stack(stack);
  return [JSON.stringify([counted, evaluation]), formatFindings(evaluation)].join("\n");
}

describe("right settings that are secret", () => {
  const open = said(false);
  const hidden = said(true);

  it.each([
    [
      "a required tag",
      /the required tags mrk9-required, mrk9-too are missing/,
      /required tags \[secret\], \[secret\] are/,
    ],
    ["the value of a missing tag", /mrk9-too:mrk9-default/, /add \[secret\], \[secret\]/],
    ["allowed values", /the allowed values are mrk9-team/, /the allowed values are \[secret\]/],
    ["the environment", /in the environment \\"mrk9env\\"/, /in the environment \\"\[secret\]\\"/],
    [
      "the production environment",
      /the production environment \\"mrk9env\\"/,
      /production environment \\"\[secret\]\\"/,
    ],
    ["a budget", /everything tagged cost:mrk9 costs/, /everything tagged \[secret\] costs/],
    ["the place of a budget", /budgets\[cost:mrk9\]/, /budgets\[0\]/],
    ["a provider", /lists the provider mrk9cloud/, /lists the provider \[secret\]/],
    [
      "an exemption",
      /exempt until 2027-01-01: mrk9 reason \(mrk9\)/,
      /exempt until 2027-01-01: \[secret\] \(\[secret\]\)/,
    ],
    ["an expired exemption", /exemption owned by mrk9 expired/, /exemption owned by \[secret\] expired/],
  ])("do not show %s", (_, shown, withheld) => {
    expect(open).toMatch(shown);
    expect(hidden).toMatch(withheld);
  });

  it("do not show anything else that their author wrote", () => {
    expect(hidden.match(/.{0,80}mrk9.{0,40}/g)).toBeNull();
  });
});
