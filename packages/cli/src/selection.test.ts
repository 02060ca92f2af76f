import { evaluate, loadSettings, readStack, rules } from "@infrafabric/governor";
import { expect, it } from "vitest";
import { narrowed, selected } from "./selection.ts";

const urn = "urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::web";
const stack = readStack(
  JSON.stringify({
    version: 3,
    deployment: {
      resources: [{ urn, type: "digitalocean:index/droplet:Droplet", custom: true, inputs: { region: "ams3" } }],
    },
  }),
);

const yaml = `
providers: { digitalocean: { regions: { allowed: [nyc3] }, resources: { droplet: { backup_required: true } } } }
exemptions:
  - { rule: droplet-backups, resource: nowhere, stacks: ["shop/*"], reason: none, owner: ann, expires: 2027-01-01 }
`;
const settings = loadSettings({
  order: "project",
  explicit: yaml,
  env: {},
  startDir: "/",
  rules,
  project: "shop",
  stack: "dev",
});

it("leaves the other rules and their exemptions out of a run", () => {
  const chosen = selected(rules, { ids: ["region-allowed"], severity: undefined, framework: undefined });
  const { findings, notices } = evaluate(stack, narrowed(settings, rules, chosen), rules);
  expect(findings.map(({ rule, level }) => `${level} ${rule}`)).toEqual(["mandatory region-allowed"]);
  expect(notices).toEqual([]);
  const whole = evaluate(stack, narrowed(settings, rules, rules), rules);
  expect(whole.findings.length).toBeGreaterThan(2);
  expect(whole.notices).toMatchObject([{ level: "error" }]);
});
