import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLooser, type Level } from "../findings/finding";
import { activeControl, levelOf } from "../rules/active";
import { defineRule } from "../rules/rule";
import { settingsOf } from "./defaults";
import { settingsDigest } from "./digest";
import type { Sections, SettingsDocument } from "./document";
import { settingsFor } from "./environment";
import { testRules } from "./fixtures/rules";
import { seed } from "./fixtures/seed";
import { parseSettings } from "./parse";
import { SettingsError } from "./problem";
import { documentSchema } from "./schema";
import { placeOf } from "./schema-place";
import { tighten } from "./tighten";
import { tightenedPaths } from "./tightening";

const own = defineRule({
  id: "acme/sizes",
  group: "governance",
  title: "Own.",
  severity: "low",
  level: "mandatory",
  why: "A test.",
  fix: "none",
  references: [],
  good: [],
  bad: [],
  undecided: [],
  params: {
    most: { type: "integer", default: 10, tightens: "lower", description: "The most." },
    least: { type: "integer", default: 3, tightens: "higher", description: "The least." },
    allowed: {
      type: "array",
      items: { type: "string" },
      default: ["a", "b"],
      tightens: "subset",
      description: "What is allowed.",
    },
    refused: {
      type: "array",
      items: { type: "string" },
      default: ["y", "z"],
      tightens: "superset",
      description: "What is refused.",
    },
    mode: { type: "string", default: "plain", description: "How." },
  },
  scope: "resource",
  kinds: ["Droplet"],
  check: () => [],
});
const rules = [...testRules, own];

const floorOf = (text: string, floor?: SettingsDocument): SettingsDocument =>
  parseSettings(text, {
    origin: "floor.yaml",
    file: "floor.yaml",
    rules,
    isFloor: true,
    ...(floor === undefined ? {} : { floorFor: () => floor }),
  });

function under(floor: string | SettingsDocument, text: string): SettingsDocument {
  const above = typeof floor === "string" ? floorOf(floor) : floor;
  return parseSettings(text, { origin: "app.yaml", file: "app.yaml", rules, floorFor: () => above });
}

/** Each problem as `file:line:column path message`. */
function problemsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof SettingsError)
      return error.problems.map(
        ({ file, line, column, path, message }) => `${file}:${line}:${column} ${path} ${message}`,
      );
    throw error;
  }
  return [];
}

const digitalocean = (text: string) => `providers:\n  digitalocean:\n    ${text}\n`;
const asking = "resources: { droplet: { backup_required: true } }";

it("an empty file under a floor is told to be removed or stricter, not to start from nothing", () => {
  for (const text of ["", "# nothing yet\n"]) {
    expect(() => under("tags: {}", text)).toThrow(
      /contains no settings\n +do: remove the file to use the floor alone, or set what is stricter than the floor$/,
    );
    expect(() => floorOf(text)).toThrow('do: start with "providers:');
  }
});

describe("every key", () => {
  it("says what tightens it, and no key says so that the schema does not have", () => {
    const { sections } = documentSchema([]);
    const stated = new Set(tightenedPaths().map((path) => path.join(".")));
    const missing: string[] = [];
    const visit = (path: readonly string[]) => {
      if (stated.has(path.join("."))) {
        stated.delete(path.join("."));
        return;
      }
      const keys = placeOf(sections, path)?.keys;
      if (keys === undefined) missing.push(path.join("."));
      for (const key of keys ?? []) visit([...path, key]);
    };
    visit([]);
    expect(missing).toEqual([]);
    expect([...stated]).toEqual([]);
  });
});

it("has no other keys beside the sections than these, which say for themselves what they do under a floor", () => {
  const { document, sections } = documentSchema([]);
  const besides = (path: readonly string[]) =>
    (placeOf(document, path)?.keys ?? []).filter((key) => placeOf(sections, [key]) === undefined);
  expect(besides([])).toEqual(["extends", "environments"]);
  expect(besides(["environments", "any"])).toEqual(["loosens", "stacks", "production"]);
});

