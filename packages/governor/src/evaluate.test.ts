import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { createEvaluator, evaluate } from "./evaluate";
import { blocks, type Finding } from "./findings/finding";
import { stackOfRecords } from "./readers/read";
import { rules } from "./rules";
import { quota } from "./rules/governance/quota";
import { undecided, violation } from "./rules/kit";
import { defineRule, type Outcome, type Rule } from "./rules/rule";
import type { Exemption, Settings } from "./settings/settings";
import { plainSettings } from "./test/settings";
import type { ResourceRecord, ResourceView } from "./view/resource";
import type { StackView } from "./view/stack";
import { unknown } from "./view/value";

const settings = plainSettings;

const data = {
  group: "droplet",
  title: "Droplets have an image.",
  severity: "high",
  level: "mandatory",
  why: "A test needs one.",
  fix: "set an image",
  references: [],
  good: [],
  bad: [],
  undecided: [],
} as const;

const hasImage = defineRule({
  ...data,
  id: "has-image",
  scope: "resource",
  kinds: ["Droplet"],
  *check(resource) {
    const image = resource.read("image");
    if (image.state === "unknown") yield undecided(image, "the image is unknown until pulumi up");
    if (!image.present) yield violation(image, "there is no image");
  },
});

const atMostOne = defineRule({
  ...data,
  id: "at-most-one",
  scope: "total",
  kinds: ["Droplet"],
  start() {
    let count = 0;
    return {
      add(resource) {
        if (resource.kind?.name !== "Droplet") return undefined;
        count += 1;
        return count === 2 ? violation(undefined, "the second Droplet") : undefined;
      },
      end: () => (count > 1 ? [violation(undefined, `${count} Droplets`)] : []),
    };
  },
});

const sameRegion = defineRule({
  ...data,
  id: "needs-dependencies",
  scope: "stack",
  needs: ["property-dependencies"],
  kinds: "all",
  *check(stack) {
    for (const resource of stack.ofKind("Droplet")) yield violation(undefined, "seen", { resource });
  },
});

const throwing = (scope: "resource" | "stack" | "total"): Rule => {
  const fail = () => {
    throw new TypeError("a value that must not be shown: hunter2");
  };
  const common = { ...data, id: `throwing-${scope}`, kinds: ["Droplet"] } as const;
  if (scope === "resource") return defineRule({ ...common, scope, check: fail });
  if (scope === "stack") return defineRule({ ...common, scope, needs: [], check: fail });
  return defineRule({ ...common, scope, start: fail });
};

const droplet = (
  name: string,
  inputs: ResourceRecord["inputs"] = {},
  more: Partial<ResourceRecord> = {},
): ResourceRecord => ({
  urn: `urn:pulumi:prod::shop::digitalocean:index/droplet:Droplet::${name}`,
  type: "digitalocean:index/droplet:Droplet",
  name,
  inputs,
  propertyDependencies: {},
  ...more,
});

const run = (
  rules: readonly Rule[],
  records: readonly ResourceRecord[],
  over: Partial<Settings> = {},
  gaps: Parameters<typeof stackOfRecords>[1] = [],
) => evaluate(stackOfRecords(records, gaps, "the test"), { ...settings, ...over }, rules, now);

const now = new Date("2026-11-23T12:00:00Z");

const exemption: Exemption = {
  rule: "has-image",
  resource: "web",
  reason: "built by hand",
  owner: "ann",
  expires: "2026-12-24",
};

