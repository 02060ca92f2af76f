import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineRule, loadSettings, rules, undecided, violation } from "@infrafabric/governor";
import { governorVersion, settingsDigest } from "@infrafabric/governor/internal";
import {
  type PolicyResource,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  Secret,
  unknownCheckingProxy,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { type GovernorPoliciesOptions, governorPolicies } from "./policies";
import { projectFolder } from "./project-folder";
import { violationOf } from "./violation";

// No engine starts these tests, so nothing tells the folder.
vi.mock(import("./pack-config"), () => ({ packConfigProblems: () => [] }));
vi.mock(import("./project-folder"), () => ({ projectFolder: vi.fn<typeof projectFolder>() }));

const sentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const line = z.object({
  stage: z.enum(["resource", "stack"]),
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  props: z.record(z.string(), z.unknown()),
  opts: z.object({ parent: z.string().optional(), protect: z.boolean().optional() }).optional(),
  parent: z.string().optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string())).optional(),
  provider: z
    .object({
      urn: z.string().default(""),
      type: z.string(),
      name: z.string(),
      props: z.record(z.string(), z.unknown()).default({}),
    })
    .optional(),
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
    protect: opts?.protect ?? false,
    ignoreChanges: [],
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
    ...(opts?.parent === undefined ? {} : { parent: opts.parent }),
  };
}