describe("what tightens", () => {
  it.each([
    ["a lower limit", "cost_limit_monthly: 500", "cost_limit_monthly: 300", { cost_limit_monthly: 300 }],
    ["a limit that the floor does not have", "enabled: true", "cost_limit_monthly: 300", { cost_limit_monthly: 300 }],
    ["the floor alone", "cost_limit_monthly: 500", "enabled: true", { cost_limit_monthly: 500 }],
    ["switching the provider off", "enabled: true", "enabled: false", { enabled: false }],
    [
      "some of the regions",
      "regions: { allowed: [nyc3, ams3] }",
      "regions: { allowed: [ams3] }",
      { regions: { allowed: ["ams3"] } },
    ],
    [
      "refusing a region that the floor allows",
      "regions: { allowed: [nyc3, ams3] }",
      "regions: { disallowed: [ams3] }",
      { regions: { allowed: ["nyc3"], disallowed: ["ams3"] } },
    ],
    [
      "more refused regions, and only the floor's refused",
      "regions: { disallowed: [nyc1] }",
      "regions: { disallowed: [ams3] }",
      { regions: { disallowed: ["nyc1", "ams3"] } },
    ],
    [
      "more required tags, whether or not the floor's are repeated",
      "required_tags: [owner]",
      "required_tags: [team]",
      { required_tags: ["owner", "team"] },
    ],
    ["asking for more", "enabled: true", asking, { resources: { droplet: { backup_required: true } } }],
  ])("%s", (_, floor, text, expected) => {
    const { base } = under(digitalocean(floor), digitalocean(text));
    expect(base.digitalocean).toMatchObject(expected);
    expect(base.floor?.origin).toBe("floor.yaml");
  });

  it("a stricter level, of rules that the floor leaves alone, too", () => {
    const levels = under("rules: { droplet-backups: disabled }", "rules: { spaces-lifecycle: mandatory }").base;
    expect(levels.rules).toEqual({
      "droplet-backups": { level: "disabled" },
      "spaces-lifecycle": { level: "mandatory" },
    });
    const deny = under("rules: { spaces-lifecycle: mandatory }", "rules: { spaces-lifecycle: { on_unknown: deny } }");
    expect(deny.base.rules["spaces-lifecycle"]).toEqual({ level: "mandatory", on_unknown: "deny" });
  });

  it("a key that asks for a rule which the floor has off or advisory", () => {
    for (const level of ["disabled", "advisory"]) {
      const { base } = under(`rules: { droplet-backups: ${level} }`, digitalocean(asking));
      expect(testRules.map((rule) => (rule.id === "droplet-backups" ? levelOf(rule, base) : "")).join("")).toBe(
        "mandatory",
      );
    }
  });

  it("a level that only the floor's key makes sense of", () => {
    expect(
      under(digitalocean("regions: { allowed: [nyc3] }"), "rules: { region-allowed: mandatory }").base.rules,
    ).toEqual({ "region-allowed": { level: "mandatory" } });
  });

  it("parameters, by what they declare", () => {
    const params = "{ most: 5, least: 4, allowed: [a], refused: [x, y, z], mode: plain }";
    const { base } = under("tags: {}", `rules: { acme/sizes: { params: ${params} } }`);
    expect(base.rules["acme/sizes"]?.params).toEqual({
      most: 5,
      least: 4,
      allowed: ["a"],
      refused: ["x", "y", "z"],
      mode: "plain",
    });
  });

  it("exemptions from rules that the floor lets code exempt from, and its own twice are one", () => {
    const exemption = (rule: string) => `{ rule: ${rule}, resource: old, reason: r, owner: o, expires: "2035-12-31" }`;
    const floor = `exempt_in_code: [droplet-backups]\nexemptions: [${exemption("region-allowed")}]\n`;
    const { base } = under(floor, `exemptions: [${exemption("droplet-backups")}, ${exemption("region-allowed")}]`);
    expect(base.exemptions.map(({ rule }) => rule)).toEqual(["region-allowed", "droplet-backups"]);
  });

  it("budgets, allowed tags and assumptions", () => {
    const { base } = under(
      'budgets: [{ tag: "team:web", monthly: 100 }]\ntags: { default: { owner: ops, team: x }, allowed: { owner: [ops, web] } }\nusage: { spaces: { storage_gib: 300 } }',
      'budgets: [{ tag: "team:db", monthly: 50 }]\ntags: { default: { owner: web }, allowed: { owner: [web], env: [dev] } }\nusage: { spaces: { storage_gib: 400 } }',
    );
    expect(base.budgets).toEqual([
      { tag: "team:web", monthly: 100 },
      { tag: "team:db", monthly: 50 },
    ]);
    expect(base.tags).toEqual({ default: { owner: "web", team: "x" }, allowed: { owner: ["web"], env: ["dev"] } });
    expect(base.usage.spaces.storage_gib).toBe(400);
  });
});

