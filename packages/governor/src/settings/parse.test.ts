import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { defineRule, type Rule } from "../rules/rule";
import type { SettingsDocument } from "./document";
import { testRules } from "./fixtures/rules";
import { seed } from "./fixtures/seed";
import { parseSettings } from "./parse";
import { SettingsError } from "./problem";

const parse = (input: unknown): SettingsDocument =>
  parseSettings(input, { origin: "governor.yaml", file: "governor.yaml", rules: testRules });

function errorOf(input: unknown): SettingsError {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error("these settings are right");
}

/** Each problem as `line:column path message`. */
function problemsOf(input: unknown): readonly string[] {
  return errorOf(input).problems.map(({ line, column, path, message }) => `${line}:${column} ${path} ${message}`);
}

const environmentOf = (document: SettingsDocument, name: string) =>
  document.environments.find((environment) => environment.name === name)?.settings;

describe("parseSettings", () => {
  it("accepts the seed's block verbatim", () => {
    const { base, environments, origin } = parse(seed);
    expect(base.digitalocean).toEqual(parseYaml(seed).providers.digitalocean);
    expect(base).toMatchObject({
      otherProviders: [],
      tags: { default: {}, allowed: {} },
      rules: {},
      exemptions: [],
      exempt_in_code: [],
      budgets: [],
      usage: { spaces: { storage_gib: 250, outbound_gib: 1024, subscription_active: false } },
      origin: "governor.yaml",
    });
    expect(base.environment).toBeUndefined();
    expect(environments).toEqual([]);
    expect(origin).toBe("governor.yaml");
  });

  it("gives the same for data as for text", () => {
    expect(parse(parseYaml(seed)).base).toEqual(parse(seed).base);
  });

  it("accepts all that may stand around it", () => {
    const { base } = parse(`${seed}
  aws: { anything: 1 }
tags:
  default: { environment: dev }
  allowed: { environment: [dev, prod], owner: ["team:web"] }
rules:
  droplet-backups: remediate
  spaces-lifecycle: { level: mandatory, on_unknown: deny, params: { days: 30, strict: true } }
  firewall-no-public-admin-ports: { params: { ports: [22] } }
exemptions:
  - { rule: region-allowed, resource: "Droplet::old-*", stacks: [shop/prod], reason: moving, owner: ops, expires: 2001-01-01 }
exempt_in_code: [droplet-backups]
budgets: [{ tag: "team:web", monthly: 99.5 }]
usage: { spaces: { storage_gib: 1000, subscription_active: true } }
`);
    expect(base.otherProviders).toEqual(["aws"]);
    expect(base.rules).toEqual({
      "droplet-backups": { level: "remediate" },
      "spaces-lifecycle": { level: "mandatory", on_unknown: "deny", params: { days: 30, strict: true } },
      "firewall-no-public-admin-ports": { params: { ports: [22] } },
    });
    // An expired exemption is no problem of the settings: its finding comes back.
    expect(base.exemptions).toHaveLength(1);
    expect(base.usage.spaces).toEqual({ storage_gib: 1000, outbound_gib: 1024, subscription_active: true });
  });

  it("takes assumptions on usage by kind and by resource, and refuses those that a kind does not have", () => {
    const usage = "{ droplet: { outbound_gib: 10 }, app: { job_hours: 3 }, resources: { web: { growth_gib: 1 } } }";
    expect(parse(`usage: ${usage}\n`).base.usage).toEqual({
      spaces: { storage_gib: 250, outbound_gib: 1024, subscription_active: false },
      droplet: { outbound_gib: 10 },
      app: { job_hours: 3 },
      resources: { web: { growth_gib: 1 } },
    });
    expect(problemsOf("usage: { droplet: { job_hours: 1 }, resources: { web: { outbound_gib: -1 } } }\n")).toEqual([
      expect.stringContaining("usage.droplet.job_hours"),
      "1:71 usage.resources.web.outbound_gib must be at least 0, found -1",
    ]);
  });

  it("follows anchors and merge keys", () => {
    const { environments } = parse(`providers: { digitalocean: { regions: &all { allowed: [nyc3, ams3] } } }
environments:
  eu: { providers: { digitalocean: { regions: { <<: *all, disallowed: [nyc1] } } } }
`);
    expect(environments[0]?.settings.digitalocean.regions).toEqual({ allowed: ["nyc3", "ams3"], disallowed: ["nyc1"] });
    expect(
      problemsOf(`rules: { spaces-lifecycle: &bad { params: { days: 0 } } }
environments:
  eu: { rules: { spaces-lifecycle: { <<: *bad, level: advisory } } }
`),
    ).toEqual([
      "1:51 rules.spaces-lifecycle.params.days must be at least 1, found 0",
      "1:51 environments.eu.rules.spaces-lifecycle.params.days must be at least 1, found 0",
    ]);
  });
});