describe("evaluate", () => {
  it("finds what a rule finds, with place, fix and a stable fingerprint", () => {
    const records = [droplet("web", {}, { source: { file: "index.ts", line: 3, column: 1 } })];
    const [finding] = run([hasImage], records).findings;
    expect(finding).toMatchObject({
      rule: "has-image",
      level: "mandatory",
      severity: "high",
      status: "violation",
      urn: records[0]?.urn,
      path: "image",
      source: { file: "index.ts", line: 3, column: 1 },
      message: "there is no image",
      fix: "set an image",
    });
    expect(finding?.fingerprint).toBe(run([hasImage], records).findings[0]?.fingerprint);
    expect(finding?.fingerprint).not.toBe(run([hasImage], [droplet("other")]).findings[0]?.fingerprint);
  });

  it("reports an unknown, and lets it stop a run only where the settings say so", () => {
    const [reported] = run([hasImage], [droplet("web", { image: unknown })]).findings;
    expect(reported).toMatchObject({ status: "undecided", level: "advisory" });
    const denied = run([hasImage], [droplet("web", { image: unknown })], {
      rules: { "has-image": { on_unknown: "deny" } },
    }).findings;
    expect(denied).toMatchObject([{ status: "undecided", level: "mandatory" }]);
    expect(denied.map(blocks)).toEqual([true]);
  });

  it("follows the level in the settings", () => {
    expect(run([hasImage], [droplet("web")], { rules: { "has-image": { level: "disabled" } } }).findings).toEqual([]);
    expect(
      run([hasImage], [droplet("web")], { rules: { "has-image": { level: "advisory" } } }).findings.map(blocks),
    ).toEqual([false]);
  });

  it("gives every rule the level of `*`, unless it has one of its own", () => {
    const rules = { "*": { level: "advisory" }, "at-most-one": { level: "mandatory" } } as const;
    const { findings } = run([hasImage, atMostOne], [droplet("a"), droplet("b", { image: "x" })], { rules });
    expect(findings.map(({ rule, level }) => `${level} ${rule}`)).toEqual([
      "advisory has-image",
      "mandatory at-most-one",
    ]);
    expect(run([hasImage], [droplet("a")], { rules: { "*": { level: "disabled" } } }).findings).toEqual([]);
  });

  it("finds everything and stops nothing in report only, and says what would have stopped the run", () => {
    const over: Partial<Settings> = {
      enforcement: "report",
      rules: { "at-most-one": { level: "advisory" } },
      exemptions: [{ ...exemption, resource: "gone", stacks: ["*/prod"] }],
    };
    const records = [droplet("a"), droplet("b", { image: unknown })];
    const { findings, notices, reportOnly } = run([hasImage, atMostOne], records, over);
    expect(findings.map(({ rule, level, status }) => `${level} ${status} ${rule}`)).toEqual([
      "advisory violation has-image",
      "advisory undecided has-image",
      "advisory violation at-most-one",
    ]);
    expect(findings.filter((finding) => finding.reportOnly).map(({ urn }) => urn)).toEqual([records[0]?.urn]);
    expect(findings.some(blocks)).toBe(false);
    expect(notices).toMatchObject([{ level: "warning", message: expect.stringContaining("matches no finding") }]);
    expect(reportOnly).toBe(true);
    expect(run([hasImage], records).reportOnly).toBeUndefined();
  });

  it("leaves alone what the stack does not manage", () => {
    const records = [
      droplet("read", {}, { external: true }),
      droplet("gone", {}, { pending: "delete" }),
      droplet("kept", { image: "x" }),
    ];
    expect(run([hasImage, atMostOne], records).findings).toEqual([]);
  });

  it.each(["resource", "stack", "total"] as const)(
    "takes a %s rule that throws as broken, without the error's words",
    (scope) => {
      const { findings } = run([throwing(scope)], [droplet("web")]);
      expect(findings).toMatchObject([{ rule: `throwing-${scope}`, status: "violation", level: "mandatory" }]);
      expect(findings[0]?.message).toContain(`throwing-${scope}`);
      expect(JSON.stringify(findings)).not.toContain("hunter2");
    },
  );

  it("keeps what a rule found before it threw", () => {
    const half = defineRule({
      ...data,
      id: "half",
      scope: "resource",
      kinds: ["Droplet"],
      *check() {
        yield violation(undefined, "first");
        throw new Error("second");
      },
    });
    expect(run([half], [droplet("web")]).findings.map(({ message }) => message)).toEqual([
      "first",
      "the rule half could not be run (Error)",
    ]);
  });

  it.each([
    ["a status of the prototype", { status: "toString", message: "x" }],
    ["no message", { status: "violation" }],
    ["a path that is no text", { status: "violation", message: "x", path: 3 }],
    ["a fix that is no text", { status: "violation", message: "x", fix: null }],
    ["a resource that is none", { status: "violation", message: "x", resource: "web" }],
    ["text", "violation"],
    ["nothing", null],
  ])("takes an outcome with %s for a rule that cannot be run", (_, said) => {
    // As a program in JavaScript can.
    const outcomes: readonly Outcome[] = JSON.parse(JSON.stringify([said]));
    const own = { ...data, kinds: ["Droplet"] } as const;
    const rules = [
      defineRule({ ...own, id: "acme/resource", scope: "resource", check: () => outcomes }),
      defineRule({ ...own, id: "acme/stack", scope: "stack", needs: [], check: () => outcomes }),
      defineRule({
        ...own,
        id: "acme/total",
        scope: "total",
        start: () => ({ add: () => outcomes[0], end: () => outcomes }),
      }),
    ];
    const failed = rules.map(({ id }) => `the rule ${id} could not be run (TypeError)`);
    expect(run(rules, [droplet("web")]).findings.map(({ message }) => message)).toEqual(failed);
    const evaluator = createEvaluator({ settings, rules, project: "shop", stack: "prod" });
    const [view] = stackOfRecords([droplet("web")], [], "the test").resources;
    if (view === undefined) throw new Error("there is one");
    expect(evaluator.count(view).map(({ message }) => message)).toEqual(failed.slice(2));
  });

  it("is undecided if the reader cannot tell what the rule needs", () => {
    const { findings } = run([sameRegion, atMostOne], [droplet("a"), droplet("b")], {}, [
      "property-dependencies",
      "unchanged-resources",
    ]);
    expect(findings).toMatchObject([
      { rule: "needs-dependencies", status: "undecided" },
      { rule: "at-most-one", status: "undecided" },
    ]);
    expect(findings[1]?.fix).toContain("--show-sames");
  });

  it("reports a total once for the stack, and to whoever asks, the resource that breaks it", () => {
    expect(run([atMostOne], [droplet("a"), droplet("b"), droplet("c")]).findings).toMatchObject([
      { message: "3 Droplets", urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod" },
    ]);
    const evaluator = createEvaluator({ settings, rules: [atMostOne], project: "shop", stack: "prod" });
    const views = stackOfRecords([droplet("a"), droplet("b"), droplet("c")], [], "the test").resources;
    expect(views.map((view) => evaluator.count(view).length)).toEqual([0, 1, 0]);
  });

  it("says once for a rule and a stack that nothing can be verified", () => {
    const cannotTell = defineRule({
      ...data,
      id: "cannot-tell",
      scope: "resource",
      kinds: ["Droplet"],
      check: () => [{ status: "unverifiable", message: "nobody can tell" }],
    });
    expect(run([cannotTell], [droplet("a"), droplet("b")]).findings).toMatchObject([{ urn: droplet("a").urn }]);
    const exemptions = [{ ...exemption, rule: "cannot-tell", resource: "*", stacks: ["shop/prod"] }];
    const accepted = run([cannotTell], [droplet("a")], { exemptions });
    expect(accepted).toMatchObject({ findings: [{ status: "exempt" }], notices: [] });
  });

  it("leaves a rule aside that a reader cannot tell about, if nothing of its kinds is there", () => {
    const aboutFirewalls = defineRule({
      ...data,
      id: "about-firewalls",
      scope: "stack",
      needs: ["property-dependencies"],
      kinds: ["Firewall"],
      check: () => [],
    });
    expect(run([aboutFirewalls], [droplet("a")], {}, ["property-dependencies"]).findings).toEqual([]);
    expect(
      run([aboutFirewalls], [droplet("a")], {}, ["property-dependencies", "unchanged-resources"]).findings,
    ).toMatchObject([{ status: "undecided" }]);
  });

  it("does not let a type through that nobody knows, where the provider is switched off", () => {
    const type = "digitalocean:index/future:Future";
    const strange = { ...droplet("x"), type, urn: `urn:pulumi:prod::shop::${type}::x` };
    expect(run([], [strange], { digitalocean: { enabled: false } }).notices).toMatchObject([{ level: "error" }]);
  });

  it.each([
    ["digitalocean:acme:Tier", undefined],
    ["digitalocean:index/tier:Tier", false],
  ])("takes a component of the program for none of the provider's types: %s", (type, custom) => {
    const tier = { ...droplet("x"), type, urn: `urn:pulumi:prod::shop::${type}::x` };
    expect(run([], [custom === undefined ? tier : { ...tier, custom }]).notices).toEqual([]);
  });

  it("names a type and a provider that nobody governs", () => {
    const strange = {
      ...droplet("x"),
      type: "digitalocean:index/future:Future",
      urn: "urn:pulumi:prod::shop::digitalocean:index/future:Future::x",
    };
    const { notices } = run([hasImage], [strange, { ...strange, urn: `${strange.urn}2` }], { otherProviders: ["aws"] });
    expect(notices).toMatchObject([
      { level: "warning", message: expect.stringContaining("aws") },
      { level: "warning", message: expect.stringContaining("digitalocean:index/future:Future is not governed") },
    ]);
  });
});

describe("controls of a component", () => {
  const quiet: Rule = { ...hasImage, level: "disabled" };
  const ofStack = defineRule({
    ...data,
    id: "seen-at-all",
    level: "advisory",
    scope: "stack",
    needs: [],
    kinds: ["Droplet"],
    *check(stack) {
      for (const resource of stack.ofKind("Droplet")) yield violation(undefined, "seen", { resource });
    },
  });
  const urn = "urn:pulumi:prod::shop::example:index:Tier::tier";
  const judge = (governor: ResourceRecord["inputs"], over: Partial<Settings> = {}) => {
    const component: ResourceRecord = { urn, type: "example:index:Tier", name: "tier", inputs: { governor } };
    return run([quiet, ofStack], [component, droplet("in", {}, { parent: urn }), droplet("out")], over).findings.map(
      ({ rule, level, urn: where }) => `${level} ${rule} ${where.split("::").at(-1)}`,
    );
  };

  it("are mandatory for what stands in it, and for nothing else", () => {
    expect(judge({ digest: "1", controls: ["has-image", "seen-at-all"] })).toEqual([
      "mandatory has-image in",
      "mandatory seen-at-all in",
      "advisory seen-at-all out",
    ]);
  });

  it("yield to a level in the settings", () => {
    const rules = { "has-image": { level: "disabled" }, "seen-at-all": { level: "disabled" } } as const;
    expect(judge({ digest: "1", controls: ["has-image", "seen-at-all"] }, { rules })).toEqual([]);
  });

  it("count only where a component is governed", () => {
    expect(judge({ controls: ["has-image"] })).toEqual(["advisory seen-at-all in", "advisory seen-at-all out"]);
  });
});

describe("a baseline", () => {
  const records = [droplet("old"), droplet("new")];
  const bare = run([hasImage], records).findings;
  const carrying = (...findings: readonly Finding[]): Settings["baseline"] => ({
    origin: "baseline.json",
    date: "2026-11-01",
    findings: findings.map(({ rule, urn, path = "", status, fingerprint }) => ({
      ...{ rule, urn, path, fingerprint },
      status: status === "undecided" ? "undecided" : "violation",
    })),
  });
  const [old] = bare;
  if (old === undefined) throw new Error("nothing was found");

  it("carries what it records, as a violation that blocks nothing", () => {
    const { findings, notices, mended } = run([hasImage], records, { baseline: carrying(old) });
    expect(findings).toMatchObject([
      { urn: old.urn, status: "violation", level: "advisory", baseline: true },
      { status: "violation", level: "mandatory" },
    ]);
    expect(findings.map(blocks)).toEqual([false, true]);
    expect([notices, mended]).toEqual([[], []]);
  });

  it("does not carry what a rule says of one operation, or the same would be allowed for good", () => {
    const ofOperation = { ...hasImage, ofOperation: true } as const;
    const { findings } = run([ofOperation], [droplet("old")], { baseline: carrying(old) });
    expect(findings).toMatchObject([{ urn: old.urn, level: "mandatory" }]);
    expect(rules.filter((rule) => rule.ofOperation === true).map(({ id }) => id)).toEqual([
      "replacement-needs-approval",
    ]);
  });

  it("carries what a recorded finding covers, which it does not record", () => {
    const rules = [{ ...hasImage, id: "has-known-image", covers: [hasImage.id] }, hasImage];
    const before = run(rules, [droplet("old")]).findings;
    const carried = run(rules, [droplet("old")], { baseline: carrying(...before) }).findings;
    expect([before, carried].map((findings) => findings.map((one) => [one.rule, blocks(one)]))).toEqual([
      [["has-known-image", true]],
      [["has-known-image", false]],
    ]);
  });

  it("carries a limit that is exceeded, also where a resource exceeds it again during up", () => {
    const stack = stackOfRecords([droplet("a"), droplet("b")], [], "a test");
    const exceededBy = (baseline: Settings["baseline"]) => {
      const limited = { ...settings, digitalocean: { enabled: true, resources: { droplet: { max_per_account: 1 } } } };
      const { project, stack: name } = stack;
      const carriedOn = baseline === undefined ? {} : { baseline };
      const options = { settings: { ...limited, ...carriedOn }, rules: [quota], project, stack: name };
      const whole = createEvaluator(options).stack(stack).findings;
      const running = createEvaluator(options);
      return { whole, running: stack.resources.flatMap((resource) => running.count(resource)) };
    };
    const before = exceededBy(undefined);
    expect([before.whole, before.running].map((findings) => findings.map(blocks))).toEqual([[true], [true]]);
    const after = exceededBy(carrying(...before.whole));
    expect([after.whole, after.running].map((findings) => findings.map(blocks))).toEqual([[false], [false]]);
    expect(exceededBy(carrying(old)).running.map(blocks)).toEqual([true]);
  });

  it("tells what was mended, on a view of the whole stack and of the rules that are on", () => {
    const fixed = [droplet("old", { image: "x" }), droplet("new", { image: "x" })];
    const baseline = carrying(old);
    const { mended, notices } = run([hasImage], fixed, { baseline });
    expect(mended).toEqual(baseline?.findings);
    expect(notices).toMatchObject([
      {
        level: "warning",
        message: expect.stringMatching(/^1 violation in the baseline .* no longer occurs \(has-image of old\)/),
      },
    ]);
    expect(run([hasImage], fixed, { baseline }, ["unchanged-resources"])).toMatchObject({ mended: [], notices: [] });
    expect(run([hasImage], fixed, { baseline, rules: { "has-image": { level: "disabled" } } })).toMatchObject({
      mended: [],
      notices: [],
    });
  });

  it("does not carry a violation that was undecided when it was written", () => {
    const baseline = carrying({ ...old, status: "undecided" });
    expect(run([hasImage], records, { baseline }).findings.map(blocks)).toEqual([true, true]);
  });

  it("leaves to an exemption what both cover, and does not call it mended", () => {
    const { findings, mended } = run([hasImage], records, {
      baseline: carrying(old),
      exemptions: [{ ...exemption, resource: "old" }],
    });
    expect(findings[0]).toMatchObject({ status: "exempt" });
    expect(mended).toEqual([]);
  });
});

describe("a fix that replaces the resource", () => {
  const regionless = defineRule({
    ...data,
    id: "in-nyc3",
    kinds: ["Droplet"],
    *check(resource) {
      yield violation(resource.read("region"), "elsewhere");
      yield violation(resource.read("tags"), "untagged");
    },
  });
  const web = droplet("web", { region: "ams3" });
  const judged = (changes: StackView["changes"]) => {
    const stack = stackOfRecords([web], [], "a test");
    return evaluate({ ...stack, changes }, settings, [regionless], now).findings.map(({ replaces }) => replaces);
  };

  it("is told where the resource exists, or may", () => {
    expect(judged(undefined)).toEqual([true, undefined]);
    expect(judged([{ urn: web.urn, action: "update", replacedBy: [] }])).toEqual([true, undefined]);
  });

  it.each(["create", "replace"] as const)("is none where the operation will %s it", (action) => {
    expect(judged([{ urn: web.urn, action, replacedBy: [] }])).toEqual([undefined, undefined]);
  });
});

describe("exemptions", () => {
  const status = (over: Partial<Exemption>, more: Partial<Settings> = {}) =>
    run([hasImage], [droplet("web")], { exemptions: [{ ...exemption, ...over }], ...more });

  it.each(["web", "Droplet::web", "w*", "urn:pulumi:prod::shop::digitalocean:index/droplet:Droplet::web"])(
    "cover %s",
    (resource) => {
      const { findings, notices } = status({ resource });
      expect(findings).toMatchObject([
        { status: "exempt", exemption: { owner: "ann", reason: "built by hand", expires: "2026-12-24" } },
      ]);
      expect(findings.map(blocks)).toEqual([false]);
      expect(notices).toEqual([]);
    },
  );

  it.each(["*", "shop-prod", "Stack::shop-*"])("cover the stack as a whole by %s", (resource) => {
    const exemptions = [{ ...exemption, rule: "at-most-one", resource }];
    expect(run([atMostOne], [droplet("a"), droplet("b")], { exemptions }).findings).toMatchObject([
      { status: "exempt" },
    ]);
  });

  it("come back when they have expired, saying since when", () => {
    const { findings } = status({ expires: "2026-11-22" });
    expect(findings).toMatchObject([
      { status: "violation", message: expect.stringContaining("expired after 2026-11-22 UTC") },
    ]);
    expect(findings.map(blocks)).toEqual([true]);
  });

  it("that still hold win over ones that have expired", () => {
    const { findings } = status(
      { expires: "2026-01-01" },
      { exemptions: [{ ...exemption, expires: "2026-01-01" }, exemption] },
    );
    expect(findings).toMatchObject([{ status: "exempt" }]);
  });

  it("do not reach for project, stack or type by a glob that is meant for names", () => {
    for (const resource of ["*shop*", "*prod*", "*droplet:*"]) {
      expect(status({ resource }).findings).toMatchObject([{ status: "violation" }]);
    }
  });

  it("hold only in the stacks that they name", () => {
    expect(status({ stacks: ["shop/prod"] }).findings).toMatchObject([{ status: "exempt" }]);
    expect(status({ stacks: ["shop/dev"] }).findings).toMatchObject([{ status: "violation" }]);
  });

  it("that match nothing are an error in a stack that they name and a warning elsewhere", () => {
    expect(status({ resource: "other", stacks: ["shop/*"] }).notices).toMatchObject([{ level: "error" }]);
    expect(status({ resource: "other" }).notices).toMatchObject([{ level: "warning" }]);
    const partial = run(
      [hasImage],
      [droplet("web")],
      { exemptions: [{ ...exemption, resource: "other", stacks: ["shop/prod"] }] },
      ["unchanged-resources"],
    );
    expect(partial.notices).toMatchObject([{ level: "warning" }]);
  });

  it("with no end in sight are a warning, wherever they stand", () => {
    for (const [expires, level] of [
      ["9999-12-31", "warning"],
      ["2036-11-24", "warning"],
      ["2036-11-23", undefined],
    ]) {
      const { findings, notices } = status({ resource: "*", expires: expires ?? "" });
      expect(findings).toMatchObject([{ status: "exempt" }]);
      expect(notices.map((notice) => notice.level)).toEqual(level === undefined ? [] : [level]);
    }
    expect(status({ expires: "9999-12-31" }).notices[0]?.message).toMatch(
      /expires 9999-12-31\) expires too far in the future: choose a date before 2036-11-23/,
    );
  });

  it.each([
    ["2026-11-23", /\(owner ann, expires 2026-11-23\) expires at the end of today \(UTC\)/],
    ["2026-11-24", /expires tomorrow/],
    ["2026-12-07", /expires in 14 days/],
    ["2026-12-08", undefined],
  ])("that expire on %s are announced 14 days ahead", (expires, message) => {
    const { findings, notices } = status({ expires });
    expect(findings).toMatchObject([{ status: "exempt" }]);
    expect(notices).toEqual(
      message === undefined ? [] : [{ level: "warning", message: expect.stringMatching(message) }],
    );
    const unused = status({ expires, resource: "other" });
    expect(unused.notices.filter((notice) => /tomorrow|today|days/.test(notice.message))).toEqual([]);
  });

  it("from a rule of another pack are left alone, with one warning that names it", () => {
    const foreign = { ...exemption, rule: "acme/vpc-described", stacks: ["shop/prod"] };
    const { notices } = run([hasImage], [droplet("web", { image: "x" })], {
      exemptions: [foreign, foreign],
      rules: { "acme/vpc-described": { level: "advisory" }, "acme/others": {} },
      exempt_in_code: ["acme/vpc-described"],
    });
    expect(notices).toMatchObject([
      {
        level: "warning",
        message: expect.stringMatching(/refers to the rule acme\/vpc-described, which is not defined here/),
      },
      { level: "warning", message: expect.stringMatching(/acme\/others/) },
    ]);
  });

  it("of settings that are secret are counted, not quoted, where they are wrong", () => {
    const marked = { rule: "mrk9/x", resource: "mrk9", reason: "mrk9", owner: "mrk9", expires: "9999-12-31" };
    const { notices } = run([hasImage], [droplet("web", { image: "x" })], {
      exemptions: [marked, { ...marked, rule: "has-image" }],
      secret: true,
    });
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(/refers to a rule that is not defined here/),
      expect.stringMatching(/^exemptions\[1\], which is secret, matches no finding/),
      expect.stringMatching(/^exemptions\[0\], which is secret, expires too far in the future/),
      expect.stringMatching(/^exemptions\[1\], which is secret, expires too far in the future/),
    ]);
    expect(JSON.stringify(notices)).not.toContain("mrk9");
  });

  it("from a rule with a namespace that is defined count as any other, and a slip is named", () => {
    const own: Rule = { ...hasImage, id: "acme/has-image" };
    const { findings, notices } = run([own], [droplet("web")], {
      exemptions: [{ ...exemption, rule: "acme/has-image" }],
      rules: { "acme/has-imge": { level: "advisory" } },
    });
    expect(findings).toMatchObject([{ rule: "acme/has-image", status: "exempt" }]);
    expect(notices).toMatchObject([{ message: expect.stringMatching(/did you mean "acme\/has-image"\?/) }]);
  });

  describe("in code", () => {
    const inCode = { rule: "has-image", reason: "a golden image", owner: "bob", expires: "2027-01-01" };
    const governed = { governor: { digest: "1", version: "1" } };
    const judge = (inputs: ResourceRecord["inputs"], over: Partial<Settings> = { exempt_in_code: ["has-image"] }) => {
      const urn = "urn:pulumi:prod::shop::example:index:Tier::tier";
      const component: ResourceRecord = { urn, type: "example:index:Tier", name: "tier", inputs };
      return run([hasImage], [component, droplet("web", {}, { parent: urn })], over);
    };

    it("count only for the rules that settings list", () => {
      expect(judge({ ...governed, exemptions: [inCode] }, {}).findings).toMatchObject([{ status: "violation" }]);
      expect(judge({ ...governed, exemptions: [inCode] }).findings).toMatchObject([
        { status: "exempt", exemption: { owner: "bob" } },
      ]);
    });

    it("that are not as exemptions must be cover nothing, and are an error", () => {
      const { findings, notices } = judge({
        ...governed,
        exemptions: [{ ...inCode, expires: "never", reason: "" }, { rule: "has-image" }],
      });
      expect(findings).toMatchObject([{ status: "violation" }]);
      expect(notices.map(({ level, message }) => `${level} ${message}`)).toEqual([
        "error exemptions[0].reason: must not be empty",
        expect.stringMatching(/^error exemptions\[0\]\.expires: is not a valid date/),
        "error exemptions[1].reason: is missing",
        "error exemptions[1].owner: is missing",
        expect.stringMatching(/^error exemptions\[1\]\.expires: is not a valid date/),
      ]);
    });

    it("that still hold win over ones that have expired", () => {
      const { findings } = judge({ ...governed, exemptions: [{ ...inCode, expires: "2026-01-01" }, inCode] });
      expect(findings).toMatchObject([{ status: "exempt" }]);
    });

    it("are not read from a component that is not governed: there the word may mean anything", () => {
      expect(judge({ exemptions: [{ path: "/health" }] })).toMatchObject({
        findings: [{ status: "violation" }],
        notices: [],
      });
    });
  });
});

