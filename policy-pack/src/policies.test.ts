import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineRule, violation } from "@infrafabric/governor";
import {
  type PolicyResource,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
  unknownCheckingProxy,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { type GovernorPoliciesOptions, governorPolicies } from "./policies";

const sentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const line = z.object({
  stage: z.enum(["resource", "stack"]),
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  props: z.record(z.string(), z.unknown()),
  opts: z.object({ parent: z.string().optional() }).optional(),
  parent: z.string().optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string())).optional(),
});
type Line = z.infer<typeof line>;

/** What the real engine showed a pack: unknowns were written as `{"$unknown":true}`, secrets are plain text. */
const recorded: readonly Line[] = readFileSync(new URL("../../test/recorded/analyzer.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((text) => line.parse(JSON.parse(text.replaceAll('{"$unknown":true}', JSON.stringify(sentinel)))));

interface Report {
  readonly name: string;
  readonly message: string;
  readonly urn: string;
  readonly enforcementLevel: string;
}

/** The parts of a call that the policies here do not look at. */
const unused = {
  stackTags: new Map<string, string>(),
  isType: vi.fn(),
  asType: vi.fn(),
  notApplicable: vi.fn<() => never>(),
};

function optionsOf({ opts }: Pick<Line, "opts">) {
  return {
    protect: false,
    ignoreChanges: [],
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
    ...(opts?.parent === undefined ? {} : { parent: opts.parent }),
  };
}

/** Calls the policies of a pack as the SDK does: remediations and validations of each resource, then the stack. */
function engine(options: GovernorPoliciesOptions, packConfig: object = {}) {
  const { policies } = governorPolicies(options);
  const isResource = (policy: object): policy is ResourceValidationPolicy => "validateResource" in policy;
  const isStack = (policy: object): policy is StackValidationPolicy => "validateStack" in policy;
  const reports: Report[] = [];
  const reportTo = (urn: string) => (violation: unknown) =>
    void reports.push({
      urn,
      ...z
        .object({ name: z.string(), message: z.string(), urn: z.string(), enforcementLevel: z.string() })
        .parse(violation),
    });
  const getConfig = vi.fn().mockReturnValue(packConfig);

  return {
    policies,
    reports,
    resource(one: Line): Record<string, unknown> {
      const props: Record<string, unknown> = structuredClone(one.props);
      const args = (): ResourceValidationArgs => ({
        ...unused,
        getConfig,
        urn: one.urn,
        type: one.type,
        name: one.name,
        opts: optionsOf(one),
        props: unknownCheckingProxy(props),
      });
      for (const policy of policies.filter(isResource)) {
        if (policy.enforcementLevel === "remediate") policy.remediateResource?.(args());
      }
      for (const { validateResource } of policies.filter(isResource)) {
        if (typeof validateResource === "function") validateResource(args(), reportTo(one.urn));
      }
      return props;
    },
    stack(lines: readonly Line[]): void {
      const resources = lines.map(
        (one): PolicyResource => ({
          ...unused,
          urn: one.urn,
          type: one.type,
          name: one.name,
          opts: optionsOf(one),
          props: unknownCheckingProxy(one.props),
          dependencies: [],
          propertyDependencies: {},
        }),
      );
      const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
      for (const [index, { parent, propertyDependencies = {} }] of lines.entries()) {
        const resource = resources[index];
        if (resource === undefined) continue;
        const found = byUrn.get(parent ?? "");
        if (found !== undefined) resource.parent = found;
        for (const [property, urns] of Object.entries(propertyDependencies)) {
          resource.propertyDependencies[property] = urns.flatMap((urn) => byUrn.get(urn) ?? []);
        }
      }
      for (const policy of policies.filter(isStack))
        policy.validateStack({ ...unused, getConfig, resources }, reportTo("the stack"));
    },
  };
}

const inShort = (reports: readonly Report[]) =>
  reports.map(({ name, urn, enforcementLevel }) => `${enforcementLevel} ${name} ${urn.split("::").at(-1)}`).sort();

const at = (project: string, stack: string, preview: boolean) =>
  pulumi.runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, project, stack, preview);

beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
  vi.stubEnv("PWD", mkdtempSync(join(tmpdir(), "pack-")));
  await at("recorded", "dev", true);
});

const seed = {
  providers: {
    digitalocean: {
      cost_limit_monthly: 500,
      regions: { allowed: ["nyc3", "sfo3", "ams3"], disallowed: ["nyc1", "sfo1"] },
      resources: {
        droplet: {
          max_per_account: 4,
          allowed_sizes: ["s-1vcpu-1gb", "s-2vcpu-2gb"],
          backup_required: true,
          monitoring_required: true,
        },
        spaces: { encryption_required: true },
      },
      required_tags: ["environment", "cost_center"],
    },
  },
};