describe("usage of single resources under a floor", () => {
  const floor = "usage: { droplet: { outbound_gib: 100 }, resources: { web: { job_hours: 5 } } }";

  it("is assumed on top of it", () => {
    const { base } = under(floor, "usage: { resources: { web: { outbound_gib: 200 }, db: { growth_gib: 1 } } }");
    expect(base.usage).toMatchObject({
      droplet: { outbound_gib: 100 },
      resources: { web: { outbound_gib: 200, job_hours: 5 }, db: { growth_gib: 1 } },
    });
  });

  it("is no way to assume less of them than of their kind, or by another name", () => {
    expect(
      problemsOf(() =>
        under(floor, 'usage: { resources: { web: { outbound_gib: 99 }, "App::web": { job_hours: 4 } } }'),
      ),
    ).toEqual([
      "app.yaml:1:44 usage.resources.web.outbound_gib 99 is less than 100, the floor's (floor.yaml:1:35)",
      "app.yaml:1:75 usage.resources.<key of 8 characters>.job_hours 4 is less than 5, the floor's (floor.yaml:1:73)",
    ]);
  });
});

describe("what loosens", () => {
  it("is said of all places at once, and both are named", () => {
    const floor = `${seed}rules: { spaces-lifecycle: { level: mandatory, on_unknown: deny } }\nbudgets: [{ tag: "team:web", monthly: 100 }]\n`;
    const app = `providers:
  digitalocean:
    enabled: true
    cost_limit_monthly: 900
    regions: { allowed: [nyc3, fra1, nyc1] }
    resources:
      droplet: { allowed_sizes: [s-8vcpu-16gb], backup_required: false, max_per_account: 200 }
      spaces: { encryption_required: false }
rules:
  region-allowed: advisory
  droplet-backups: disabled
  firewall-no-public-admin-ports: { level: advisory, params: { ports: [22] } }
  spaces-lifecycle: { on_unknown: report, params: { days: 30 } }
  acme/sizes: { params: { most: 11, least: 2, allowed: [a, c], refused: [x, y], mode: other } }
exemptions:
  - { rule: region-allowed, resource: old, reason: r, owner: o, expires: "2035-12-31" }
exempt_in_code: [droplet-backups]
budgets: [{ tag: "team:web", monthly: 200 }]
usage: { spaces: { storage_gib: 10, subscription_active: true } }
`;
    expect(problemsOf(() => under(floor, app))).toMatchInlineSnapshot(`
      [
        "app.yaml:4:25 providers.digitalocean.cost_limit_monthly 900 is more than 500, the floor's limit (floor.yaml:4:25)",
        "app.yaml:5:32 providers.digitalocean.regions.allowed[1] "fra1" is not allowed by the floor (floor.yaml:6:16)",
        "app.yaml:5:38 providers.digitalocean.regions.allowed[2] "nyc1" is not allowed by the floor (floor.yaml:6:16)",
        "app.yaml:7:34 providers.digitalocean.resources.droplet.allowed_sizes[0] "s-8vcpu-16gb" is not allowed by the floor (floor.yaml:11:24)",
        "app.yaml:7:66 providers.digitalocean.resources.droplet.backup_required false is looser than true, the floor's (floor.yaml:12:26)",
        "app.yaml:7:90 providers.digitalocean.resources.droplet.max_per_account 200 is more than 100, the floor's limit (floor.yaml:10:26)",
        "app.yaml:8:38 providers.digitalocean.resources.spaces.encryption_required false is looser than true, the floor's (floor.yaml:16:30)",
        "app.yaml:10:19 rules.region-allowed.level advisory is weaker than mandatory, the floor's level (floor.yaml:6:7)",
        "app.yaml:11:20 rules.droplet-backups.level disabled is weaker than mandatory, the floor's level (floor.yaml:12:26)",
        "app.yaml:12:44 rules.firewall-no-public-admin-ports.level advisory is weaker than mandatory, the floor's level (floor.yaml, by default)",
        "app.yaml:12:71 rules.firewall-no-public-admin-ports.params.ports only the floor may set this parameter; its value is a list (floor.yaml, by default)",
        "app.yaml:13:35 rules.spaces-lifecycle.on_unknown report is weaker than deny, the floor's (floor.yaml:18:60)",
        "app.yaml:13:59 rules.spaces-lifecycle.params.days only the floor may set this parameter; its value is 90 (floor.yaml, by default)",
        "app.yaml:14:33 rules.acme/sizes.params.most 11 is more than 10, the floor's (floor.yaml, by default)",
        "app.yaml:14:44 rules.acme/sizes.params.least 2 is less than 3, the floor's (floor.yaml, by default)",
        "app.yaml:14:56 rules.acme/sizes.params.allowed "c" is not in the floor's list: a, b (floor.yaml, by default)",
        "app.yaml:14:73 rules.acme/sizes.params.refused omits "z", which the floor lists (floor.yaml, by default)",
        "app.yaml:14:87 rules.acme/sizes.params.mode only the floor may set this parameter; its value is "plain" (floor.yaml, by default)",
        "app.yaml:16:13 exemptions[0].rule the floor allows no other exemptions from region-allowed (floor.yaml, by default)",
        "app.yaml:17:18 exempt_in_code[0] "droplet-backups" is not allowed: the floor lists nothing here (floor.yaml, by default)",
        "app.yaml:18:39 budgets[0].monthly 200 is more than 100, the floor's limit (floor.yaml:19:39)",
        "app.yaml:19:33 usage.spaces.storage_gib 10 is less than 250, the floor's (floor.yaml, by default)",
        "app.yaml:19:58 usage.spaces.subscription_active true is looser than false, the floor's (floor.yaml, by default)",
      ]
    `);
  });

  it("does not say of a switch that the floor leaves alone that it loosens", () => {
    expect(under("tags: {}", digitalocean("resources: { droplet: { backup_required: false } }")).base).toBeDefined();
  });

  it("leaves the floor's value in place, so that nothing follows from it", () => {
    const floor = digitalocean(asking);
    expect(problemsOf(() => under(floor, "rules: { droplet-backups: disabled }"))).toEqual([
      "app.yaml:1:27 rules.droplet-backups.level disabled is weaker than mandatory, the floor's level (floor.yaml:3:46)",
    ]);
  });

  it("names no region that is left", () => {
    expect(
      problemsOf(() =>
        under(digitalocean("regions: { allowed: [nyc3] }"), digitalocean("regions: { disallowed: [nyc3] }")),
      ),
    ).toEqual([
      "app.yaml:3:28 providers.digitalocean.regions.disallowed leaves none of the floor's allowed regions (floor.yaml:3:25)",
    ]);
  });

  it("is said of data and of secrets without a word of theirs", () => {
    const floor = floorOf(digitalocean("cost_limit_monthly: 500"));
    const parse = (more: { readonly secret?: boolean }) => () =>
      parseSettings(
        { providers: { digitalocean: { cost_limit_monthly: 987 } } },
        { origin: "--policy-pack-config", rules, floorFor: () => floor, ...more },
      );
    expect(problemsOf(parse({}))[0]).toContain("987 is more than 500, the floor's limit (floor.yaml:3:25)");
    expect(problemsOf(parse({ secret: true }))).toEqual([
      "undefined:undefined:undefined providers.digitalocean.cost_limit_monthly loosens the floor (floor.yaml:3:25)",
    ]);
  });
});