/** What a validation is shown: there the SDK unwraps secrets. */
function withoutSecrets(value: unknown): unknown {
  if (value instanceof Secret) return withoutSecrets(value.value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

/** Calls the policies of a pack as the SDK does: remediations and validations of each resource, then the stack. */
function engine(options: GovernorPoliciesOptions, packConfig: object = {}, disabled: readonly string[] = []) {
  const { policies } = governorPolicies(options);
  const isResource = (policy: object): policy is ResourceValidationPolicy => "validateResource" in policy;
  const enabled = policies.filter(({ name }) => !disabled.includes(name));
  const reports: Report[] = [];
  const asked: string[] = [];
  const reportTo = (urn: string) => (violation: unknown) =>
    void reports.push({
      urn,
      ...z
        .object({
          name: z.string(),
          // The space keeps the message apart from the name that the engine writes before it under `--diff`.
          message: z.templateLiteral([" ", z.string()]).transform((message) => message.slice(1)),
          urn: z.string(),
          enforcementLevel: z.string().default("mandatory"),
        })
        .parse(violation),
    });
  const getConfig = vi.fn().mockReturnValue(packConfig);

  return {
    policies,
    reports,
    /** Each call of a validation: policy and resource. */
    asked,
    resource(one: Line): Record<string, unknown> {
      const props: Record<string, unknown> = { ...one.props };
      const args = (shown: Record<string, unknown>): ResourceValidationArgs => ({
        ...unused,
        getConfig,
        urn: one.urn,
        type: one.type,
        name: one.name,
        opts: optionsOf(one),
        props: unknownCheckingProxy(shown),
        ...(one.provider?.urn
          ? { provider: { ...one.provider, props: unknownCheckingProxy(one.provider.props) } }
          : {}),
      });
      for (const { enforcementLevel, remediateResource } of enabled.filter(isResource)) {
        if (enforcementLevel === "remediate") remediateResource?.(args(props));
      }
      const plain = z.record(z.string(), z.unknown()).parse(withoutSecrets(props));
      // One after the other, as the SDK does: what a policy has to be asked may follow from the one before it.
      for (const policy of enabled.filter(isResource)) {
        for (const validate of [policy.validateResource ?? []].flat()) {
          asked.push(`${policy.name} ${one.name}`);
          validate(args(plain), reportTo(one.urn));
        }
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
      for (const policy of enabled) {
        // The SDK asks for it at each stage anew, and passes over a policy without it.
        const validate = "validateStack" in policy ? policy.validateStack : undefined;
        if (typeof validate !== "function") continue;
        asked.push(`${policy.name} the stack`);
        validate({ ...unused, getConfig, resources }, reportTo("the stack"));
      }
    },
  };
}

const inShort = (reports: readonly Report[]) =>
  reports.map(({ name, urn, enforcementLevel }) => `${enforcementLevel} ${name} ${urn.split("::").at(-1)}`).sort();

const at = (project: string, stack: string, preview: boolean) =>
  pulumi.runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, project, stack, preview);

/** The project's. */
let folder: string;

beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
  folder = mkdtempSync(join(tmpdir(), "pack-"));
  vi.mocked(projectFolder).mockReturnValue(folder);
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
        "advisory database-maintenance-window db",
        "advisory droplet-backups auto",
        "advisory droplet-monitoring auto",
        "advisory droplet-ssh-keys open",
        "advisory droplet-ssh-keys secretive",
        "advisory encryption-required recorded-dev",
        "advisory kubernetes-auto-upgrade k8s",
        "advisory kubernetes-control-plane-firewall k8s",
        "advisory kubernetes-sso k8s",
        "advisory kubernetes-supported-version k8s",
        "advisory load-balancer-keepalive tier-lb",
        "advisory monthly-budget recorded-dev",
        "advisory spaces-access-logging archive",
        "advisory spaces-access-logging public",
        "advisory spaces-cors-no-wildcard cors",
        "advisory spaces-lifecycle public",
        "advisory spaces-no-force-destroy public",
        "advisory spaces-versioning public",
        "mandatory app-secret-env app",
        "mandatory cdn-certificate cdn",
        "mandatory database-no-open-source db-fw",
        "mandatory database-private-network db-replica",
        "mandatory database-trusted-sources db-replica",
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
        "mandatory spaces-policy-not-public policy",
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
  props: { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", sshKeys: ["512190"], ...props },
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

  it("runs no rule but the one that repairs before the resource is judged", () => {
    const check = vi.fn().mockReturnValue([]);
    const counted = defineRule({
      ...{
        id: "acme/counted",
        group: "droplet",
        title: "Runs.",
        severity: "low",
        level: "mandatory",
        why: "w",
        fix: "f",
      },
      ...{ references: [], good: [], bad: [], undecided: [], scope: "resource", kinds: ["Droplet"], check },
    });
    engine({ settings, rules: [counted] }).resource(droplet("a"));
    expect(check).toHaveBeenCalledTimes(1);
  });

  it("leaves alone what is in order, exempt, unknown or of a rule at another level", () => {
    const exemptions = [
      { rule: "droplet-backups", resource: "exempt", reason: "stateless", owner: "ann", expires: "2035-12-31" },
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

describe("what @pulumi/aws puts into Spaces", () => {
  const provider = {
    urn: "urn:pulumi:dev::recorded::pulumi:providers:aws::spaces",
    type: "pulumi:providers:aws",
    name: "spaces",
  };
  const object: Line = {
    stage: "resource",
    urn: "urn:pulumi:dev::recorded::aws:s3/bucketObjectv2:BucketObjectv2::file",
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    name: "file",
    props: { acl: "public-read", key: "a" },
  };
  const under = (s3: string) => ({
    ...object,
    provider: { ...provider, props: { endpoints: JSON.stringify([{ s3 }]) } },
  });

  it("is judged by where its provider points", () => {
    const pack = engine({ settings: { rules: onlyThese } });
    pack.resource(under("https://s3.eu-west-1.amazonaws.com"));
    expect(pack.reports).toEqual([]);
    pack.resource({ ...under("https://nyc3.digitaloceanspaces.com"), urn: `${object.urn}-2`, name: "file-2" });
    expect(pack.reports).toMatchObject([{ name: "spaces-private-acl", enforcementLevel: "mandatory" }]);
  });
});

describe("a logical name that holds colons", () => {
  const named = (urnName: string, engineName: string): Line => ({ ...droplet(urnName), name: engineName });
  const settings = {
    providers: { digitalocean: { resources: { droplet: { backup_required: true } } } },
    rules: onlyThese,
    exemptions: [{ rule: "droplet-backups", resource: "b", reason: "stateless", owner: "ann", expires: "2999-12-31" }],
  };

  it("is that of the URN, however an engine splits it, so that an exemption meets no other resource", () => {
    const pack = engine({ settings });
    pack.resource(named("a::b", "b"));
    pack.resource(named("b", "b"));
    const lines = pack.reports.map(({ urn, message }) => `${urn.slice(53)} ${message.split(":")[0]}`);
    expect(lines.map((text) => text.replace(/^.*Droplet::/, ""))).toEqual([
      expect.stringMatching(/^a::b (?!exempt)/),
      "b exempt",
    ]);
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

  it("and rules that cannot be used stop it too", () => {
    const broken = () => Reflect.apply(governorPolicies, undefined, [{ settings: {}, rules: [{ id: "Nothing" }] }]);
    expect(broken).toThrow(pulumi.RunError);
    expect(broken).toThrow("invalid rules");
  });

  it("that are missing are required as configuration, which then holds", () => {
    const pack = engine({}, regions("sfo3"));
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("no settings were found"));
    expect(pack.policies[0]?.configSchema?.required).toEqual(["providers"]);
    pack.resource(droplet("a"));
    expect(inShort(pack.reports)).toEqual(["mandatory region-allowed a"]);
  });

  it("in the pack's configuration come before those found in a folder, and after the factory's", () => {
    writeFileSync(join(folder, "governor.yaml"), JSON.stringify(regions("ams3")));
    expect(engine({}).policies[0]?.configSchema?.required).toBeUndefined();
    const byFile = engine({});
    byFile.resource(droplet("a", { region: "ams3" }));
    const byConfig = engine({}, regions("sfo3"));
    byConfig.resource(droplet("a", { region: "sfo3" }));
    const byFactory = engine({ settings: regions("nyc3") }, regions("sfo3"));
    byFactory.resource(droplet("a", { region: "nyc3" }));
    for (const { reports } of [byFile, byConfig, byFactory]) expect(reports).toEqual([]);
    expect(console.error).toHaveBeenCalledWith(`governed by ${join(folder, "governor.yaml")}`);
    expect(console.error).toHaveBeenCalledWith("governed by --policy-pack-config");
  });

  it("in a governor.yaml that is wrong stop the pack, whatever comes before it", () => {
    writeFileSync(join(folder, "governor.yaml"), "provider: {}\n");
    vi.stubEnv("GOVERNOR_CONFIG", join(folder, "good.yaml"));
    writeFileSync(join(folder, "good.yaml"), JSON.stringify(regions("ams3")));
    for (const options of [{}, { settings: regions("nyc3") }]) {
      expect(() => governorPolicies(options)).toThrow(/governor\.yaml:1:1 .*did you mean "providers"/);
    }
  });

  it("are asked for where the project's folder is unknown, and nobody guesses", () => {
    vi.mocked(projectFolder).mockReturnValue({ unknownBecause: "nobody tells" });
    const pack = engine({}, regions("sfo3"));
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining("set GOVERNOR_CONFIG to the absolute path"));
    expect(pack.policies[0]?.configSchema?.required).toEqual(["providers"]);
  });

  it("in the pack's configuration that are wrong are a mandatory finding on whatever comes first", () => {
    const pack = engine({}, { providers: { digitalocean: { regions: { allowed: ["sfo9"] } } } });
    for (const name of ["a", "b"]) pack.resource(droplet(name));
    expect(pack.reports).toMatchObject([
      { name: "governor", enforcementLevel: "mandatory", message: expect.stringContaining('unknown region "sfo9"') },
    ]);
    pack.stack([]);
    expect(pack.reports).toHaveLength(1);
  });
});

describe("a governed component", () => {
  const component = (governor: unknown): Line => ({
    stage: "resource",
    urn: "urn:pulumi:dev::recorded::infrafabric-digitalocean:index:GovernedWebTier::web",
    type: "infrafabric-digitalocean:index:GovernedWebTier",
    name: "web",
    props: { governor },
  });
  const settings = { providers: { digitalocean: { cost_limit_monthly: 12 } } };
  const digest = settingsDigest(
    loadSettings({
      order: "pack",
      explicit: settings,
      env: {},
      startDir: "/",
      rules,
      project: "recorded",
      stack: "dev",
    }),
  );

  it("that went by the pack's own settings is no finding, nor is another that means something else by governor", () => {
    const pack = engine({ settings });
    pack.resource(component({ digest, version: governorVersion }));
    pack.resource({ ...component("someone"), urn: "urn:pulumi:dev::recorded::other:index:Component::other" });
    expect(pack.reports).toEqual([]);
  });

  it("that went by other settings is a mandatory one, in a preview and during up", async () => {
    for (const preview of [true, false]) {
      await at("recorded", "dev", preview);
      const pack = engine({ settings });
      pack.resource(component({ digest: "0123456789abcdef", version: governorVersion }));
      expect(inShort(pack.reports)).toEqual(["mandatory governor web"]);
      expect(pack.reports[0]?.message).toContain("set GOVERNOR_CONFIG");
    }
  });

  it("is held to its controls, which the settings do not ask for", () => {
    const pack = engine({ settings });
    const parent = component({}).urn;
    pack.resource(component({ digest, version: governorVersion, controls: ["droplet-monitoring"] }));
    const droplet = (name: string, opts?: Line["opts"]): Line => ({
      stage: "resource",
      urn: `urn:pulumi:dev::recorded::digitalocean:index/droplet:Droplet::${name}`,
      type: "digitalocean:index/droplet:Droplet",
      name,
      props: { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", sshKeys: ["512190"], vpcUuid: "v" },
      ...(opts === undefined ? {} : { opts }),
    });
    pack.resource(droplet("inside", { parent }));
    pack.resource(droplet("outside"));
    expect(inShort(pack.reports)).toEqual(["mandatory droplet-monitoring inside"]);
  });

  it("of another version is told to use the same one", () => {
    const pack = engine({ settings });
    pack.resource(component({ digest: "0123456789abcdef", version: "0.0.1" }));
    expect(pack.reports[0]?.message).toContain(`the component has 0.0.1, this is ${governorVersion}`);
  });
});

describe("what the stack costs", () => {
  const costs = () => vi.mocked(console.error).mock.calls.filter(([text]) => String(text).startsWith("monthly cost: "));

  it("is printed once where the preview passes", () => {
    const pack = engine({ settings: { rules: onlyThese } });
    const one = droplet("a", { size: "s-1vcpu-1gb" });
    pack.resource(one);
    pack.stack([one]);
    expect(costs()).toEqual([["monthly cost: $6"]]);
  });

  it("is not printed where it does not", () => {
    const pack = engine({ settings: { providers: { digitalocean: { cost_limit_monthly: 5 } }, rules: onlyThese } });
    const one = droplet("a", { size: "s-1vcpu-1gb" });
    pack.resource(one);
    pack.stack([one]);
    expect(inShort(pack.reports)).toEqual(["mandatory monthly-budget recorded-dev"]);
    expect(costs()).toEqual([]);
  });
});

describe("secrets", () => {
  const settings = {
    providers: {
      digitalocean: {
        cost_limit_monthly: 5,
        resources: { droplet: { allowed_sizes: ["s-1vcpu-1gb"] } },
        required_tags: ["owner"],
      },
    },
    tags: { default: { owner: "web" } },
    rules: { ...onlyThese, "required-tags": "remediate" },
  };

  it("that the program makes are not shown, though they look like any slug", () => {
    const pack = engine({ settings });
    pack.resource(droplet("a", { size: new Secret("generated-pw-99"), tags: ["owner:web"] }));
    pack.stack([]);
    expect(inShort(pack.reports)).toEqual([
      "advisory monthly-budget recorded-dev",
      "mandatory platform-limits a",
      "mandatory size-allowed a",
    ]);
    expect(JSON.stringify(pack.reports)).not.toContain("generated-pw");
  });

  it.each([
    ["a list that is one", new Secret(["team:secretive"])],
    ["an element", ["a:b", new Secret("team:secretive")]],
    ["a tag that keeps the rule", new Secret(["owner:me"])],
  ])("are not overwritten by a remediation: %s", (_, tags) => {
    const pack = engine({ settings });
    expect(pack.resource(droplet("a", { tags })).tags).toBe(tags);
  });
});

describe("a rule that waits for the end of a preview", () => {
  const onVcpus = defineRule({
    id: "acme/few-vcpus",
    group: "droplet",
    title: "Droplets are small.",
    severity: "low",
    level: "mandatory",
    why: "A test.",
    fix: "make it smaller",
    references: [],
    good: [],
    bad: [],
    undecided: [],
    scope: "resource",
    kinds: ["Droplet"],
    *check(resource) {
      const vcpus = resource.read("vcpus");
      if (vcpus.state === "unknown") yield undecided(vcpus, "not known yet");
      else if ((vcpus.number() ?? 0) > 4) yield violation(vcpus, "too many");
    },
  });

  it("is told what it finds then", () => {
    const settings = { providers: { digitalocean: {} }, rules: onlyThese };
    const pack = engine({ settings, rules: [onVcpus] });
    pack.resource(droplet("a"));
    expect(pack.reports).toEqual([]);
    pack.stack([droplet("a", { vcpus: 8 })]);
    expect(inShort(pack.reports)).toEqual(["mandatory acme/few-vcpus a"]);
  });
});

describe("a program that registers nothing", () => {
  it("is said to be one", () => {
    const pack = engine({ settings: seed });
    const stack: Line = {
      ...droplet("recorded-dev"),
      urn: "urn:pulumi:dev::recorded::pulumi:pulumi:Stack::recorded-dev",
      type: "pulumi:pulumi:Stack",
    };
    pack.resource(stack);
    pack.stack([stack]);
    expect(pack.reports).toMatchObject([
      { enforcementLevel: "advisory", message: "the program registered no resources: nothing was checked" },
    ]);
  });
});

describe("a floor", () => {
  const allowing = (...allowed: readonly string[]) => ({
    providers: { digitalocean: { regions: { allowed } } },
    rules: onlyThese,
  });
  const floor = allowing("nyc3", "ams3");

  it("is settings enough, and what the project says only tightens it", () => {
    const levels = () => {
      const pack = engine({ floor });
      for (const region of ["nyc1", "nyc3"]) pack.resource(droplet(region, { region }));
      return inShort(pack.reports);
    };
    expect(levels()).toEqual(["mandatory region-allowed nyc1"]);
    expect(console.error).toHaveBeenCalledWith("governed by governorPolicies({ floor })");

    const file = join(folder, "governor.yaml");
    writeFileSync(file, JSON.stringify({ providers: { digitalocean: { regions: { allowed: ["ams3"] } } } }));
    expect(levels()).toEqual(["mandatory region-allowed nyc1", "mandatory region-allowed nyc3"]);
    expect(console.error).toHaveBeenLastCalledWith(`governed by ${file} under the floor governorPolicies({ floor })`);
  });

  it("stops the pack where the project loosens it, and where its own configuration does", () => {
    const message = /"nyc1" is not allowed by the floor/;
    const pack = engine({ floor }, allowing("nyc1"));
    pack.resource(droplet("a", { region: "nyc1" }));
    expect(pack.reports).toMatchObject([{ name: "governor", enforcementLevel: "mandatory" }]);
    expect(pack.reports[0]?.message).toMatch(message);
    writeFileSync(join(folder, "governor.yaml"), JSON.stringify(allowing("nyc1")));
    expect(() => governorPolicies({ floor })).toThrow(message);
  });

  it("and settings are named by absolute paths, since others would be read in the app's folder", () => {
    writeFileSync(join(folder, "strict.yaml"), "tags: {}\n");
    for (const option of ["settings", "floor"]) {
      expect(() => governorPolicies({ [option]: "strict.yaml" })).toThrow(
        /"strict\.yaml" is a relative path, which would be resolved in the folder of the app that the pack checks/,
      );
      expect(() => governorPolicies({ [option]: join(folder, "strict.yaml") })).not.toThrow();
    }
  });

  it("and an environment that the pack is made for come before stack config", () => {
    const environments = { production: { production: true }, dev: {} };
    for (const option of ["settings", "floor"]) {
      pulumi.runtime.setAllConfig({ "governor:environment": "dev" });
      expect(() => governorPolicies({ [option]: { environments }, environment: "production" })).toThrow(
        /governorPolicies\({ environment }\) selects "production", but stack config governor:environment selects "dev"/,
      );
      pulumi.runtime.setAllConfig({});
      engine({ [option]: { environments }, environment: "production" }).resource(droplet("a"));
      expect(console.error).toHaveBeenLastCalledWith(expect.stringContaining(", environment production"));
    }
  });

  it("is what a component has to extend whose settings differ", () => {
    const pack = engine({ floor });
    const type = "infrafabric-digitalocean:index:GovernedWebTier";
    pack.resource({
      stage: "resource",
      urn: `urn:pulumi:dev::recorded::${type}::web`,
      type,
      name: "web",
      props: { governor: { digest: "other", version: governorVersion } },
    });
    expect(pack.reports[0]?.message).toMatch(
      /used different settings.*\nfix: add `extends:` to the project's governor/,
    );
  });

  it("further up is not hidden, but another governor.yaml is, which the first line says", () => {
    const below = join(folder, "app");
    mkdirSync(below);
    const [above, near] = [join(folder, "governor.yaml"), join(below, "governor.yaml")];
    writeFileSync(above, JSON.stringify(floor));
    vi.mocked(projectFolder).mockReturnValue(below);
    const firstLine = (text: string) => {
      writeFileSync(near, text);
      engine({}).resource(droplet("a"));
      return vi.mocked(console.error).mock.lastCall?.[0];
    };
    expect(firstLine("tags: {}\n")).toBe(`governed by ${near}; it hides ${above}, which is not read`);
    expect(firstLine("extends: ../governor.yaml\n")).toBe(`governed by ${near} under the floor ${above}`);
  });
});

describe("the option protect", () => {
  it("is seen by a rule, and its absence too", () => {
    const settings = {
      providers: { digitalocean: {} },
      environments: { production: { stacks: ["recorded/dev"], production: true } },
    };
    const pack = engine({ settings });
    const type = "digitalocean:index/volume:Volume";
    for (const [name, protect] of [
      ["kept", true],
      ["bare", false],
    ] as const) {
      const urn = `urn:pulumi:dev::recorded::${type}::${name}`;
      pack.resource({ stage: "resource", urn, type, name, props: { region: "nyc3", size: 100 }, opts: { protect } });
    }
    expect(inShort(pack.reports)).toEqual(["mandatory protect-stateful bare"]);
  });
});

describe("report only", () => {
  const settings = {
    providers: {
      digitalocean: {
        regions: { allowed: ["nyc3"] },
        resources: { droplet: { max_per_account: 1, backup_required: true } },
      },
    },
    rules: { ...onlyThese, "droplet-backups": "remediate" },
  };
  const reporting = { ...settings, enforcement: "report" };
  const judged = (options: GovernorPoliciesOptions) => {
    const pack = engine(options);
    const [a, b] = [droplet("a", { region: "nyc1" }), droplet("b")];
    expect(pack.resource(a).backups).toBeUndefined();
    pack.resource(b);
    pack.resource({
      ...droplet("tier"),
      urn: "urn:pulumi:dev::recorded::acme:index:Tier::tier",
      type: "acme:index:Tier",
      props: { governor: { digest: "0123456789abcdef", version: governorVersion } },
    });
    pack.stack([a, b]);
    return pack.reports;
  };

  it.each([
    ["in the settings", { settings: reporting }, "enforcement: report"],
    ["as an option of the pack", { settings, enforcement: "report" }, "governorPolicies({ enforcement })"],
  ] as const)("%s finds everything, stops nothing, repairs nothing and says so first", (_, options, by) => {
    expect(inShort(judged(options))).toEqual([
      "advisory droplet-backups a",
      "advisory droplet-backups b",
      "advisory governor tier",
      "advisory quota recorded-dev",
      "advisory region-allowed a",
    ]);
    expect(vi.mocked(console.error).mock.calls[0]?.[0]).toBe(
      `governed by the settings given to the policy pack; report only (${by}): nothing is blocked`,
    );
  });

  it("marks what would have blocked", () => {
    const { message } = judged({ settings: reporting }).find(({ name }) => name === "region-allowed") ?? {};
    expect(message).toMatch(/^would block: region: /);
  });

  it("of the settings is outranked by the pack", () => {
    const pack = engine({ settings: reporting, enforcement: "enforce" });
    pack.resource(droplet("a", { region: "nyc1", backups: true }));
    expect(inShort(pack.reports)).toEqual(["mandatory region-allowed a"]);
    expect(console.error).toHaveBeenCalledWith("governed by the settings given to the policy pack");
  });

  it("lets through no settings that are wrong, and no option that is", () => {
    const wrong = { ...reporting, providers: { digitalocean: { regions: { allowed: ["sfo9"] } } } };
    expect(() => engine({ settings: wrong })).toThrow(/unknown region "sfo9"/);
    expect(() => Reflect.apply(governorPolicies, undefined, [{ settings, enforcement: "off" }])).toThrow(
      /^governorPolicies: enforcement: .*allowed: enforce, report$/,
    );
  });

  it("is not judged by options that are wrong, such as a floor that is not there", () => {
    for (const wrong of [{ flor: settings }, { floor: undefined }])
      expect(() => Reflect.apply(governorPolicies, undefined, [{ settings, ...wrong }])).toThrow(pulumi.RunError);
  });

  it("of a pack leaves the digest of its settings as it is", () => {
    const loaded = loadSettings({
      ...{ order: "pack", explicit: settings, env: {}, startDir: folder, rules },
      ...{ project: "recorded", stack: "dev" },
    });
    const pack = engine({ settings, enforcement: "report" });
    const governor = { digest: settingsDigest(loaded), version: governorVersion };
    pack.resource({ ...droplet("tier"), type: "acme:index:Tier", props: { governor } });
    expect(pack.reports).toEqual([]);
  });
});

describe("a level in a configuration of the pack that it cannot see", () => {
  it("is the engine's to apply, but for settings that are wrong", () => {
    const { policies } = governorPolicies({
      settings: { providers: { digitalocean: { regions: { allowed: ["nyc3"] } } } },
    });
    expect(policies.map(({ enforcementLevel }) => enforcementLevel)).not.toContain("advisory");
    const finding = { rule: "r", level: "mandatory", severity: "low", status: "violation", urn: "u" } as const;
    const rest = { fingerprint: "0", message: "m", fix: "f" };
    expect(violationOf({ ...finding, ...rest })).not.toHaveProperty("enforcementLevel");
    expect(violationOf({ ...finding, ...rest, level: "advisory" }).enforcementLevel).toBe("advisory");
  });
});

describe("what --target leaves out", () => {
  it.each([
    [["a"], "1 new resource is excluded by --target and was not checked"],
    [["a", "b"], "2 new resources are excluded by --target and were not checked"],
  ])("is not judged, and a notice says so: %j", (names, words) => {
    const pack = engine({ settings: seed });
    const left = names.map((name): Line => ({ ...droplet(name), props: {} }));
    for (const one of left) pack.resource(one);
    pack.stack(left);
    expect(pack.reports).toMatchObject([
      { name: "governor-conclusion", enforcementLevel: "advisory", message: expect.stringContaining(words) },
    ]);
  });
});

describe("policies that are switched off in the pack's configuration", () => {
  const settings = { providers: { digitalocean: { regions: { allowed: ["nyc3"] } } }, rules: onlyThese };

  it("do not switch off the others", () => {
    const pack = engine({ settings }, {}, ["governor"]);
    pack.resource(droplet("a", { region: "nyc1" }));
    expect(inShort(pack.reports)).toEqual(["mandatory region-allowed a"]);
  });

  it("are named at the end, and refused under a floor", () => {
    const off = ["governor", "region-allowed", "monthly-budget", "volume-max-size"];
    for (const [options, level] of [
      [{ settings }, "advisory"],
      [{ floor: settings }, "mandatory"],
    ] as const) {
      const pack = engine(options, {}, off);
      const one = droplet("a", { region: "nyc1" });
      pack.resource(one);
      pack.stack([one]);
      expect(pack.reports.filter(({ message }) => message.startsWith("disabled in"))).toMatchObject([
        {
          name: "governor-conclusion",
          enforcementLevel: level,
          message: expect.stringContaining("not checked: governor, monthly-budget, region-allowed"),
        },
      ]);
    }
  });

  it("leave a word that nothing was judged where none is left that looks at a resource", () => {
    const all = engine({ settings }).policies.map(({ name }) => name);
    const pack = engine(
      { settings },
      {},
      all.filter((name) => name !== "governor-conclusion"),
    );
    pack.resource(droplet("a", { region: "nyc1" }));
    pack.stack([]);
    expect(inShort(pack.reports)).toEqual(["mandatory governor recorded-dev"]);
  });
});

describe("policies, each of which the SDK reads a resource for", () => {
  const settings = {
    providers: { digitalocean: { regions: { allowed: ["nyc3"] }, cost_limit_monthly: 1 } },
    rules: onlyThese,
  };
  const rulesAsked = (pack: ReturnType<typeof engine>, at: string) =>
    pack.asked.filter((call) => call.endsWith(` ${at}`)).map((call) => call.split(" ")[0]);

  it("are asked once, and then only where their rule has something to say", () => {
    const pack = engine({ settings });
    const resources = [droplet("a"), droplet("b", { region: "nyc1" }), droplet("c"), droplet("d", { region: "nyc2" })];
    for (const one of resources) pack.resource(one);
    expect(rulesAsked(pack, "a")).toEqual(
      expect.arrayContaining(rules.filter(({ scope }) => scope === "resource").map(({ id }) => id)),
    );
    expect(rulesAsked(pack, "b")).toEqual(["governor", "region-allowed"]);
    expect(rulesAsked(pack, "c")).toEqual(["governor"]);
    expect(rulesAsked(pack, "d")).toEqual(["governor", "region-allowed"]);
    expect(inShort(pack.reports)).toEqual(["mandatory region-allowed b", "mandatory region-allowed d"]);

    pack.stack(resources);
    // The first of them sees the stack for all.
    const first = rules.find(({ scope }) => scope !== "resource")?.id;
    expect(rulesAsked(pack, "stack")).toEqual([...new Set([first, "monthly-budget", "governor-conclusion"])]);
    expect(pack.reports.filter(({ message }) => message.startsWith("disabled in"))).toEqual([]);
  });

  it("are asked of every resource where the first of them, which knows beforehand, is disabled", () => {
    const pack = engine({ settings }, {}, ["governor"]);
    for (const name of ["a", "b"]) pack.resource(droplet(name));
    expect(rulesAsked(pack, "b")).toEqual(rulesAsked(pack, "a"));
    expect(rulesAsked(pack, "b")).toContain("region-allowed");
  });

  it("report the same of a resource that is shown twice", () => {
    const pack = engine({ settings });
    for (const one of [droplet("a"), droplet("b", { region: "nyc1" }), droplet("b", { region: "nyc1" })])
      pack.resource(one);
    expect(inShort(pack.reports)).toEqual(["mandatory region-allowed b", "mandatory region-allowed b"]);
  });
});

describe("policies", () => {
  it("are one for each rule, with its severity and words, own rules included", () => {
    const own = defineRule({
      id: "acme/own-rule",
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
    expect(policies.find(({ name }) => name === "acme/own-rule")).toMatchObject({
      severity: "low",
      description: "Own rules count.",
      url: "https://example.com/own-rule",
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