describe("what the engine showed a pack, recorded", () => {
  const stages = (stage: Line["stage"]) => recorded.filter((one) => one.stage === stage);
  const run = (settings: object) => {
    const pack = engine({ settings });
    for (const one of stages("resource")) pack.resource(one);
    const atResources = pack.reports.length;
    pack.stack(stages("stack"));
    return { reports: pack.reports, atResources };
  };

  it("is judged whole", () => {
    const { reports } = run(seed);
    expect(inShort(reports)).toMatchInlineSnapshot(`
      [
        "advisory droplet-monitoring auto",
        "advisory encryption-required recorded-dev",
        "advisory monthly-budget recorded-dev",
        "advisory spaces-lifecycle public",
        "advisory spaces-versioning public",
        "mandatory droplet-backups auto",
        "mandatory droplet-backups open",
        "mandatory droplet-backups secretive",
        "mandatory droplet-behind-firewall auto",
        "mandatory droplet-behind-firewall open",
        "mandatory droplet-behind-firewall secretive",
        "mandatory droplet-in-vpc auto",
        "mandatory droplet-in-vpc open",
        "mandatory droplet-in-vpc secretive",
        "mandatory droplet-monitoring open",
        "mandatory droplet-monitoring secretive",
        "mandatory firewall-no-public-admin-ports wide",
        "mandatory firewall-no-public-ingress wide",
        "mandatory quota recorded-dev",
        "mandatory region-allowed auto",
        "mandatory region-allowed open",
        "mandatory region-allowed registry",
        "mandatory required-tags auto",
        "mandatory required-tags data",
        "mandatory required-tags db",
        "mandatory required-tags db-replica",
        "mandatory required-tags k8s",
        "mandatory required-tags k8s",
        "mandatory required-tags open",
        "mandatory required-tags pool",
        "mandatory required-tags secretive",
        "mandatory size-allowed auto",
        "mandatory size-allowed k8s",
        "mandatory size-allowed open",
        "mandatory spaces-private-acl object",
        "mandatory spaces-private-acl public",
      ]
    `);
  });

  it("waits with what is unknown until the stack stage tells where it comes from", () => {
    const { reports, atResources } = run(seed);
    expect(reports.slice(0, atResources).filter(({ message }) => message.startsWith("undecided"))).toEqual([]);
    const ofTier = reports.filter(({ urn }) => urn.endsWith("::tier-a"));
    expect(inShort(ofTier)).toEqual([]);
  });

  it("does not leak a secret, though all of them are plain text here", () => {
    const { reports } = run({
      ...seed,
      rules: { "firewall-no-public-ingress": { level: "mandatory", params: { allowed_ports: [] } } },
    });
    const secrets = ["not-a-real-password", "export P="];
    expect(JSON.stringify(recorded)).toContain(secrets[0]);
    for (const secret of secrets) expect(JSON.stringify(reports)).not.toContain(secret);
  });
});