describe("a level for every rule", () => {
  it("and enforcement: report are seen in the file", () => {
    expect(problemsOf(() => under("tags: {}", 'enforcement: report\nrules: { "*": advisory }\n'))).toEqual([
      "app.yaml:1:14 enforcement report is weaker than enforce, the floor's (floor.yaml, by default)",
      expect.stringMatching(/^app\.yaml:2:15 rules\.\* advisory is weaker than the floor's level of firewall-no/),
    ]);
    expect(under("enforcement: report", "tags: {}").base.enforcement).toBe("report");
    expect(under("enforcement: report", "enforcement: enforce").base.enforcement).toBe("enforce");
  });

  it("loosens where the floor has a stricter one for any of them", () => {
    const frame = { origin: "app.yaml" };
    const problemsOf = (level: Level, own: Sections["rules"] = {}) => {
      const sections = { rules: { "*": { level }, ...own } };
      return tighten({
        floor: { sections: {}, settings: settingsOf({}, { origin: "floor.yaml" }) },
        own: { sections, settings: settingsOf(sections, frame) },
        rules,
        floorPlace: () => "floor.yaml",
      }).problems.map(({ path, message }) => `${path.join(".")} ${message}`);
    };
    expect(problemsOf("mandatory")).toEqual([]);
    expect(problemsOf("advisory")).toEqual([
      "rules.* advisory is weaker than the floor's level of firewall-no-public-admin-ports, acme/sizes (floor.yaml)",
    ]);
    const kept = {
      "firewall-no-public-admin-ports": { level: "mandatory" },
      "acme/sizes": { level: "mandatory" },
    } as const;
    expect(problemsOf("advisory", kept)).toEqual([]);
  });
});

describe("the level of every rule under a floor", () => {
  const levelsOf = ({ base }: SettingsDocument) =>
    Object.fromEntries(rules.map((rule) => [rule.id, levelOf(rule, base)]));

  it.each([
    ["advisory", "mandatory"],
    ["disabled", "mandatory"],
    ["disabled", "advisory"],
    ["advisory", "disabled"],
  ])("is mandatory for what the app asks for, where the floor has * %s and the rule %s", (every, level) => {
    const floor = `rules: { "*": ${every}, droplet-backups: ${level} }`;
    expect(levelsOf(under(floor, digitalocean(asking)))["droplet-backups"]).toBe("mandatory");
    const overlaid = under(
      floor,
      "environments: { dev: { providers: { digitalocean: { resources: { droplet: { backup_required: true } } } } } }",
    );
    const dev = settingsFor(overlaid, { project: "shop", stack: "a", explicit: "dev" });
    expect(rules.filter(({ id }) => id === "droplet-backups").map((rule) => levelOf(rule, dev))).toEqual(["mandatory"]);
  });

  it.each(["disabled", "advisory"])(
    "is mandatory for what the app asks for, where the floor has only * %s",
    (every) => {
      expect(levelsOf(under(`rules: { "*": ${every} }`, digitalocean(asking)))["droplet-backups"]).toBe("mandatory");
    },
  );

  it("is that of the app's * where it is stricter than what the floor has for the rule", () => {
    const { base } = under("rules: { spaces-lifecycle: advisory }", 'rules: { "*": mandatory }');
    expect(rules.map((rule) => levelOf(rule, base))).toEqual(rules.map(() => "mandatory"));
  });

  it("of the app's * is no weaker than the floor's *, for rules that are not defined here", () => {
    const single = rules.map(({ id }) => `${id}: mandatory`).join(", ");
    const app = `${digitalocean(`${asking}\n    regions: { allowed: [nyc3] }`)}rules: { "*": disabled, ${single} }`;
    expect(problemsOf(() => under('rules: { "*": advisory }', app)).join("\n")).toMatch(
      /rules\.\* disabled is weaker than advisory, the floor's level \(floor\.yaml:1:15\)/,
    );
  });

  it("is never weaker than by the floor alone", () => {
    const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
    const level = rarely(fc.constantFrom<Level>("advisory", "mandatory", "disabled"));
    const sections = fc
      .record({ every: level, backups: level, lifecycle: level, required: rarely(fc.boolean()), region: fc.boolean() })
      .map(({ every, backups, lifecycle, required, region }) => ({
        rules: Object.fromEntries(
          Object.entries({ "*": every, "droplet-backups": backups, "spaces-lifecycle": lifecycle }).filter(
            ([, one]) => one !== undefined,
          ),
        ),
        providers: {
          digitalocean: {
            ...(required === undefined ? {} : { resources: { droplet: { backup_required: required } } }),
            ...(region ? { regions: { allowed: ["nyc3"] } } : {}),
          },
        },
      }));
    const parsed = (input: object, floor?: SettingsDocument) => {
      try {
        return parseSettings(input, {
          origin: "data",
          rules,
          ...(floor === undefined ? { isFloor: true } : { floorFor: () => floor }),
        });
      } catch (error) {
        if (error instanceof SettingsError) return undefined;
        throw error;
      }
    };
    let judged = 0;
    fc.assert(
      fc.property(sections, sections, (ofFloor, ofApp) => {
        const floor = parsed(ofFloor);
        const app = floor === undefined ? undefined : parsed(ofApp, floor);
        if (floor === undefined || app === undefined) return;
        judged++;
        for (const rule of rules) {
          const [least, level] = [levelOf(rule, floor.base), levelOf(rule, app.base)];
          expect(isLooser(level, least) ? `${rule.id} is ${level}, not ${least}` : "").toBe("");
        }
      }),
      { numRuns: 1500 },
    );
    expect(judged).toBeGreaterThan(100);
  });
});

describe("a rule that a component keeps by itself", () => {
  const levelWith = (floor: string, app: string) =>
    rules
      .filter(({ id }) => id === "droplet-backups")
      .map((rule) => activeControl(rule, under(floor, app).base)?.level ?? "disabled")
      .join();

  it("is no weaker than by the floor alone, whatever is advisory elsewhere", () => {
    for (const app of [
      "rules: { droplet-backups: advisory }",
      digitalocean("resources: { droplet: { backup_required: false } }"),
    ])
      expect(levelWith("tags: {}", app)).toBe("mandatory");
    expect(levelWith("rules: { droplet-backups: advisory }", "tags: {}")).toBe("advisory");
  });
});

describe("environments under a floor", () => {
  const floor = `${digitalocean("cost_limit_monthly: 500")}environments:
  production:
    stacks: ["*/prod"]
    production: true
    providers: { digitalocean: { cost_limit_monthly: 200 } }
  sandbox:
    stacks: ["*/sandbox-*"]
    loosens: true
    providers: { digitalocean: { cost_limit_monthly: 900 } }
  lab: {}
`;
  const settings = (document: SettingsDocument, stack: string, more: object = {}) =>
    settingsFor(document, { project: "shop", stack, ...more });

  it("are chosen by the floor's globs alone, and the app's overlays of the same name tighten them", () => {
    const app = under(
      floor,
      `environments:\n  production: { providers: { digitalocean: { cost_limit_monthly: 150 } } }\n  own: { stacks: ["*/own"], rules: { spaces-lifecycle: mandatory } }\n`,
    );
    expect(settings(app, "prod").digitalocean.cost_limit_monthly).toBe(150);
    expect(settings(app, "prod").environment).toEqual({ name: "production", production: true });
    expect(settings(app, "own").rules).toEqual({ "spaces-lifecycle": { level: "mandatory" } });
    expect(settings(app, "own").digitalocean.cost_limit_monthly).toBe(500);
    expect(settings(app, "sandbox-a").digitalocean.cost_limit_monthly).toBe(900);
  });

  it("hold what the app says outside of environments to that of the stack, and to no other", () => {
    const app = under(floor, digitalocean("cost_limit_monthly: 300"));
    expect(settings(app, "dev").digitalocean.cost_limit_monthly).toBe(300);
    expect(() => settings(app, "prod")).toThrow(
      /do: .*; or write what holds in production alone under environments\.pro/,
    );
    expect(problemsOf(() => settings(app, "prod"))).toEqual([
      "app.yaml:3:25 providers.digitalocean.cost_limit_monthly 300 is more than 200, the floor's limit (floor.yaml:8:54) (in environment production)",
    ]);
  });

  it("that list other regions concern only their own stacks", () => {
    const lab = `${digitalocean("regions: { allowed: [nyc3, ams3] }")}environments:
  lab: { stacks: ["*/lab"], loosens: true, providers: { digitalocean: { regions: { allowed: [nyc1] } } } }
`;
    const app = digitalocean("regions: { allowed: [nyc3] }");
    expect(settings(under(lab, app), "dev").digitalocean.regions).toEqual({ allowed: ["nyc3"] });
    expect(() => settings(under(lab, app), "lab")).toThrow(/"nyc3" is not allowed by the floor.*in environment lab/);
    const overlay = `${app}environments: { lab: { providers: { digitalocean: { regions: { allowed: [nyc1] } } } } }`;
    expect(settings(under(lab, overlay), "lab").digitalocean.regions).toEqual({ allowed: ["nyc1"] });
    const wrong = overlay.replace("nyc1", "ams3");
    expect(problemsOf(() => under(lab, wrong))).toEqual([
      expect.stringContaining(
        'environments.lab.providers.digitalocean.regions.allowed[0] "ams3" is not allowed by the floor',
      ),
    ]);
  });

  it("do not repeat what is wrong in all of them", () => {
    expect(problemsOf(() => under(floor, digitalocean("cost_limit_monthly: 1000")))).toEqual([
      "app.yaml:3:25 providers.digitalocean.cost_limit_monthly 1000 is more than 500, the floor's limit (floor.yaml:3:25)",
    ]);
  });

  it("are the floor's: no other globs, no production: false, no looser overlay", () => {
    const app = `environments:
  production: { stacks: ["*/live"], production: false }
  own:
    stacks: ["*/sandbox-*"]
    providers: { digitalocean: { cost_limit_monthly: 1000 } }
`;
    expect(problemsOf(() => under(floor, app))).toEqual([
      "app.yaml:2:25 environments.production.stacks only the floor decides which stacks are in production (floor.yaml:5:3)",
      "app.yaml:2:49 environments.production.production false is looser than the floor's true (floor.yaml:5:3)",
      "app.yaml:5:54 environments.own.providers.digitalocean.cost_limit_monthly 1000 is more than 500, the floor's limit (floor.yaml:3:25)",
    ]);
  });

  it("alone can say that they loosen it", () => {
    const app = "environments: { own: { loosens: true }, production: { loosens: true }, sandbox: { loosens: true } }";
    const message = "nothing here can loosen the floor: only an environment in the floor itself can say so";
    expect(problemsOf(() => under(floor, app))).toEqual([
      `app.yaml:1:33 environments.own.loosens ${message}`,
      `app.yaml:1:64 environments.production.loosens ${message}`,
    ]);
  });

  it("cannot be claimed for other stacks, and not at all where the floor lists none", () => {
    const app = under(floor, "environments: { own: {} }");
    for (const origin of ["explicit", "configured"]) {
      expect(() => settings(app, "dev", { [origin]: "sandbox" })).toThrow(
        /"sandbox", whose `stacks` do not match shop\/dev/,
      );
      expect(() => settings(app, "dev", { [origin]: "lab" })).toThrow(/only the floor selects its environments/);
      expect(() => settings(app, "prod", { [origin]: "own" })).toThrow(
        /selects "own", but `stacks` of production in floor.yaml/,
      );
      expect(settings(app, "prod", { [origin]: "production" }).environment?.name).toBe("production");
      expect(settings(app, "dev", { [origin]: "own" }).environment?.name).toBe("own");
    }
    expect(settings(app, "dev", { pinned: "lab" }).environment?.name).toBe("lab");
    expect(() => settings(app, "dev", { pinned: "lab", configured: "own" })).toThrow(
      /governorPolicies\({ environment }\) selects "lab", but stack config governor:environment selects "own"/,
    );
  });

  it("refuse a name of a stack that leads into one that loosens and into another", () => {
    const both = floor.replace("*/prod", "*/*prod");
    expect(() => settings(under(both, "tags: {}"), "sandbox-prod")).toThrow(
      /matches `stacks` of both production and sandbox, and sandbox loosens the floor/,
    );
  });

  it("of the app do not hide behind one of the floor's", () => {
    const app = under(floor, 'environments: { mine: { stacks: ["*/prod"] } }');
    expect(() => settings(app, "prod")).toThrow(/of mine in app.yaml, which match shop\/prod, select "mine"/);
  });
});

describe("a floor that loosens itself", () => {
  const text = (
    more = "",
  ) => `${digitalocean("cost_limit_monthly: 500\n    required_tags: [owner, team]")}exempt_in_code: []
environments:
  sandbox:
    stacks: ["*/sandbox-*"]${more}
    providers: { digitalocean: { cost_limit_monthly: 900, required_tags: [owner] } }
    rules: { firewall-no-public-admin-ports: advisory }
    exempt_in_code: [region-allowed]
`;

  it("is refused unless the environment says so", () => {
    expect(problemsOf(() => floorOf(text()))).toEqual([
      "floor.yaml:9:54 environments.sandbox.providers.digitalocean.cost_limit_monthly loosens its own floor: 900 is more than 500, the floor's limit (floor.yaml:3:25)",
      'floor.yaml:9:74 environments.sandbox.providers.digitalocean.required_tags loosens its own floor: omits "team", which the floor lists (floor.yaml:4:20)',
      "floor.yaml:10:46 environments.sandbox.rules.firewall-no-public-admin-ports.level loosens its own floor: advisory is weaker than mandatory, the floor's level (floor.yaml, by default)",
      'floor.yaml:11:22 environments.sandbox.exempt_in_code[0] loosens its own floor: "region-allowed" is not allowed by the floor (floor.yaml:5:17)',
    ]);
    expect(problemsOf(() => floorOf(text("\n    loosens: true")))).toEqual([]);
  });

  it("is nothing to settings that are no floor", () => {
    expect(parseSettings(text(), { origin: "app.yaml", rules }).environments).toHaveLength(1);
  });
});

describe("a floor of a floor", () => {
  const first = floorOf(digitalocean("cost_limit_monthly: 500"));
  const second = floorOf(digitalocean("regions: { allowed: [nyc3, ams3] }"), first);

  it("holds, each by what it says", () => {
    const { base } = under(second, digitalocean("regions: { allowed: [nyc3] }"));
    expect(base.digitalocean).toMatchObject({ cost_limit_monthly: 500, regions: { allowed: ["nyc3"] } });
    expect(
      problemsOf(() => under(second, digitalocean("cost_limit_monthly: 501\n    regions: { allowed: [fra1] }"))),
    ).toEqual([
      "app.yaml:3:25 providers.digitalocean.cost_limit_monthly 501 is more than 500, the floor's limit (floor.yaml:3:25)",
      'app.yaml:4:26 providers.digitalocean.regions.allowed[0] "fra1" is not allowed by the floor (floor.yaml:3:25)',
    ]);
  });

  it("twice over is the same as once", () => {
    const texts = fc.constantFrom(
      "tags: {}",
      seed,
      digitalocean("cost_limit_monthly: 400\n    required_tags: [team]"),
      digitalocean("regions: { disallowed: [nyc3] }"),
      "rules: { spaces-lifecycle: { level: mandatory, on_unknown: deny } }",
      'budgets: [{ tag: "team:web", monthly: 10 }, { tag: "team:db", monthly: 20 }]',
      "usage: { spaces: { storage_gib: 500 } }",
    );
    fc.assert(
      fc.property(texts, texts, (floor, app) => {
        const above = floorOf(floor);
        if (problemsOf(() => under(above, app)).length > 0) return;
        const once = under(above, app);
        // As where the pack brings the floor that the app extends.
        const again = under(floorOf(floor, above), app);
        expect(settingsDigest(again.base)).toBe(settingsDigest(once.base));
      }),
    );
  });
});