describe("problems of the text", () => {
  it.each([
    ["", "1:1  contains no settings"],
    ["# nothing but a comment\n", "1:1  contains no settings"],
    ["- a\n", "1:1  expected a mapping of settings, found a list"],
    ["just words\n", '1:1  expected a mapping of settings, found "just words"'],
    ["tags:\n\tdefault: {}\n", "2:1  not valid YAML: tabs are not allowed as indentation"],
    [
      "tags: {}\nrules: [\n",
      "3:1  not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    ["tags: {}\nrules: *none\n", "2:8  not valid YAML: there is no anchor of this name above"],
    ["tags: !vault x\n", "1:7  not valid YAML: unknown tag; put the value in quotes"],
    ["tags: {}\n---\nrules: {}\n", "2:1  a second document starts here; settings must be a single document"],
    ["tags: {}\nrules: {}\ntags: {}\n", "3:1 tags duplicate key"],
    [
      "providers:\n  digitalocean:\n    enabled: true\n    enabled: true\n",
      "4:5 providers.digitalocean.enabled duplicate key",
    ],
    ["exemptions:\n  - rule: a\n    rule: b\n", "3:5 exemptions[0].rule duplicate key"],
    ["__proto__: {}\n", "1:1 __proto__ unknown key"],
  ])("finds what is wrong with %j", (text, expected) => {
    expect(problemsOf(text)).toContain(expected);
  });

  it.each([
    ["[".repeat(20_000), /nests too deeply/],
    [`tags: ${"[".repeat(80)}${"]".repeat(80)}`, /nests deeper than 64 levels/],
    ["tags: &a [*a]", /tags\[0\] {2}refers to itself/],
    ["<<: 3", /merge sources must be maps/],
    ["%YAML 1.1\n---\ntags: 2026-01-01\n", /tags {2}expected plain data, found an object of a class/],
  ])("does not trip over a hostile text (%#)", (text, expected) => {
    expect(errorOf(text).message).toMatch(expected);
    expect(errorOf(text).problems.length).toBeLessThan(3);
  });
});

describe("rules of an organisation's own", () => {
  const ownRule = (id: string): Rule =>
    defineRule({
      ...{ id, group: "acme", title: id, severity: "low", level: "advisory", kinds: "all", scope: "resource" },
      ...{ why: "", fix: "", references: [], good: [], bad: [], undecided: [], check: () => [] },
      params: { days: { type: "integer", default: 1, description: "Days." } },
    });
  const text = `
rules: { acme/vpc-described: advisory, acme/named: { level: mandatory, on_unknown: deny, params: { days: 3 } } }
exempt_in_code: [acme/named]
exemptions:
  - { rule: acme/vpc-described, resource: web, reason: r, owner: o, expires: 2027-01-01 }
`;

  it("are taken as they are where nobody defines them", () => {
    const { base } = parse(text);
    expect(base.rules).toEqual({
      "acme/vpc-described": { level: "advisory" },
      "acme/named": { level: "mandatory", on_unknown: "deny", params: { days: 3 } },
    });
    expect(base.exempt_in_code).toEqual(["acme/named"]);
    expect(base.exemptions).toMatchObject([{ rule: "acme/vpc-described" }]);
  });

  it("come to the same settings where they are defined", () => {
    const own: Rule[] = ["acme/vpc-described", "acme/named"].map(ownRule);
    const defined = parseSettings(text, {
      origin: "governor.yaml",
      file: "governor.yaml",
      rules: [...testRules, ...own],
    });
    expect(defined.base).toEqual(parse(text).base);
  });

  it.each([
    ["rules: { acme/x: mandatry }\n", '1:18 rules.acme/x unknown level "mandatry"; did you mean "mandatory"?'],
    ["rules: { acme/x: { levl: advisory } }\n", '1:20 rules.acme/x.levl unknown key; did you mean "level"?'],
    ["rules: { Acme/X: advisory }\n", "1:10 rules.Acme/X unknown rule"],
    ["rules: { a/b/c: advisory }\n", "1:10 rules.a/b/c unknown rule"],
    ["rules: { vpc-described: advisory }\n", "1:10 rules.vpc-described unknown rule"],
    ["exempt_in_code: [vpc-described]\n", '1:18 exempt_in_code[0] unknown rule "vpc-described"'],
  ])("that are wrong in %j are named", (wrong, expected) => {
    expect(problemsOf(wrong)).toEqual([expected]);
  });

  it("without their namespace get it proposed", () => {
    const rules = [...testRules, ownRule("acme/vpc-described")];
    expect(() => parseSettings("rules: { vpc-described: advisory }", { origin: "governor.yaml", rules })).toThrow(
      'did you mean "acme/vpc-described"?',
    );
  });
});

describe("problems of shape and value", () => {
  const digitalocean = (text: string) => `providers:\n  digitalocean:\n    ${text}\n`;
  it.each([
    ["tag: {}\n", '1:1 tag unknown key; did you mean "tags"?'],
    ["whatever: {}\n", "1:1 whatever unknown key"],
    ["required_tags: [a]\n", "1:1 required_tags unknown key here"],
    ["providers:\n", "1:1 providers expected a mapping, found nothing"],
    ["providers:\n  digitalocaen: {}\n", '2:3 providers.digitalocaen unknown provider; did you mean "digitalocean"?'],
    [digitalocean("region: {}"), '3:5 providers.digitalocean.region unknown key; did you mean "regions"?'],
    [digitalocean("enabled: yes"), '3:14 providers.digitalocean.enabled expected true or false, found "yes"'],
    [
      digitalocean("cost_limit_monthly: 0"),
      "3:25 providers.digitalocean.cost_limit_monthly must be more than 0, found 0",
    ],
    [
      digitalocean("cost_limit_monthly: -5"),
      "3:25 providers.digitalocean.cost_limit_monthly must be more than 0, found -5",
    ],
    [
      digitalocean("cost_limit_monthly: $500"),
      '3:25 providers.digitalocean.cost_limit_monthly expected a number, found "$500"',
    ],
    [
      digitalocean("cost_limit_monthly: .inf"),
      "3:25 providers.digitalocean.cost_limit_monthly expected a number, found Infinity",
    ],
    [digitalocean("required_tags: owner"), '3:20 providers.digitalocean.required_tags expected a list, found "owner"'],
    [
      digitalocean('required_tags: ["cost:center"]'),
      '3:21 providers.digitalocean.required_tags[0] a tag key contains only letters, digits, _ and -, found "cost:center"',
    ],
    [
      digitalocean("regions: { allowed: [nyc3, sfo9] }"),
      '3:32 providers.digitalocean.regions.allowed[1] unknown region "sfo9"; did you mean "sfo2"?',
    ],
    [
      digitalocean("regions: { allowed: [] }"),
      "3:25 providers.digitalocean.regions.allowed an empty list allows nothing; leave the key out to allow all",
    ],
    [
      digitalocean("regions: { allowed: [nyc3], disallowed: [ams2, nyc3] }"),
      '3:52 providers.digitalocean.regions.disallowed[1] "nyc3" is both allowed and disallowed',
    ],
    [
      digitalocean("resources: { firewall: { covered_elsewhere: [{ tag: web }] } }"),
      "3:50 providers.digitalocean.resources.firewall.covered_elsewhere[0].owner is missing: owner of that firewall",
    ],
    [
      digitalocean('resources: { firewall: { covered_elsewhere: [{ tag: "team a", owner: net }] } }'),
      '3:57 providers.digitalocean.resources.firewall.covered_elsewhere[0].tag is not a valid tag: use letters, digits, colons, dashes and underscores, found "team a"',
    ],
    [
      digitalocean("resources: { droplet: { allowed_sizes: [s-1vpcu-1gb] } }"),
      '3:45 providers.digitalocean.resources.droplet.allowed_sizes[0] unknown size "s-1vpcu-1gb"; did you mean "s-1vcpu-1gb"?',
    ],
    [
      digitalocean("resources: { database: { allowed_sizes: [db-s-1vcpu-1g] } }"),
      '3:46 providers.digitalocean.resources.database.allowed_sizes[0] unknown size "db-s-1vcpu-1g"; did you mean "db-s-1vcpu-1gb"?',
    ],
    [
      digitalocean("resources: { kubernetes: { allowed_sizes: [huge] } }"),
      '3:48 providers.digitalocean.resources.kubernetes.allowed_sizes[0] unknown size "huge"',
    ],
    [
      digitalocean("resources: { droplet: { max_per_account: 1.5 } }"),
      "3:46 providers.digitalocean.resources.droplet.max_per_account expected a whole number, found 1.5",
    ],
    [
      "rules: { droplet-backup: advisory }\n",
      '1:10 rules.droplet-backup unknown rule; did you mean "droplet-backups"?',
    ],
    [
      "rules: { spaces-lifecycle: mandatry }\n",
      '1:28 rules.spaces-lifecycle unknown level "mandatry"; did you mean "mandatory"?',
    ],
    ["rules: { spaces-lifecycle: 5 }\n", "1:28 rules.spaces-lifecycle unknown level 5"],
    [
      "rules: { spaces-lifecycle: { level: off } }\n",
      '1:37 rules.spaces-lifecycle.level unknown level "off"; did you mean "disabled"?',
    ],
    [
      "rules: { spaces-lifecycle: false }\n",
      '1:28 rules.spaces-lifecycle unknown level false; did you mean "disabled"?',
    ],
    [
      "rules: { spaces-lifecycle: warn }\n",
      '1:28 rules.spaces-lifecycle unknown level "warn"; did you mean "advisory"?',
    ],
    ["rules: { acme/x: error }\n", '1:18 rules.acme/x unknown level "error"; did you mean "mandatory"?'],
    [
      "rules: { spaces-lifecycle: remediate }\n",
      '1:28 rules.spaces-lifecycle this rule has no safe fix, so it cannot have the level "remediate"',
    ],
    [
      "rules: { spaces-lifecycle: { on_unknown: denied } }\n",
      '1:42 rules.spaces-lifecycle.on_unknown unknown choice "denied"',
    ],
    [
      "rules: { spaces-lifecycle: { params: { day: 3 } } }\n",
      '1:40 rules.spaces-lifecycle.params.day unknown key; did you mean "days"?',
    ],
    [
      "rules: { region-allowed: { params: { day: 3 } } }\n",
      "1:38 rules.region-allowed.params.day unknown key; none is allowed here",
    ],
    [
      "rules: { spaces-lifecycle: { params: { days: 366 } } }\n",
      "1:46 rules.spaces-lifecycle.params.days must be at most 365, found 366",
    ],
    [
      "rules: { spaces-lifecycle: { params: { strict: 1 } } }\n",
      "1:48 rules.spaces-lifecycle.params.strict expected true or false, found 1",
    ],
    [
      "rules: { firewall-no-public-admin-ports: { params: { ports: [22, 70000] } } }\n",
      "1:66 rules.firewall-no-public-admin-ports.params.ports[1] must be at most 65535, found 70000",
    ],
    [
      "exempt_in_code: [region-alowed]\n",
      '1:18 exempt_in_code[0] unknown rule "region-alowed"; did you mean "region-allowed"?',
    ],
    [
      "tags: { default: { 'cost center': a } }\n",
      "1:20 tags.default.<key of 11 characters> a tag key contains only letters, digits, _ and -",
    ],
    [
      "tags: { default: { owner: 'a b' } }\n",
      '1:27 tags.default.owner a tag value contains only letters, digits, _, - and :, found "a b"',
    ],
    [
      `tags: { default: { owner: ${"a".repeat(250)} } }\n`,
      "1:27 tags.default.owner key and value together are longer than 255 characters as key:value",
    ],
    [
      "tags: { default: { e: stage }, allowed: { e: [staging, prod] } }\n",
      '1:23 tags.default.e the default "stage" is not an allowed value',
    ],
    [
      "budgets: [{ tag: team, monthly: 5 }]\n",
      '1:18 budgets[0].tag a budget\'s tag is written key:value, found "team"',
    ],
    [
      `budgets: [{ tag: "a:${"a".repeat(255)}", monthly: 5 }]\n`,
      "1:18 budgets[0].tag must not be longer than 255 characters",
    ],
    [
      "budgets: [{ tag: 'a:b' }]\n",
      "1:11 budgets[0].monthly is missing: USD per month for everything with the tag, or in the component",
    ],
    ["usage: { spaces: { storage_gib: -1 } }\n", "1:33 usage.spaces.storage_gib must be at least 0, found -1"],
    [
      "environments: { 'a b': {} }\n",
      "1:17 environments.<key of 3 characters> the name of an environment contains only letters, digits, _ and -",
    ],
    [
      "environments: { prod: { stacks: [prod] } }\n",
      '1:34 environments.prod.stacks[0] matches no stack: write project/stack, such as "*/prod", found "prod"',
    ],
    [
      "environments: { prod: { stacks: [] } }\n",
      "1:33 environments.prod.stacks an empty list matches no stack; leave the key out",
    ],
    [
      "environments: { prod: { production: 1 } }\n",
      "1:37 environments.prod.production expected true or false, found 1",
    ],
  ])("finds what is wrong with %j", (text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  const exemption = (more: string) => `exemptions:\n  - rule: region-allowed\n    resource: web\n    ${more}\n`;
  it.each([
    ["reason: r\n    owner: o", "2:5 exemptions[0].expires is missing: last day on which it applies, UTC, YYYY-MM-DD"],
    [
      "reason: r\n    owner: o\n    expires: 2026-02-30",
      '6:14 exemptions[0].expires is not a valid date written YYYY-MM-DD, found "2026-02-30"',
    ],
    [
      "reason: r\n    owner: o\n    expires: 31.12.2026",
      '6:14 exemptions[0].expires is not a valid date written YYYY-MM-DD, found "31.12.2026"',
    ],
    ["reason: ''\n    owner: o\n    expires: 2026-12-31", "4:13 exemptions[0].reason must not be empty"],
    ["reason: r\n    owner: ' '\n    expires: 2026-12-31", '5:12 exemptions[0].owner must not be empty, found " "'],
    [
      "reason: r\n    owner: o\n    expires: 2026-12-31\n    stacks: [prod]",
      '7:14 exemptions[0].stacks[0] matches no stack: write project/stack, such as "*/prod", found "prod"',
    ],
    ["reason: r\n    owner: o\n    expires: 2026-12-31\n    until: x", "7:5 exemptions[0].until unknown key"],
  ])("finds what is wrong with an exemption (%j)", (more, expected) => {
    expect(problemsOf(exemption(more))).toEqual([expected]);
  });

  it("says what to do", () => {
    const hints = (text: string) => errorOf(text).problems.map(({ hint, allowed }) => hint ?? allowed);
    expect(hints("required_tags: [a]\n")).toEqual(["write it as providers.digitalocean.required_tags"]);
    expect(hints(digitalocean("enabled: no"))).toEqual(["write false"]);
    expect(hints(digitalocean("required_tags: owner"))).toEqual(["write [owner]"]);
    expect(hints(digitalocean('cost_limit_monthly: "500"'))).toEqual([
      "write the number alone, without quotes, currency or unit",
    ]);
    const stacks = (text: string) => hints(`environments: { a: { stacks: ${text} } }\n`);
    expect(stacks("prod")).toEqual(['write ["*/prod"]']);
    expect(stacks("'*/prod'")).toEqual(['write ["*/prod"]']);
    expect(stacks("shop/prod")).toEqual(["write [shop/prod]"]);
    expect(hints("tags: { default: { owner: 7 } }\n")).toEqual(['put it in quotes: "7"']);
    expect(hints("rules: { spaces-lifecycle: { level: off } }\n")).toEqual(["advisory, mandatory, disabled"]);
    expect(hints("rules: { nothing-like-it: advisory }\n")).toEqual([
      [...testRules.map(({ id }) => id), "*"].join(", "),
    ]);
    expect(hints("enforcement: enforced\n")).toEqual(["enforce, report"]);
  });

  it("does not echo what could be a secret", () => {
    const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;
    const { message } = errorOf({
      [token]: 1,
      tags: { default: { owner: token.slice(0, 30) } },
      budgets: token,
      rules: { "spaces-lifecycle": token },
    });
    expect(message).not.toContain("dop_v1");
    expect(message).toContain("<key of 71 characters>  unknown key");
    expect(message).toContain("expected a list, found a text of 71 characters");
  });

  it("names a path alone where there is no text", () => {
    expect(problemsOf({ tags: { default: { owner: 7 } } })).toEqual([
      "undefined:undefined tags.default.owner expected text, found 7",
    ]);
    expect(problemsOf({ tags: () => 1, rules: { x: new Date(0) } })).toEqual([
      "undefined:undefined tags expected plain data, found a function",
      "undefined:undefined rules.x expected plain data, found an object of a class",
    ]);
    expect(problemsOf(undefined)).toEqual(["undefined:undefined  expected plain data, found a undefined"]);
  });
});

describe("enforcement", () => {
  it("is to enforce, unless the document or an environment says to report", () => {
    const { base, environments } = parse("environments: { lab: { enforcement: report }, shop: {} }\n");
    expect(base.enforcement).toBe("enforce");
    expect(environments.map(({ settings }) => settings.enforcement)).toEqual(["report", "enforce"]);
    expect(parse("enforcement: report\n").base.enforcement).toBe("report");
    expect(problemsOf("enforcement: reprot\n")).toEqual([
      '1:14 enforcement unknown choice "reprot"; did you mean "report"?',
    ]);
  });
});

describe("the level of every rule", () => {
  it("is taken over by an environment, or replaced there, and a rule's own level outranks both", () => {
    const { environments } = parse(
      'rules: { "*": advisory, spaces-lifecycle: disabled }\nenvironments: { lab: {}, shop: { rules: { "*": mandatory } } }\n',
    );
    expect(environments.map(({ settings }) => settings.rules)).toEqual([
      { "*": { level: "advisory" }, "spaces-lifecycle": { level: "disabled" } },
      { "*": { level: "mandatory" }, "spaces-lifecycle": { level: "disabled" } },
    ]);
  });

  it("is a level that every rule can have", () => {
    for (const written of ["advisory", "{ level: advisory }"]) {
      expect(parse(`rules: { "*": ${written} }\n`).base.rules).toEqual({ "*": { level: "advisory" } });
    }
    expect(problemsOf('rules: { "*": { on_unknown: deny, level: advisory } }\n')).toEqual([
      "1:17 rules.*.on_unknown unknown key",
    ]);
    expect(problemsOf('rules: { "*": remediate }\n')).toEqual([
      '1:15 rules.* not every rule has a safe fix: set the level for single rules "remediate"',
    ]);
  });
});

describe("contradictions", () => {
  const withKey = (key: string, rules: string) => `providers: { digitalocean: { ${key} } }\nrules: ${rules}\n`;

  it.each([
    [
      "resources: { droplet: { backup_required: true } }",
      "{ droplet-backups: disabled }",
      "2:27 rules.droplet-backups.level the rule is disabled here, but providers.digitalocean.resources.droplet.backup_required requires it",
    ],
    [
      "resources: { droplet: { backup_required: false } }",
      "{ droplet-backups: { level: advisory } }",
      "2:36 rules.droplet-backups.level the rule is advisory here, but providers.digitalocean.resources.droplet.backup_required turns it off",
    ],
    [
      "enabled: true",
      "{ region-allowed: mandatory }",
      "2:26 rules.region-allowed.level the rule cannot run without providers.digitalocean.regions, which is not set",
    ],
    [
      "resources: { droplet: { backup_required: true } }",
      '{ "*": disabled }',
      "2:15 rules.* the rule droplet-backups is disabled here, but providers.digitalocean.resources.droplet.backup_required requires it",
    ],
    [
      "resources: { droplet: { backup_required: false } }",
      '{ "*": advisory }',
      "2:15 rules.* the rule droplet-backups is advisory here, but providers.digitalocean.resources.droplet.backup_required turns it off",
    ],
  ])("finds a level against its key: %s, %s", (key, rules, expected) => {
    expect(problemsOf(withKey(key, rules))).toEqual([expected]);
  });

  it.each([
    ["resources: { droplet: { backup_required: true } }", "{ droplet-backups: advisory }"],
    ["resources: { droplet: { backup_required: true } }", "{ droplet-backups: remediate }"],
    ["resources: { droplet: { backup_required: false } }", "{ droplet-backups: disabled }"],
    ["enabled: true", "{ droplet-backups: mandatory }"],
    ["enabled: true", "{ region-allowed: disabled }"],
    ["enabled: true", '{ "*": advisory }'],
    ["regions: { allowed: [nyc3] }", '{ "*": mandatory }'],
    ["resources: { droplet: { backup_required: true } }", '{ "*": disabled, droplet-backups: remediate }'],
    ["resources: { droplet: { backup_required: false } }", '{ "*": advisory, droplet-backups: disabled }'],
  ])("has nothing against %s, %s", (key, rules) => {
    expect(() => parse(withKey(key, rules))).not.toThrow();
  });

  it("does not report what follows from another problem alone", () => {
    expect(problemsOf(withKey("regions: { allowed: nyc3 }", "{ region-allowed: mandatory }"))).toEqual([
      '1:50 providers.digitalocean.regions.allowed expected a list, found "nyc3"',
    ]);
  });
});

describe("environments", () => {
  it("merge maps, replace lists and values, and add exemptions up", () => {
    const exemption = (resource: string) =>
      `{ rule: region-allowed, resource: ${resource}, reason: r, owner: o, expires: 2027-01-01 }`;
    const document = parse(`${seed}
rules: { spaces-lifecycle: { level: mandatory, params: { days: 30 } } }
exemptions: [${exemption("a")}]
budgets: [{ tag: "t:a", monthly: 1 }]
environments:
  production:
    stacks: ["*/prod"]
    production: true
    providers:
      digitalocean:
        regions: { allowed: [fra1] }
        resources: { droplet: { max_per_account: 5 } }
        required_tags: []
    rules: { spaces-lifecycle: advisory }
    exemptions: [${exemption("b")}]
    budgets: [{ tag: "t:b", monthly: 2 }]
  empty: {}
`);
    const settings = environmentOf(document, "production");
    expect(settings?.environment).toEqual({ name: "production", production: true });
    expect(settings?.digitalocean).toEqual({
      ...document.base.digitalocean,
      regions: { allowed: ["fra1"], disallowed: ["nyc1", "sfo1", "ams2"] },
      resources: {
        ...document.base.digitalocean.resources,
        droplet: { ...document.base.digitalocean.resources?.droplet, max_per_account: 5 },
      },
      required_tags: [],
    });
    expect(settings?.rules).toEqual({ "spaces-lifecycle": { level: "advisory", params: { days: 30 } } });
    expect(settings?.exemptions.map(({ resource }) => resource)).toEqual(["a", "b"]);
    expect(settings?.budgets).toEqual([{ tag: "t:b", monthly: 2 }]);
    expect(environmentOf(document, "empty")).toEqual({
      ...document.base,
      environment: { name: "empty", production: false },
    });
    expect(document.environments.map(({ name, stacks }) => [name, stacks])).toEqual([
      ["production", ["*/prod"]],
      ["empty", []],
    ]);
  });

  it("are checked like the rest, and for the contradictions that only they make", () => {
    expect(
      problemsOf(`${seed}
rules: { droplet-backups: mandatory }
environments:
  a: { providers: { digitalocean: { regions: { disallowed: [sgp1] } } } }
  b: { providers: { digitalocean: { regions: { allowed: [nyc1] } } } }
  c: { rules: { droplet-backups: disabled } }
  d: { providers: { digitalocean: { resources: { droplet: { backup_required: false } } } } }
  e: { regions: {} }
  f: { tags: { default: { e: x }, allowed: { e: [y] } } }
`),
    ).toEqual([
      '7:20 providers.digitalocean.regions.disallowed[0] "nyc1" is both allowed and disallowed (in environment b)',
      "19:27 rules.droplet-backups.level the rule is mandatory here, but providers.digitalocean.resources.droplet.backup_required turns it off (in environment d)",
      '21:61 environments.a.providers.digitalocean.regions.disallowed[0] "sgp1" is both allowed and disallowed',
      "23:34 environments.c.rules.droplet-backups.level the rule is disabled here, but providers.digitalocean.resources.droplet.backup_required requires it",
      "25:8 environments.e.regions unknown key here",
      '26:30 environments.f.tags.default.e the default "x" is not an allowed value',
    ]);
  });

  it("repeat no problem of the base", () => {
    expect(
      problemsOf("tags: { default: { e: x }, allowed: { e: [yes1] } }\nenvironments: { a: {}, b: {} }\n"),
    ).toHaveLength(1);
  });

  it("can put right what is wrong in the base alone, which stays a problem", () => {
    expect(
      problemsOf(`providers: { digitalocean: { resources: { droplet: { backup_required: yes } } } }
environments:
  a:
    providers: { digitalocean: { resources: { droplet: { backup_required: false } } } }
    rules: { droplet-backups: mandatory }
`),
    ).toEqual([
      '1:71 providers.digitalocean.resources.droplet.backup_required expected true or false, found "yes"',
      "5:31 environments.a.rules.droplet-backups.level the rule is mandatory here, but providers.digitalocean.resources.droplet.backup_required turns it off",
    ]);
  });
});

describe("all problems at once", () => {
  const text = `providers:
  digitalocean:
    cost_limit_monthly: -5
    region: { allowed: [nyc3] }
    regions: { allowed: [nyc3, sfo9], disallowed: [nyc3] }
    resources:
      droplet: { backup_required: yes, allowed_sizes: [s-1vpcu-1gb] }
    required_tags: [cost center]
rules:
  droplet-backup: advisory
  spaces-lifecycle: { level: remediate, params: { days: 0 } }
exemptions:
  - { rule: region-alowed, resource: web, reason: "", expires: 2026-02-30 }
budgets: [{ tag: team, monthly: 0 }]
environments:
  production: { stacks: [prod], prodution: true }
`;

  it("has a line for each, with its position", () => {
    const { message, problems } = errorOf(text);
    expect(problems).toHaveLength(18);
    expect(message.split("\n").filter((line) => /^governor\.yaml:\d+:\d+ /.test(line))).toHaveLength(18);
    expect(message).toMatch(/^invalid settings \(governor\.yaml\): 18 problems\n/);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5, 5, 7, 7, 8, 10, 11, 11, 13, 13, 13, 13, 14, 14, 16, 16]);
  });
});

describe("whatever stands in the settings", () => {
  const settingsOrError = (input: unknown) => {
    try {
      expect(parse(input).base.digitalocean.enabled).toBeTypeOf("boolean");
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      expect(error.problems.length).toBeGreaterThan(0);
    }
  };

  it("gives settings or a SettingsError, for any JSON value", () => {
    fc.assert(fc.property(fc.jsonValue({ depthSize: "medium" }), settingsOrError));
  });

  it("gives settings or a SettingsError, for any text", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."ab:-[]{}&*!<>|#%\n \t'\"?,~1") }), settingsOrError));
  });

  it("gives settings or a SettingsError, for any value in any place of settings that are right", () => {
    const place = fc.constantFrom(
      ["providers"],
      ["providers", "digitalocean", "regions"],
      ["providers", "digitalocean", "regions", "allowed"],
      ["rules", "droplet-backups"],
      ["rules", "spaces-lifecycle", "params"],
      ["exemptions"],
      ["exemptions", "0"],
      ["tags", "default"],
      ["environments"],
      ["environments", "production"],
      ["environments", "production", "rules"],
    );
    fc.assert(
      fc.property(place, fc.jsonValue(), (path, value) => {
        settingsOrError(path.reduceRight<unknown>((inner, key) => (key === "0" ? [inner] : { [key]: inner }), value));
      }),
    );
  });
});