const droplet = (name: string, props: Record<string, unknown> = {}): Line => ({
  stage: "resource",
  urn: `urn:pulumi:dev::recorded::digitalocean:index/droplet:Droplet::${name}`,
  type: "digitalocean:index/droplet:Droplet",
  name,
  props: { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", ...props },
});
const onlyThese = { "droplet-in-vpc": "disabled", "droplet-behind-firewall": "disabled" };

describe("limits of the stack", () => {
  const settings = {
    providers: { digitalocean: { resources: { droplet: { max_per_account: 1 } } } },
    rules: onlyThese,
  };

  it("are told once at the end of a preview", () => {
    const pack = engine({ settings });
    for (const name of ["a", "b", "c"]) pack.resource(droplet(name));
    expect(pack.reports).toEqual([]);
    pack.stack([]);
    expect(inShort(pack.reports)).toEqual(["mandatory quota recorded-dev"]);
  });

  it("stop the resource that breaks them during up", async () => {
    await at("recorded", "dev", false);
    const pack = engine({ settings });
    for (const name of ["a", "b"]) pack.resource(droplet(name));
    expect(inShort(pack.reports)).toEqual(["mandatory quota b"]);
  });

  it("start anew when the same process sees a resource again", async () => {
    await at("recorded", "dev", false);
    const pack = engine({ settings });
    for (const name of ["a", "a", "a"]) pack.resource(droplet(name));
    expect(pack.reports).toEqual([]);
  });
});

describe("an unknown during up", () => {
  it("is told at the resource, as there is no later", async () => {
    await at("recorded", "dev", false);
    const settings = {
      providers: { digitalocean: { resources: { droplet: { backup_required: true } } } },
      rules: onlyThese,
    };
    const pack = engine({ settings });
    pack.resource(droplet("a", { backups: sentinel }));
    expect(inShort(pack.reports)).toEqual(["advisory droplet-backups a"]);
  });
});

describe("remediation", () => {
  const settings = {
    providers: { digitalocean: { resources: { droplet: { backup_required: true } } } },
    rules: { ...onlyThese, "droplet-backups": "remediate" },
  };

  it("sets the input, and reports what it did", () => {
    const pack = engine({ settings });
    pack.resource(droplet("first", { backups: true }));
    expect(pack.resource(droplet("a", { userData: "export P=not-a-real-password" }))).toMatchObject({ backups: true });
    expect(pack.reports).toMatchObject([
      { name: "droplet-backups", enforcementLevel: "advisory", message: expect.stringMatching(/^remediated: /) },
    ]);
  });

  it("leaves alone what is in order, exempt, unknown or of a rule at another level", () => {
    const exemptions = [
      { rule: "droplet-backups", resource: "exempt", reason: "stateless", owner: "ann", expires: "2999-12-31" },
    ];
    const pack = engine({ settings: { ...settings, exemptions } });
    pack.resource(droplet("first", { backups: true }));
    expect(pack.resource(droplet("exempt"))).not.toHaveProperty("backups");
    expect(pack.resource(droplet("later", { backups: sentinel })).backups).toBe(sentinel);
    const mandatory = engine({ settings: { ...settings, rules: onlyThese } });
    mandatory.resource(droplet("first"));
    expect(mandatory.resource(droplet("a"))).not.toHaveProperty("backups");
    expect(pack.reports.map(({ message }) => message.split("\n")[0])).toEqual([expect.stringMatching(/^exempt: /)]);
  });
});

describe("settings", () => {
  const regions = (allowed: string) => ({
    providers: { digitalocean: { regions: { allowed: [allowed] } } },
    rules: onlyThese,
  });

  it("that are wrong stop the pack as it loads, with text alone", () => {
    const broken = () => governorPolicies({ settings: { provider: {} } });
    expect(broken).toThrow(pulumi.RunError);
    expect(broken).toThrow('did you mean "providers"');
  });

  it("that are missing are required as configuration, which then holds", () => {
    const pack = engine({}, regions("sfo3"));
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("no settings were found"));
    expect(pack.policies[0]?.configSchema?.required).toEqual(["providers"]);
    pack.resource(droplet("a"));
    expect(inShort(pack.reports)).toEqual(["mandatory region-allowed a"]);
  });

  it("in the pack's configuration come before those found in a folder, and after the factory's", () => {
    writeFileSync(join(process.env.PWD ?? "", "governor.yaml"), JSON.stringify(regions("ams3")));
    expect(engine({}).policies[0]?.configSchema?.required).toBeUndefined();
    const byFile = engine({});
    byFile.resource(droplet("a", { region: "ams3" }));
    const byConfig = engine({}, regions("sfo3"));
    byConfig.resource(droplet("a", { region: "sfo3" }));
    const byFactory = engine({ settings: regions("nyc3") }, regions("sfo3"));
    byFactory.resource(droplet("a", { region: "nyc3" }));
    for (const { reports } of [byFile, byConfig, byFactory]) expect(reports).toEqual([]);
  });

  it("in the pack's configuration that are wrong are a mandatory finding on whatever comes first", () => {
    const pack = engine({}, { providers: { digitalocean: { regions: { allowed: ["sfo9"] } } } });
    pack.resource(droplet("a"));
    expect(pack.reports).toMatchObject([
      { name: "governor", enforcementLevel: "mandatory", message: expect.stringContaining('unknown region "sfo9"') },
    ]);
    pack.stack([]);
    expect(pack.reports).toHaveLength(1);
  });
});

describe("policies", () => {
  it("are one for each rule, with its level, severity and words, own rules included", () => {
    const own = defineRule({
      id: "own-rule",
      group: "governance",
      title: "Own rules count.",
      severity: "low",
      level: "advisory",
      why: "They do.",
      fix: "nothing",
      references: ["https://example.com/own-rule"],
      good: [],
      bad: [],
      undecided: [],
      scope: "resource",
      kinds: ["Droplet"],
      check: () => [violation(undefined, "found")],
    });
    const { policies } = engine({ settings: seed, rules: [own] });
    const names = policies.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(policies.find(({ name }) => name === "own-rule")).toMatchObject({
      enforcementLevel: "advisory",
      severity: "low",
      description: "Own rules count.",
      url: "https://example.com/own-rule",
    });
    expect(policies.find(({ name }) => name === "droplet-backups")).toMatchObject({ enforcementLevel: "mandatory" });
    expect(policies.find(({ name }) => name === "resource-type-allowed")).toMatchObject({
      enforcementLevel: "disabled",
    });
  });

  it("name a type that nobody governs", () => {
    const pack = engine({ settings: seed });
    const strange = { ...droplet("x"), type: "digitalocean:index/future:Future" };
    pack.resource(strange);
    pack.stack([strange]);
    expect(pack.reports.find(({ name }) => name === "governor-conclusion")?.message).toContain(
      "Future is not governed",
    );
  });
});