describe("a finding that another covers", () => {
  const atImage = (id: string, more: Partial<Rule> = {}): Rule =>
    defineRule({
      ...data,
      id,
      scope: "resource",
      kinds: ["Droplet"],
      *check(resource) {
        const image = resource.read("image");
        if (image.opaque) yield undecided(image, "the image is unknown until pulumi up");
        else yield violation(image, "seen");
      },
      ...(more.covers === undefined ? {} : { covers: more.covers }),
    });
  const specific = atImage("specific", { covers: ["general"] });
  const general = atImage("general");
  const seen = (over: Partial<Settings> = {}, inputs: ResourceRecord["inputs"] = { image: "x" }) =>
    run([general, specific], [droplet("web", inputs)], over).findings.map(
      ({ rule, status, level }) => `${rule} ${status} ${level}`,
    );
  const exempt = (rule: string): Exemption => ({ ...exemption, rule });

  it("is not repeated", () => {
    expect(seen()).toEqual(["specific violation mandatory"]);
    expect(seen({}, { image: unknown })).toEqual(["specific undecided advisory"]);
  });

  it("is told at another place", () => {
    const elsewhere = defineRule({
      ...data,
      id: "general",
      scope: "resource",
      kinds: ["Droplet"],
      check: () => [violation(undefined, "seen")],
    });
    expect(run([elsewhere, specific], [droplet("web")]).findings).toHaveLength(2);
  });

  it("is told if the other is off, exempt or weighs less", () => {
    expect(seen({ rules: { specific: { level: "disabled" } } })).toEqual(["general violation mandatory"]);
    expect(seen({ exemptions: [exempt("specific")] })).toEqual([
      "general violation mandatory",
      "specific exempt mandatory",
    ]);
    expect(seen({ rules: { specific: { level: "advisory" } } })).toHaveLength(2);
    expect(seen({ rules: { general: { level: "advisory" } } })).toEqual(["specific violation mandatory"]);
    expect(seen({ rules: { general: { on_unknown: "deny" } } }, { image: unknown })).toHaveLength(2);
  });

  it("is told if an exemption is about it, held or expired", () => {
    expect(seen({ exemptions: [exempt("general")] })).toEqual([
      "general exempt mandatory",
      "specific violation mandatory",
    ]);
    expect(seen({ exemptions: [{ ...exempt("general"), expires: "2020-01-01" }] })).toHaveLength(2);
  });
});

