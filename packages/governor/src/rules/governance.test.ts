import { describe, expect, it } from "vitest";
import { createEvaluator, evaluate } from "../evaluate";
import { kindNamed } from "../kinds";
import type { Settings } from "../settings/settings";
import { type ResourceView, viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import { hidden, unknown, type Value } from "../view/value";
import { rules } from ".";
import { exampleSettings, exampleStack } from "./example-stack";
import { encryptionRequired } from "./governance/encryption-required";
import { monthlyBudget } from "./governance/monthly-budget";
import { protectStateful } from "./governance/protect-stateful";
import { quota } from "./governance/quota";
import { regionAllowed } from "./governance/region-allowed";
import { requiredTags } from "./governance/required-tags";
import { sizeAllowed } from "./governance/size-allowed";
import type { ExampleResource, Rule } from "./rule";

interface Case {
  readonly rule: Rule;
  /** The block of DigitalOcean. */
  readonly block: string;
  readonly resources: readonly ExampleResource[];
  readonly over?: Partial<Settings>;
}

function findings({ rule, block, resources, over }: Case) {
  const example = { title: "a case", settings: block, resources };
  return evaluate(exampleStack(example), { ...exampleSettings(example, rules), ...over }, [rule]).findings;
}

const lines = (one: Case) => findings(one).map(({ status, path, message }) => `${status} ${path}: ${message}`);

const droplet = (name: string, inputs: Readonly<Record<string, Value>>): ExampleResource => ({
  kind: "Droplet",
  name,
  inputs,
});

describe("region-allowed", () => {
  const block = "regions: { allowed: [nyc3, sfo3, ams3], disallowed: [nyc1, sfo1, ams2] }";
  const judge = (kind: string, inputs: Readonly<Record<string, Value>>, over = block) =>
    findings({ rule: regionAllowed, block: over, resources: [{ kind, inputs }] })
      .map(({ path, message, fix }) => `${path}: ${message} | ${fix}`)
      .join("\n");

  it("says what is wrong, what is allowed and where to move to, on whose advice", () => {
    expect(judge("Droplet", { region: "nyc1" })).toBe(
      'region: invalid region "nyc1": it is disallowed | use one of nyc3, ams3, sfo3; instead of nyc1: nyc3 (house policy, not DigitalOcean\'s advice); changing the region replaces an existing resource',
    );
    expect(judge("DatabaseCluster", { region: "ams2" })).toBe(
      'region: invalid region "ams2": it is disallowed | use one of nyc3, ams3, sfo3; DigitalOcean\'s advice for ams2: ams3',
    );
    expect(judge("DatabaseCluster", { region: "sfo2" })).toContain("in the same city as sfo2: sfo3");
    expect(judge("DatabaseCluster", { region: "tor1" })).toBe(
      'region: invalid region "tor1": it is not one of the allowed regions | use one of nyc3, ams3, sfo3',
    );
  });

  it("tells a slip of the keyboard from a region that is not allowed", () => {
    expect(judge("Volume", { region: "nyc33" })).toContain(
      'invalid region "nyc33": there is no such region; did you mean',
    );
    expect(judge("Volume", { region: "elsewhere" })).toContain('invalid region "elsewhere": there is no such region |');
  });

  it("does not suggest what is not allowed", () => {
    expect(judge("DatabaseCluster", { region: "nyc1" }, "regions: { allowed: [fra1] }")).toContain("| use one of fra1");
    expect(judge("DatabaseCluster", { region: "nyc1" }, "regions: { allowed: [fra1] }")).not.toContain("nyc3");
  });

  it("lets any region pass that is not disallowed where there is no list of allowed ones", () => {
    const only = "regions: { disallowed: [nyc1, nyc2, nyc3, lon1] }";
    expect(judge("Droplet", { region: "xyz1" }, only)).toBe("");
    expect(judge("Droplet", { region: "lon1" }, only)).toContain("use any region but nyc1, nyc2, nyc3, lon1");
    expect(judge("App", { spec: { region: "nyc" } }, only)).toContain('invalid region "nyc": it is disallowed');
    expect(judge("App", { spec: { region: "ams" } }, only)).toBe("");
  });

  it("speaks App Platform's own slugs", () => {
    expect(judge("App", { spec: { region: "lon" } })).toBe(
      'spec.region: invalid region "lon": none of its datacenters is allowed | use one of nyc, ams, sfo',
    );
    expect(judge("App", { spec: { region: "nyc3" } })).toBe("");
    expect(judge("App", { spec: {} })).toContain(
      "spec.region: no region is set, so DigitalOcean may choose any | use one of nyc, ams, sfo",
    );
  });

  it("takes slugs in any case, and shows nothing that is no slug", () => {
    expect(judge("Droplet", { region: "NYC3" })).toBe("");
    expect(judge("Droplet", { region: "hunter2 is my password" })).toContain("invalid region (not shown)");
    expect(judge("Droplet", { region: 3 })).toContain('invalid region "3"');
    expect(judge("Droplet", { region: ["nyc3", {}] })).toContain("invalid region (not shown)");
  });
});

describe("size-allowed", () => {
  const judge = (block: string, kind: string, inputs: Readonly<Record<string, Value>>) =>
    findings({ rule: sizeAllowed, block, resources: [{ kind, inputs }] })
      .map(({ message, fix }) => `${message} | ${fix}`)
      .join("\n");

  it("tells a size that is not allowed from one that does not exist", () => {
    const block = "resources: { droplet: { allowed_sizes: [s-1vcpu-1gb] } }";
    expect(judge(block, "Droplet", { size: "c-2" })).toBe(
      'the size "c-2" is not one of the allowed sizes | use one of s-1vcpu-1gb, or request its addition to resources.droplet.allowed_sizes',
    );
    expect(judge(block, "Droplet", { size: "s-1vcpu-1bg" })).toContain(
      's-1vcpu-1bg" is not a known size; did you mean "s-1vcpu-1gb"? | use one of s-1vcpu-1gb, or request its addition to resources.droplet.allowed_sizes',
    );
    expect(judge(block, "Droplet", { size: "gigantic" })).toContain('"gigantic" is not a known size |');
  });

  it("names the list of the Droplets where nodes are held to it", () => {
    const block = "resources: { droplet: { allowed_sizes: [s-1vcpu-1gb] } }";
    expect(judge(block, "KubernetesNodePool", { size: "s-2vcpu-4gb" })).toContain(
      'the size "s-2vcpu-4gb" is not one of the allowed sizes | use one of s-1vcpu-1gb, or request its addition to resources.droplet.allowed_sizes',
    );
  });

  it("holds nodes to their own list where there is one", () => {
    const block =
      "resources: { droplet: { allowed_sizes: [s-1vcpu-1gb] }, kubernetes: { allowed_sizes: [s-2vcpu-4gb] } }";
    expect(judge(block, "KubernetesNodePool", { size: "s-2vcpu-4gb" })).toBe("");
    expect(judge(block, "KubernetesCluster", { nodePool: { size: "s-1vcpu-1gb" } })).toContain(
      "resources.kubernetes.allowed_sizes",
    );
  });
});

describe("required-tags", () => {
  const block = "required_tags: [environment, cost_center, owner]";
  const tags = {
    default: { cost_center: "4711", Owner: "platform" },
    allowed: { cost_center: ["4711", "4712"], environment: ["prod", "dev"] },
  };
  const prod = { name: "prod", production: true };
  const judge = (
    kind: string,
    inputs: Readonly<Record<string, Value>>,
    over: Partial<Settings> = { tags, environment: prod },
  ) => lines({ rule: requiredTags, block, resources: [{ kind, inputs }], over });

  it("names all that is missing at once, and what to write", () => {
    const [finding] = findings({
      rule: requiredTags,
      block,
      resources: [{ kind: "Volume", inputs: { tags: ["OWNER:web"] } }],
      over: { tags, environment: prod },
    });
    expect(finding).toMatchObject({
      path: "tags",
      message: "the required tags environment, cost_center are missing",
      fix: "add environment:prod, cost_center:4711",
    });
  });

  it("holds values to the allowed ones and to the environment of the stack", () => {
    expect(judge("Droplet", { tags: ["environment:dev", "cost_center:9", "owner:web"] })).toEqual([
      'violation tags[0]: the tag "environment:dev" has an invalid value: this stack is in the environment "prod"',
      'violation tags[1]: the tag "cost_center:9" has an invalid value: the allowed values are 4711, 4712',
    ]);
    expect(judge("Droplet", { tags: ["Environment:PROD", "cost_center:4712", "owner:web"] })).toEqual([]);
    expect(judge("Droplet", { tags: ["environment:test", "cost_center:4711", "owner:web"] }, { tags })).toEqual([
      'violation tags[0]: the tag "environment:test" has an invalid value: the allowed values are prod, dev',
    ]);
  });

  it("is undecided only for what the known tags leave open", () => {
    expect(judge("Droplet", { tags: ["environment:prod", unknown, "owner:web"] })).toEqual([
      "undecided tags: cannot determine whether the required tag cost_center is present: tags[1] is unknown until pulumi up",
    ]);
    expect(judge("Droplet", { tags: ["environment:dev", unknown, "owner:web", "cost_center:4711"] })).toEqual([
      'violation tags[0]: the tag "environment:dev" has an invalid value: this stack is in the environment "prod"',
    ]);
  });

  it.each<[string, string, Value, string]>([
    ["undecided", "a secret that cannot be read here", hidden, "tags is a secret that cannot be read here"],
    ["violation", "no list", "environment:prod", "tags has a value that cannot be read"],
    ["violation", "a list of what is no text", [["owner:web"]], "tags[0] has a value that cannot be read"],
  ])("is %s if the tags are %s", (status, _, value, reason) => {
    expect(judge("Droplet", { tags: value })).toEqual([
      `${status} tags: cannot determine whether the required tags environment, cost_center, owner are present: ${reason}`,
    ]);
  });

  const repair = (
    kind: string,
    inputs: Readonly<Record<string, Value>>,
    over: Partial<Settings> = { tags, environment: prod },
  ) => {
    const example = { title: "a case", settings: block, resources: [{ kind, inputs }] };
    const settings = { ...exampleSettings(example, rules), ...over };
    const context = createEvaluator({ settings, rules: [requiredTags], project: "p", stack: "s" }).active[0]?.context;
    const [resource] = exampleStack(example).resources;
    if (requiredTags.scope !== "resource" || context === undefined || resource?.kind === undefined)
      expect.fail("no rule");
    const repaired = requiredTags.remediation?.repair(resource, resource.kind, context);
    if (repaired !== undefined) {
      const { urn, type, name } = resource;
      const after = viewOf({ urn, type, name, inputs: { ...inputs, ...repaired } }, resource.kind);
      expect([...requiredTags.check(after, context)]).toEqual([]);
    }
    return repaired;
  };

  it("adds what the settings give, and keeps what is there", () => {
    expect(repair("Droplet", { tags: ["web", "owner:ann"] })).toEqual({
      tags: ["web", "owner:ann", "environment:prod", "cost_center:4711"],
    });
    expect(repair("Volume", {})).toEqual({ tags: ["environment:prod", "cost_center:4711", "owner:platform"] });
    expect(
      repair("KubernetesCluster", { nodePool: { tags: ["environment:prod", "cost_center:4711", "owner:a"] } }),
    ).toEqual({
      tags: ["environment:prod", "cost_center:4711", "owner:platform"],
    });
  });

  it.each<[string, string, Readonly<Record<string, Value>>]>([
    ["a database replica, which it would replace", "DatabaseReplica", {}],
    ["a custom image, which keeps the tags that it was created with", "CustomImage", {}],
    ["a pool, whose tags are within its template", "DropletAutoscale", { dropletTemplate: {} }],
    ["a cluster whose nodes lack the tags too", "KubernetesCluster", { nodePool: {} }],
    ["tags that are not all known", "Droplet", { tags: [unknown] }],
    ["a tag that is nothing", "Droplet", { tags: ["owner:ann", null] }],
    ["tags that are no list", "Droplet", { tags: "owner:ann" }],
    ["a wrong value", "Droplet", { tags: ["environment:dev"] }],
    ["what selects Droplets", "Firewall", { tags: ["web"] }],
    ["what has all", "Droplet", { tags: ["environment:prod", "cost_center:4711", "owner:web"] }],
  ])("leaves alone %s", (_, kind, inputs) => {
    expect(repair(kind, inputs)).toBeUndefined();
  });

  it("does not repair by halves", () => {
    expect(repair("Droplet", {}, { tags: { default: { owner: "ann" }, allowed: {} } })).toBeUndefined();
    expect(repair("Droplet", {}, { tags, environment: { name: "lab", production: false } })).toBeUndefined();
  });

  it("sets tags of labels only", () => {
    const sets = requiredTags.scope === "resource" ? Object.keys(requiredTags.remediation?.sets ?? {}) : [];
    expect(sets).toEqual(expect.arrayContaining(["Droplet", "Volume", "DatabaseCluster", "KubernetesCluster"]));
    expect(sets.filter((name) => kindNamed(name)?.tags?.use !== "label")).toEqual([]);
    expect(sets).not.toContain("DatabaseReplica");
    expect(sets).not.toContain("CustomImage");
  });
});

/** Runs a running total as `up` does, and names the resources that are refused. */
function refused({ rule, block, resources, over }: Case): readonly string[] {
  const example = { title: "a case", settings: block, resources };
  const settings = { ...exampleSettings(example, rules), ...over };
  const evaluator = createEvaluator({ settings, rules: [rule], project: "example", stack: "dev" });
  return exampleStack(example).resources.flatMap((resource: ResourceView) =>
    evaluator.count(resource).map(({ urn, message }) => `${urn.split("::").at(-1)}: ${message}`),
  );
}

describe("monthly-budget", () => {
  const rule = monthlyBudget;
  const big = (name: string) => droplet(name, { size: "s-4vcpu-8gb", backups: true });

  it("names the sum, the limit, what is over and the three dearest", () => {
    const resources = [
      droplet("small", { size: "s-1vcpu-1gb" }),
      big("a"),
      big("b"),
      droplet("mid", { size: "s-2vcpu-2gb" }),
    ];
    expect(lines({ rule, block: "cost_limit_monthly: 100", resources })).toEqual([
      "violation cost_limit_monthly: the stack costs $148.80 a month, $48.80 over the limit of $100; most expensive: Droplet a $62.40, Droplet b $62.40, Droplet mid $18",
    ]);
  });

  it("is kept by the very limit, whatever the fractions of the sum", () => {
    const volumes = Array.from({ length: 7 }, (_, index) => ({
      kind: "Volume",
      name: `v${index}`,
      inputs: { size: 1 },
    }));
    expect(lines({ rule, block: "cost_limit_monthly: 0.7", resources: volumes })).toEqual([]);
    expect(lines({ rule, block: "cost_limit_monthly: 0.69", resources: volumes })).toHaveLength(1);
    expect(
      lines({
        rule,
        block: "cost_limit_monthly: 576",
        resources: Array.from({ length: 10 }, (_, index) =>
          droplet(`d${index}`, { size: "s-4vcpu-8gb", backups: true, backupPolicy: { plan: "weekly" } }),
        ),
      }),
    ).toEqual([]);
  });

  it("refuses every resource that adds to a total over the limit, and none that does not", () => {
    const vpc = { kind: "Vpc", name: "network", inputs: {} };
    const open = droplet("open", { size: unknown });
    expect(
      refused({ rule, block: "cost_limit_monthly: 100", resources: [big("a"), big("b"), vpc, open, big("c")] }),
    ).toEqual([
      "b: with it the stack costs $124.80 a month, $24.80 over the limit of $100",
      "c: with it the stack costs $187.20 a month, $87.20 over the limit of $100",
    ]);
    expect(refused({ rule, block: "cost_limit_monthly: 500", resources: [big("a"), big("b")] })).toEqual([]);
  });

  it("refuses no reserved address, whose assignment comes after it, and counts it at the end", () => {
    const ip = { kind: "ReservedIp", name: "ip", inputs: { region: "nyc3" } };
    expect(refused({ rule, block: "cost_limit_monthly: 4", resources: [ip] })).toEqual([]);
    expect(lines({ rule, block: "cost_limit_monthly: 4", resources: [ip] })).toEqual([
      "violation cost_limit_monthly: the stack costs $5 a month, $1 over the limit of $4; most expensive: ReservedIp ip $5",
    ]);
  });

  it("says so where only the most that it can cost is over the limit", () => {
    const spec = {
      services: [{ instanceSizeSlug: "apps-s-1vcpu-1gb" }],
      jobs: [{ kind: "PRE_DEPLOY", instanceSizeSlug: "apps-d-2vcpu-8gb" }],
    };
    const resources = [{ kind: "App", name: "shop", inputs: { spec } }];
    expect(lines({ rule, block: "cost_limit_monthly: 20", resources })).toEqual([
      "undecided cost_limit_monthly: the stack is expected to cost $12.07 a month of $20, but the stack can cost up to $110 a month: App shop $12.07 to $110",
    ]);
  });

  it("names what is not priced beside a violation", () => {
    const resources = [big("a"), droplet("b", { size: unknown })];
    expect(lines({ rule, block: "cost_limit_monthly: 50", resources })).toEqual([
      "violation cost_limit_monthly: the stack costs $62.40 a month, $12.40 over the limit of $50; most expensive: Droplet a $62.40; not counted: Droplet b (size is unknown until pulumi up)",
    ]);
  });

  it("names what has no price while the rest is below the limit", () => {
    const [line] = lines({
      rule,
      block: "cost_limit_monthly: 100",
      resources: [big("a"), ...["b", "c", "d", "e"].map((name) => droplet(name, { size: unknown }))],
    });
    expect(line).toContain(
      "undecided cost_limit_monthly: the stack costs at least $62.40 a month of $100; not counted:",
    );
    expect(line).toContain("Droplet b (");
    expect(line).toMatch(/, Droplet e$/);
  });

  const budgets = [
    { tag: "team:web", monthly: 50 },
    { tag: "team:data", monthly: 1000 },
  ];
  const tagged = (name: string, tags: Value) => droplet(name, { size: "s-4vcpu-8gb", tags });

  it("bounds what carries a tag, in any case, each budget for itself", () => {
    const resources = [
      tagged("a", ["Team:Web"]),
      tagged("b", ["team:web"]),
      tagged("c", ["team:data"]),
      tagged("d", []),
    ];
    const over = { budgets };
    expect(lines({ rule, block: "enabled: true", resources, over })).toEqual([
      "violation budgets[team:web]: everything tagged team:web costs $96 a month, $46 over the limit of $50; most expensive: Droplet a $48, Droplet b $48",
    ]);
    expect(refused({ rule, block: "enabled: true", resources, over })).toEqual([
      "b: with it everything tagged team:web costs $96 a month, $46 over the limit of $50",
    ]);
  });

  it("is undecided where an unknown tag decides, and only there", () => {
    const over = { budgets };
    expect(
      lines({ rule, block: "enabled: true", resources: [tagged("a", ["team:web"]), tagged("b", [unknown])], over }),
    ).toEqual([
      "undecided budgets[team:web]: everything tagged team:web costs at least $48 a month of $50; not counted: Droplet b (tags[0] is unknown until pulumi up)",
    ]);
    expect(lines({ rule, block: "enabled: true", resources: [tagged("b", [unknown])], over })).toEqual([]);
    expect(
      lines({ rule, block: "enabled: true", resources: [tagged("a", ["team:web"]), tagged("b", "team:web")], over }),
    ).toEqual([
      "undecided budgets[team:web]: everything tagged team:web costs at least $48 a month of $50; not counted: Droplet b (tags has a value that cannot be read)",
    ]);
  });

  describe("by component", () => {
    const inside = (name: string, parent: string): ResourceView => {
      const kind = kindNamed("Droplet");
      const type = "digitalocean:index/droplet:Droplet";
      return viewOf(
        { urn: `urn:pulumi:dev::example::${type}::${name}`, type, name, parent, inputs: { size: "s-4vcpu-8gb" } },
        kind,
      );
    };
    const component = (type: string, name: string, parent?: string): ResourceView =>
      viewOf(
        {
          urn: `urn:pulumi:dev::example::${type}::${name}`,
          type,
          name,
          inputs: {},
          custom: false,
          ...(parent === undefined ? {} : { parent }),
        },
        undefined,
      );
    const tier = component("acme:index:WebTier", "web");
    const nested = component("acme:index:Cache", "cache", tier.urn);
    const all = [
      tier,
      nested,
      inside("a", tier.urn),
      inside("b", nested.urn),
      component("acme:index:WebTier", "api"),
      inside("c", "urn:pulumi:dev::example::acme:index:WebTier::api"),
    ];
    const judge = (named: string, resources: readonly ResourceView[]) => {
      const settings = {
        ...exampleSettings({ title: "a case", settings: "enabled: true", resources: [] }, rules),
        budgets: [{ component: named, monthly: 50 }],
      };
      return evaluate(stackOf(resources, { project: "example", stack: "dev" }), settings, [rule]).findings.map(
        ({ path, message }) => `${path}: ${message.split(";")[0]}`,
      );
    };

    it.each([
      ["web", "$96"],
      ["WebTier", "$144"],
      ["acme:index:WebTier", "$144"],
      ["*::acme:index:WebTier::web", "$96"],
    ])("%s", (named, sum) => {
      expect(judge(named, all)).toEqual([
        expect.stringContaining(`budgets[${named}]: everything in component ${named} costs ${sum} a month`),
      ]);
    });

    it.each(["cache", "a", "Droplet", "tier"])("%s, which is within the limit or no component", (named) => {
      expect(judge(named, all)).toEqual([]);
    });

    it("refuses the resource that leads over it, and no other", () => {
      const settings = {
        ...exampleSettings({ title: "a case", settings: "enabled: true", resources: [] }, rules),
        budgets: [{ component: "web", monthly: 50 }],
      };
      const evaluator = createEvaluator({ settings, rules: [rule], project: "example", stack: "dev" });
      expect(
        all.flatMap((one) => evaluator.count(one)).map(({ message, urn }) => [urn.split("::").at(-1), message]),
      ).toEqual([["b", "with it everything in component web costs $96 a month, $46 over the limit of $50"]]);
    });

    it("does not walk in circles", () => {
      const around = { ...component("acme:index:Loop", "x"), parent: "urn:pulumi:dev::example::acme:index:Loop::x" };
      expect(judge("web", [around, inside("d", around.urn)])).toEqual([]);
    });
  });

  it("says of one resource all that it breaks", () => {
    const over = { budgets };
    expect(
      refused({
        rule,
        block: "cost_limit_monthly: 90",
        resources: [tagged("a", ["team:web"]), tagged("b", ["team:web"])],
        over,
      }),
    ).toEqual([
      "b: with it the stack costs $96 a month, $6 over the limit of $90; with it everything tagged team:web costs $96 a month, $46 over the limit of $50",
    ]);
  });
});

describe("quota by account", () => {
  it("counts each account for itself and names the one that is over", () => {
    const example = {
      title: "a case",
      settings: "resources: { droplet: { max_per_account: 1 } }",
      resources: [droplet("a", {}), droplet("b", {}), droplet("c", {})],
    };
    const second = "urn:pulumi:dev::example::pulumi:providers:digitalocean::second";
    const { resources, ...stack } = exampleStack(example);
    const spread = (accounts: readonly string[]) =>
      stackOf(
        resources.map((resource, index) => ({ ...resource, account: accounts[index] ?? "default" })),
        stack,
      );
    const judge = (accounts: readonly string[]) =>
      evaluate(spread(accounts), exampleSettings(example, rules), [quota]).findings.map(
        ({ path, message }) => `${path}: ${message}`,
      );
    expect(judge(["default", second])).toEqual([
      "max_per_account: this stack has 2 Droplets, 1 over max_per_account (1); the whole account is counted by an audit, or with a file that governor account writes",
    ]);
    expect(judge(["default", second, second])).toEqual([
      "max_per_account[second]: this stack has, in the account of the provider second, 2 Droplets, 1 over max_per_account (1); the whole account is counted by an audit, or with a file that governor account writes",
    ]);
  });
});

describe("quota", () => {
  const rule = quota;
  const some = (count: number) => Array.from({ length: count }, (_, index) => droplet(`d${index}`, {}));

  it("says how many there are, and that it knows of one stack only", () => {
    expect(lines({ rule, block: "resources: { droplet: { max_per_account: 2 } }", resources: some(4) })).toEqual([
      "violation max_per_account: this stack has 4 Droplets, 2 over max_per_account (2); the whole account is counted by an audit, or with a file that governor account writes",
    ]);
  });

  it("refuses every resource that is one too many, and no other", () => {
    expect(refused({ rule, block: "resources: { droplet: { max_per_account: 2 } }", resources: some(4) })).toEqual([
      "d2: with it this stack has 3 Droplets, 1 over max_per_account (2); the whole account is counted by an audit, or with a file that governor account writes",
      "d3: with it this stack has 4 Droplets, 2 over max_per_account (2); the whole account is counted by an audit, or with a file that governor account writes",
    ]);
    expect(refused({ rule, block: "resources: { droplet: { max_per_account: 0 } }", resources: some(1) })).toHaveLength(
      1,
    );
  });

  it("counts pools and clusters at their maximum", () => {
    const block = "resources: { droplet: { max_per_account: 10 } }";
    const resources = [
      { kind: "DropletAutoscale", name: "pool", inputs: { config: { minInstances: 1, maxInstances: 8 } } },
      { kind: "KubernetesCluster", name: "cluster", inputs: { nodePool: { nodeCount: 3 } } },
    ];
    expect(lines({ rule, block, resources })[0]).toContain("this stack has 11 Droplets, 1 over");
  });

  it("judges Droplets and buckets apart", () => {
    const block = "resources: { droplet: { max_per_account: 0 }, spaces: { max_buckets: 0 } }";
    const resources = [...some(1), { kind: "SpacesBucket", name: "bucket", inputs: {} }];
    expect(lines({ rule, block, resources })).toHaveLength(2);
    expect(refused({ rule, block, resources })).toHaveLength(2);
  });

  it("is undecided on what cannot be counted, whatever the reason", () => {
    const block = "resources: { droplet: { max_per_account: 2 } }";
    const pool = (name: string, inputs: Readonly<Record<string, Value>>) => ({
      kind: "KubernetesNodePool",
      name,
      inputs,
    });
    const resources = [
      ...some(1),
      pool("late", { autoScale: true, nodeCount: 1, maxNodes: unknown }),
      pool("secret", { nodeCount: hidden }),
    ];
    expect(lines({ rule, block, resources })).toEqual([
      "undecided max_per_account: this stack has at least 1 Droplet of 2; not counted: KubernetesNodePool late, KubernetesNodePool secret",
    ]);
    const text = pool("text", { autoScale: "yes", nodeCount: 1, maxNodes: 50 });
    expect(lines({ rule, block, resources: [...some(1), text] })).toEqual([
      "violation max_per_account: this stack has at least 1 Droplet of 2; not counted: KubernetesNodePool text",
    ]);
  });
});

describe("protect-stateful", () => {
  const volume = (more: Partial<ExampleResource> = {}): ExampleResource => ({ kind: "Volume", inputs: {}, ...more });
  const judge = (environment: Settings["environment"], ...resources: readonly ExampleResource[]) =>
    findings({
      rule: protectStateful,
      block: "enabled: true",
      resources,
      over: environment === undefined ? {} : { environment },
    });
  const live = { name: "live", production: true };

  it("says what is not protected, and in which environment", () => {
    expect(judge(live, volume())).toMatchObject([
      {
        level: "mandatory",
        status: "violation",
        message: 'the Volume holds data and is not protected in the production environment "live"',
        fix: "Pass { protect: true } as a resource option to the resource or to a parent component",
      },
    ]);
    expect(judge(live, volume({ protect: false }))).toHaveLength(1);
    expect(judge(live, volume({ protect: true }))).toEqual([]);
  });

  it("says nothing outside production, whatever the environment is called", () => {
    expect(judge(undefined, volume())).toEqual([]);
    expect(judge({ name: "production", production: false }, volume())).toEqual([]);
  });

  it("does not ask it of Droplets and copies, nor of what the stack does not manage", () => {
    const others = ["Droplet", "DatabaseReplica", "VolumeSnapshot", "SpacesBucketObject"];
    expect(judge(live, ...others.map((kind) => ({ kind, name: kind, inputs: {} })))).toEqual([]);
  });
});

describe("messages", () => {
  it("say nothing of what the program keeps secret, not even by a hint", () => {
    const cases: readonly [Rule, string, Readonly<Record<string, Value>>, string][] = [
      [regionAllowed, "regions: { allowed: [fra1] }", { region: "nyc1" }, "region"],
      [regionAllowed, "regions: { allowed: [nyc3], disallowed: [nyc1] }", { region: "nyc1" }, "region"],
      [regionAllowed, "regions: { allowed: [fra1] }", { region: "nyc33" }, "region"],
      [sizeAllowed, "resources: { droplet: { allowed_sizes: [s-1vcpu-1gb] } }", { size: "c-2" }, "size"],
      [sizeAllowed, "resources: { droplet: { allowed_sizes: [s-1vcpu-1gb] } }", { size: "s-1vcpu-2gbb" }, "size"],
      [monthlyBudget, "cost_limit_monthly: 100", { size: "hunter-2" }, "size"],
    ];
    for (const [rule, block, inputs, path] of cases) {
      const settings = exampleSettings({ title: "a case", settings: block, resources: [] }, rules);
      const kind = kindNamed("Droplet");
      const web = viewOf(
        { urn: "urn:pulumi:dev::p::t::web", type: kind?.type ?? "", name: "web", inputs, secrets: [path] },
        kind,
      );
      const [finding, ...more] = evaluate(stackOf([web], { project: "p", stack: "dev" }), settings, [rule]).findings;
      expect(more).toEqual([]);
      expect(finding?.message).toContain("(not shown)");
      expect(`${finding?.message} ${finding?.fix}`).not.toMatch(/nyc1|nyc33|c-2|1vcpu-2gb|hunter|did you mean/);
    }
  });

  it("are the same for a tag, which is not written back either", () => {
    const block = "required_tags: [owner, environment]";
    const settings = { ...exampleSettings({ title: "a case", settings: block, resources: [] }, rules) };
    const over = { ...settings, tags: { default: { environment: "dev" }, allowed: { owner: ["ann"] } } };
    const kind = kindNamed("Droplet");
    const web = (tag: string) =>
      viewOf({ urn: "urn", type: kind?.type ?? "", name: "web", inputs: { tags: [tag] }, secrets: ["tags[0]"] }, kind);
    const context = createEvaluator({ settings: over, rules: [requiredTags], project: "p", stack: "s" }).active[0]
      ?.context;
    if (requiredTags.scope !== "resource" || context === undefined || kind === undefined) expect.fail("no rule");
    const messages = [...requiredTags.check(web("owner:hunter2"), context)].map(({ message }) => message);
    expect(messages[0]).toBe("the tag (not shown) has an invalid value: the allowed values are ann");
    expect(requiredTags.remediation?.repair(web("owner:ann"), kind, context)).toBeUndefined();
  });
});

describe("encryption-required", () => {
  it("says once per stack that it cannot be verified, as advice", () => {
    const buckets = ["a", "b"].map((name) => ({ kind: "SpacesBucket", name, inputs: {} }));
    const found = findings({
      rule: encryptionRequired,
      block: "resources: { spaces: { encryption_required: true } }",
      resources: buckets,
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ status: "unverifiable", level: "advisory" });
    expect(found[0]?.message).toContain(
      "cannot verify encryption at rest of the 2 buckets: Spaces has no bucket-level encryption setting, and the provider has no input for one",
    );
    expect(found[0]?.urn).toContain("pulumi:pulumi:Stack");
  });
});