describe("a rule that does not return", () => {
  const own = { ...data, kinds: ["Droplet"], level: "advisory" } as const;
  const forever = (): never => {
    for (;;) {
      try {
        "a".repeat(10);
      } catch {}
    }
  };
  const hanging = [
    defineRule({ ...own, id: "acme/loops", scope: "resource", check: forever }),
    defineRule({
      ...own,
      id: "acme/backtracks",
      scope: "resource",
      check: () => (/^(a+)+$/.test(`${"a".repeat(60)}b`) ? [] : []),
    }),
    defineRule({ ...own, id: "acme/whole", scope: "stack", needs: [], check: forever }),
    defineRule({
      ...own,
      id: "acme/sum",
      scope: "total",
      start: () => ({ add: () => void forever(), end: () => [] }),
    }),
  ];
  const droplet = (name: string): ResourceRecord => ({
    urn: `urn:pulumi:dev::app::digitalocean:index/droplet:Droplet::${name}`,
    type: "digitalocean:index/droplet:Droplet",
    name,
    inputs: {},
  });

  it("is violated everywhere and stops the run at any level, is waited for once, and stops no other rule", () => {
    const stack = stackOfRecords([droplet("a"), droplet("b")], [], "a test");
    const evaluator = createEvaluator({
      settings,
      rules: [...hanging, hasImage],
      project: "app",
      stack: "dev",
      checkSeconds: 0.1,
    });
    const started = performance.now();
    const { findings } = evaluator.stack(stack);
    expect(performance.now() - started).toBeLessThan(3_000);
    const said = findings.map(({ rule, message }) => [rule, message]);
    for (const id of ["acme/loops", "acme/backtracks", "acme/whole", "acme/sum"])
      expect(said).toContainEqual([id, `the rule ${id} did not return within 0.1 seconds`]);
    const loops = findings.filter(({ rule }) => rule === "acme/loops");
    expect(loops.map(({ level }) => level)).toEqual(["mandatory", "mandatory"]);
    expect(findings.filter(({ rule }) => rule === "has-image")).toHaveLength(2);
  });

  it("says nothing else of what it yielded until then", () => {
    const rule = defineRule({
      ...own,
      id: "acme/hangs-late",
      *check() {
        yield violation(undefined, "first");
        forever();
      },
    });
    const options = { settings, rules: [rule], project: "app", stack: "dev", checkSeconds: 0.1 };
    const { findings } = createEvaluator(options).stack(stackOfRecords([droplet("a")], [], "a test"));
    expect(findings.map(({ message }) => message)).toEqual([
      "the rule acme/hangs-late did not return within 0.1 seconds",
    ]);
  });

  it("or that yields without end, is a single mandatory violation, at once", () => {
    function* endless(): Iterable<Outcome> {
      for (;;) yield violation(undefined, "again");
    }
    const rules = [
      defineRule({ ...own, id: "acme/yields", check: endless }),
      defineRule({ ...own, id: "acme/yields-in-stack", scope: "stack", needs: [], check: endless }),
      defineRule({
        ...own,
        id: "acme/yields-in-total",
        scope: "total",
        start: () => ({ add: () => undefined, end: endless }),
      }),
    ];
    const started = performance.now();
    const { findings } = run(rules, [droplet("a")]);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(findings.map(({ level, message }) => [level, message])).toEqual(
      rules.map(({ id }) => ["mandatory", `the rule ${id} gives more than 10,000 findings at once`]),
    );
  });

  it.each([
    ["a timer", (late: () => void) => setTimeout(late, 5)],
    ["a timer", (late: () => void) => setInterval(late, 5)],
    ["a timer", (late: () => void) => setImmediate(late)],
    ["a promise", (late: () => void) => Promise.resolve().then(late)],
    ["a promise", (late: () => void) => queueMicrotask(late)],
    ["access to a file", (late: () => void) => readFile(__filename, late)],
  ])("or that leaves %s behind, is a mandatory violation, and a timer of its never ends", async (what, leave) => {
    const late = vi.fn();
    const rule = defineRule({
      ...own,
      id: "acme/leaves",
      *check() {
        yield violation(undefined, "first");
        leave(late);
      },
    });
    const { findings } = run([rule], [droplet("a"), droplet("b")]);
    expect(findings.map(({ level, message }) => [level, message])).toEqual(
      ["a", "b"].map(() => [
        "mandatory",
        `the rule acme/leaves left work for after it had returned (${what}), which nothing waits for: a rule must do all its work before it returns`,
      ]),
    );
    if (what === "a timer") {
      // A timer that begins later and lasts as long ends after it.
      await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise(setImmediate);
      expect(late).not.toHaveBeenCalled();
    } else await vi.waitFor(() => expect(late).toHaveBeenCalledTimes(1), { timeout: 10_000 });
  });

  it("may log, and do work that ends", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const rule = defineRule({
      ...own,
      id: "acme/logs",
      check() {
        console.log("seen");
        process.stdout.write("");
        process.nextTick(() => undefined);
        readFileSync(__filename);
        execFileSync(process.execPath, ["--version"]);
        randomBytes(3);
        return [];
      },
    });
    expect(run([rule], [droplet("a")]).findings).toEqual([]);
    log.mockRestore();
  });

  it("may say as much as a large stack needs", () => {
    const rule = defineRule({
      ...own,
      id: "acme/many",
      *check() {
        for (let index = 0; index < 10_000; index += 1) yield violation(undefined, "one of many");
      },
    });
    expect(run([rule], [droplet("a")]).findings).toHaveLength(10_000);
  });

  it.each<[string, (resource: ResourceView) => undefined, string]>([
    ["throws", () => Reflect.get(Object(undefined), "x").y, "could not be run (TypeError)"],
    ["does not return", forever, "did not return within 1 seconds"],
    [
      "reads what does not exist",
      (resource) => void resource.read("nmae"),
      'could not be run: the kind Droplet has no property "nmae"; did you mean "name"?',
    ],
  ])("and neither does a remediation that %s: nothing is repaired, and the run says so", (_, repair, words) => {
    const rule = defineRule({
      ...own,
      id: "acme/repairs",
      scope: "resource",
      check: () => [violation(undefined, "broken")],
      remediation: { sets: { Droplet: ["tags"] }, repair },
    });
    const evaluator = createEvaluator({ settings, rules: [rule], project: "app", stack: "dev", checkSeconds: 1 });
    const stack = stackOfRecords([droplet("a")], [], "a test");
    const [resource] = stack.resources;
    const [one] = evaluator.active;
    if (resource === undefined || one === undefined) throw new Error("there is one of each");
    expect(evaluator.repair(one, resource)).toBeUndefined();
    expect(evaluator.whole(stack).notices).toEqual([
      { level: "warning", message: `the remediation of the rule acme/repairs ${words}; it repairs nothing` },
    ]);
  });
});
