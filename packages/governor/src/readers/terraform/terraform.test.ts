import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../evaluate";
import { rules } from "../../rules";
import type { Settings } from "../../settings/settings";
import { plainSettings } from "../../test/settings";
import { reasonOf } from "../../view/reason";
import type { StackView } from "../../view/stack";
import { parseUrn } from "../../view/urn";
import { hidden } from "../../view/value";
import { readStack } from "../read";

const recorded = (name: string) =>
  readStack(readFileSync(new URL(`../../../../../test/recorded/terraform/${name}`, import.meta.url), "utf8"), name);
const named = (stack: StackView, address: string) => {
  const found = stack.resources.find(({ name }) => name === address);
  if (found === undefined) throw new Error(`no resource ${address}`);
  return found;
};
const settings: Settings = {
  ...plainSettings,
  digitalocean: { enabled: true, required_tags: ["owner"], resources: { droplet: { backup_required: true } } },
};
const found = (stack: StackView, ...ids: readonly string[]) =>
  evaluate(stack, settings, rules)
    .findings.filter(({ rule }) => ids.includes(rule))
    .map(({ rule, urn, status, path }) => [rule, parseUrn(urn)?.name, status, ...(path === undefined ? [] : [path])]);

describe("a plan of Terraform in which everything is new", () => {
  const stack = recorded("plan-create.json");

  it("has each resource under its address, in its module, with the kind of Pulumi's class", () => {
    expect(stack.ofKind("Droplet").map(({ name }) => name)).toEqual([
      "digitalocean_droplet.app[0]",
      "digitalocean_droplet.app[1]",
      "digitalocean_droplet.bare",
      "digitalocean_droplet.elsewhere",
    ]);
    const vpc = named(stack, 'module.net["blue"].digitalocean_vpc.this');
    expect(vpc.urn).toBe(
      'urn:pulumi:default::terraform::terraform:index:Module$digitalocean:index/vpc:Vpc::module.net["blue"].digitalocean_vpc.this',
    );
    expect(stack.resource(vpc.parent ?? "")).toMatchObject({ name: 'module.net["blue"]', custom: false });
    for (const { urn, name, type } of stack.resources) expect(parseUrn(urn)).toMatchObject({ name, type });
  });

  it("has inputs as Pulumi has them", () => {
    const droplet = named(stack, "digitalocean_droplet.app[0]");
    expect(droplet.read("backupPolicy.weekday").text()).toBe("SUN");
    expect(droplet.read("region").text()).toBe("nyc3");
    expect(named(stack, "digitalocean_firewall.web").read("inboundRules[1].sourceAddresses[1]").text()).toBe("::/0");
    expect(named(stack, "digitalocean_kubernetes_cluster.k").read("nodePool.labels.tier").text()).toBe("web");
    expect(named(stack, "digitalocean_app.app").read("spec.domainNames[0].name").text()).toBe("app.example.com");
    expect(named(stack, "digitalocean_record.www").kind?.name).toBe("DnsRecord");
  });

  it("takes for unknown what the configuration sets, and for absent what the provider computes", () => {
    expect(named(stack, "digitalocean_droplet.app[0]").read("vpcUuid").state).toBe("unknown");
    expect(reasonOf(named(stack, "digitalocean_droplet.app[0]").read("vpcUuid"))).toBe(
      "vpcUuid is unknown until terraform apply",
    );
    expect(named(stack, "digitalocean_droplet.bare").read("vpcUuid").state).toBe("absent");
    const cluster = named(stack, "digitalocean_kubernetes_cluster.k");
    expect(cluster.read("maintenancePolicy").state).toBe("absent");
    expect(cluster.read("nodePool.actualNodeCount").state).toBe("absent");
    const app = named(stack, "digitalocean_app.app");
    expect(app.read("spec.services[0].httpPort").state).toBe("absent");
    expect(app.read("spec.services[0].envs[1].value").state).toBe("unknown");
    expect(named(stack, "digitalocean_droplet.bare").read("ipv4Address").state).toBe("unknown");
  });

  it("keeps what a dynamic block makes", () => {
    const firewall = named(stack, "digitalocean_firewall.dynamic");
    expect(firewall.read("inboundRules[1].portRange").text()).toBe("22");
    expect(firewall.read("inboundRules[1].sourceAddresses").state).toBe("unknown");
  });

  it("shows no sensitive value, and user data only where it stands in the configuration", () => {
    expect(named(stack, "digitalocean_app.app").isSecret("spec.services[0].envs[0].value")).toBe(true);
    expect(named(stack, "digitalocean_droplet.app[0]").read("userData").text()).toMatch(/^#cloud-config/);
    expect(named(stack, "digitalocean_droplet.bare").read("userData").state).toBe("hidden");
  });

  it("follows references to resources, through a module's outputs and a local value's absence", () => {
    const [first, second] = stack.ofKind("Droplet");
    const vpc = named(stack, 'module.net["blue"].digitalocean_vpc.this').urn;
    expect(first?.dependsOn("vpcUuid")).toEqual([vpc]);
    expect(first?.dependsOn("size")).toEqual([]);
    expect(first?.dependsOn("region")).toBeUndefined();
    expect(named(stack, "digitalocean_firewall.web").dependsOn("dropletIds")).toEqual([first?.urn, second?.urn]);
    expect(named(stack, "digitalocean_volume_attachment.data").dependsOn("dropletId")).toEqual([first?.urn]);
  });

  it("keeps accounts apart, by the provider's alias", () => {
    expect(named(stack, "digitalocean_droplet.app[0]").account).toBe("default");
    expect(named(stack, "digitalocean_droplet.elsewhere").account).toBe(
      "urn:pulumi:default::terraform::pulumi:providers:digitalocean::digitalocean.other",
    );
  });

  it("does not tell what a lifecycle block protects", () => {
    expect(named(stack, "digitalocean_volume.data").protect).toBe(hidden);
    const production = { ...settings, environment: { name: "prod", production: true, source: "option" } } as const;
    const outcomes = evaluate(stack, production, rules).findings.filter(({ rule }) => rule === "protect-stateful");
    expect(outcomes.length).toBeGreaterThan(0);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(["undecided"]));
  });

  it("is judged by the same rules", () => {
    expect([...stack.gaps]).toEqual(["source-positions"]);
    expect(
      found(stack, "droplet-in-vpc", "droplet-behind-firewall", "firewall-no-public-admin-ports", "droplet-backups"),
    ).toEqual([
      ["droplet-backups", "digitalocean_droplet.bare", "violation", "backups"],
      ["droplet-in-vpc", "digitalocean_droplet.bare", "violation", "vpcUuid"],
      ["droplet-backups", "digitalocean_droplet.elsewhere", "violation", "backups"],
      ["droplet-in-vpc", "digitalocean_droplet.elsewhere", "violation", "vpcUuid"],
      [
        "firewall-no-public-admin-ports",
        "digitalocean_firewall.dynamic",
        "undecided",
        "inboundRules[0].sourceAddresses",
      ],
      [
        "firewall-no-public-admin-ports",
        "digitalocean_firewall.dynamic",
        "undecided",
        "inboundRules[1].sourceAddresses",
      ],
      ["firewall-no-public-admin-ports", "digitalocean_firewall.web", "violation", "inboundRules[0].sourceAddresses"],
      ["droplet-behind-firewall", "digitalocean_droplet.elsewhere", "violation"],
    ]);
  });
});

describe("a plan of Terraform that changes what exists", () => {
  const stack = recorded("plan-change.json");

  it("tells what it does to each resource, with what makes it a replacement", () => {
    const changed = stack.changes?.filter(({ action }) => action !== "same");
    expect(changed?.map(({ urn, action, replacedBy }) => [parseUrn(urn)?.name, action, ...replacedBy])).toEqual([
      ["digitalocean_app.app", "update"],
      ["digitalocean_droplet.app[0]", "update"],
      ["digitalocean_droplet.app[1]", "update"],
      ["digitalocean_droplet.bare", "replace", "monitoring"],
      ["digitalocean_droplet.elsewhere", "replace"],
      ["digitalocean_firewall.dynamic", "delete"],
      ["digitalocean_volume.data", "replace", "description"],
      ["digitalocean_volume_attachment.data", "replace", "volumeId"],
    ]);
    expect(stack.changes).toHaveLength(17);
  });

  it("has the resource before and after", () => {
    const change = stack.changes?.find(({ urn }) => urn.endsWith("droplet.app[0]"));
    expect(change?.before?.read("size").text()).toBe("s-1vcpu-1gb");
    const after = named(stack, "digitalocean_droplet.app[0]");
    expect(after.read("size").text()).toBe("s-2vcpu-2gb");
    expect(after.id).toBe(change?.before?.id);
    expect(named(stack, "digitalocean_droplet.bare")).toMatchObject({ pending: "replace", managed: true });
    expect(named(stack, "digitalocean_droplet.bare").id).toBeUndefined();
  });

  it("does not manage what it removes", () => {
    expect(named(stack, "digitalocean_firewall.dynamic")).toMatchObject({ pending: "delete", managed: false });
    expect(found(stack, "droplet-behind-firewall")).toEqual([
      ["droplet-behind-firewall", "digitalocean_droplet.bare", "violation"],
      ["droplet-behind-firewall", "digitalocean_droplet.elsewhere", "violation"],
    ]);
  });
});

describe("a state of Terraform", () => {
  const stack = recorded("state.json");

  it("has ids, outputs and what is tainted", () => {
    const droplet = named(stack, "digitalocean_droplet.app[0]");
    expect(droplet.id).toBe("500000027");
    expect(droplet.read("ipv4Address").text()).toBe("198.18.0.5");
    expect(droplet.read("userData").state).toBe("hidden");
    expect(named(stack, "digitalocean_droplet.elsewhere").pending).toBe("replace");
    expect(named(stack, "digitalocean_database_cluster.db").isSecret("password")).toBe(true);
    expect(stack.changes).toBeUndefined();
  });

  it("finds what names what by ids", () => {
    expect(found(stack, "droplet-behind-firewall", "firewall-no-public-admin-ports")).toEqual([
      ["firewall-no-public-admin-ports", "digitalocean_firewall.web", "violation", "inboundRules[0].sourceAddresses"],
      // A state does not tell which account a resource is in.
      ["droplet-behind-firewall", "digitalocean_droplet.elsewhere", "violation"],
    ]);
  });
});

const change = (more: object = {}, inner: object = {}) => ({
  address: "digitalocean_vpc.a",
  mode: "managed",
  type: "digitalocean_vpc",
  name: "a",
  ...more,
  change: { actions: ["create"], before: null, after: { name: "a", region: "nyc3" }, after_unknown: {}, ...inner },
});
const plan = (changes: readonly object[], more: object = {}) =>
  JSON.stringify({ format_version: "1.2", terraform_version: "1.9.1", resource_changes: changes, ...more });

describe("a document of Terraform", () => {
  it.each([
    ["of another format", plan([change()], { format_version: "2.0" }), /its format_version is "2\.0", expected 1\.x/],
    ["of a plan that failed", plan([change()], { errored: true }), /the plan ended with an error/],
    ["without resources", '{"format_version":"1.0"}', /contains no resources/],
    ["with data sources alone", plan([change({ mode: "data" }, { actions: ["read"] })]), /contains no resources/],
    ["with one address twice", plan([change(), change()]), /two resources have the address digitalocean_vpc\.a/],
    ["with a change that is none", plan([{ address: 1 }]), /at resource_changes\.0\.address/],
    [
      "in more modules than anybody nests",
      plan([change({ address: `${"module.m.".repeat(100_000)}digitalocean_vpc.a` })]),
      /leads through more than 100 modules/,
    ],
    [
      "with modules that are none",
      JSON.stringify({ format_version: "1.0", values: { root_module: { child_modules: [1] } } }),
      /a module in it is not an object/,
    ],
  ])("%s is one clear error", (_, text, message) => {
    expect(() => readStack(text, "plan.json")).toThrow(message);
    expect(() => readStack(text, "plan.json")).toThrow(/^plan\.json .{1,600}$/);
  });

  it("says where resources were left out", () => {
    const left = {
      values: { root_module: { resources: [{ ...change({ address: "digitalocean_vpc.b" }), name: "b" }] } },
    };
    expect([...readStack(plan([change()], { prior_state: left })).gaps]).toContain("unchanged-resources");
    expect([...readStack(plan([change()], { complete: false })).gaps]).toContain("unchanged-resources");
    expect([...readStack(plan([change()])).gaps]).toEqual(["source-positions", "property-dependencies"]);
  });

  it("counts a resource once beside what a replacement has left over", () => {
    const gone = change({ deposed: "0badc0de" }, { actions: ["delete"], before: { id: "1" }, after: null });
    for (const both of [
      [gone, change()],
      [change(), gone],
    ])
      expect(readStack(plan(both)).ofKind("Vpc")).toHaveLength(1);
    expect(readStack(plan([gone])).resources.find(({ kind }) => kind?.name === "Vpc")?.managed).toBe(false);
  });

  it("leaves out what Terraform forgets", () => {
    const forgotten = change(
      { address: "digitalocean_vpc.b" },
      { actions: ["forget"], before: { id: "1" }, after: null },
    );
    expect(readStack(plan([change(), forgotten])).ofKind("Vpc")).toHaveLength(1);
  });

  it("governs what another provider makes in Spaces", () => {
    const bucket = { address: "aws_s3_bucket.b", type: "aws_s3_bucket", name: "b" };
    const planned = (endpoint: object) =>
      readStack(
        plan(
          [change(bucket, { after: { bucket: "b", acl: "public-read", cors_rule: [{ allowed_origins: ["*"] }] } })],
          {
            configuration: {
              provider_config: { aws: { name: "aws", expressions: { endpoints: [{ s3: endpoint }] } } },
              root_module: {
                resources: [
                  {
                    mode: "managed",
                    type: "aws_s3_bucket",
                    name: "b",
                    provider_config_key: "aws",
                    expressions: { bucket: { constant_value: "b" }, acl: {}, cors_rule: [{}] },
                  },
                ],
              },
            },
          },
        ),
      );
    const inSpaces = planned({ constant_value: "https://fra1.digitaloceanspaces.com" });
    expect(found(inSpaces, "spaces-private-acl", "spaces-cors-no-wildcard")).toEqual([
      ["spaces-cors-no-wildcard", "aws_s3_bucket.b", "violation", "corsRules[0].allowedOrigins[0]"],
      ["spaces-private-acl", "aws_s3_bucket.b", "violation", "acl"],
    ]);
    expect(found(planned({ constant_value: "https://s3.amazonaws.com" }), "spaces-private-acl")).toEqual([]);
    expect(evaluate(planned({ references: ["var.endpoint"] }), settings, rules).notices).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/cannot determine whether the aws provider default/) }),
    ]);
  });
});

describe("what is said of a plan or state", () => {
  it.each(["plan-create.json", "plan-change.json", "state.json"])("shows no secret of %s", (name) => {
    const said = JSON.stringify(evaluate(recorded(name), settings, rules));
    for (const secret of ["made-up-password", "dop_v1_", "cloud-config", "PRIVATE KEY", "echo "])
      expect(said).not.toContain(secret);
  });
});

describe("where an input comes from", () => {
  const droplet = (module: string, index = "") => ({
    address: `${module}${module === "" ? "" : "."}digitalocean_droplet.d${index}`,
    ...(module === "" ? {} : { module_address: module }),
    mode: "managed",
    type: "digitalocean_droplet",
    name: "d",
    change: { actions: ["create"], after: { name: "d" }, after_unknown: { vpc_uuid: true } },
  });
  const inModule = (references: readonly string[], more: object = {}) => ({
    resources: [
      {
        mode: "managed",
        type: "digitalocean_droplet",
        name: "d",
        expressions: { vpc_uuid: { references } },
        ...more,
      },
    ],
  });
  const originOf = (module: string, root: object) => {
    const stack = readStack(
      plan([change(), change({ address: "digitalocean_vpc.b", name: "b" }), droplet(module)], {
        configuration: { root_module: root },
      }),
    );
    return stack
      .ofKind("Droplet")[0]
      ?.dependsOn("vpcUuid")
      ?.map((urn) => parseUrn(urn)?.name);
  };
  const vpc = ["digitalocean_vpc.a.id", "digitalocean_vpc.a"];

  it.each<[string, string, object, readonly string[] | undefined]>([
    ["a resource beside it", "", inModule(vpc), ["digitalocean_vpc.a"]],
    [
      "a variable of its module",
      "module.m",
      { module_calls: { m: { expressions: { v: { references: vpc } }, module: inModule(["var.v"]) } } },
      ["digitalocean_vpc.a"],
    ],
    [
      "a variable of a module in a module with for_each",
      'module.m["x"].module.n',
      {
        module_calls: {
          m: {
            expressions: { v: { references: ["each.value.id", "each.value"] } },
            for_each_expression: { references: ["digitalocean_vpc.b"] },
            module: {
              module_calls: { n: { expressions: { w: { references: ["var.v"] } }, module: inModule(["var.w"]) } },
            },
          },
        },
      },
      ["digitalocean_vpc.b"],
    ],
    [
      "each.value of its own for_each",
      "",
      inModule(["each.value"], { for_each_expression: { references: vpc } }),
      ["digitalocean_vpc.a"],
    ],
    [
      "one of two",
      "",
      inModule([...vpc, "digitalocean_vpc.b.id", "digitalocean_vpc.b"]),
      ["digitalocean_vpc.a", "digitalocean_vpc.b"],
    ],
    ["a data source", "", inModule(["data.digitalocean_vpc.a.id", "data.digitalocean_vpc.a"]), []],
    ["a variable that nobody sets", "", inModule(["var.v"]), []],
    ["a local value", "", inModule(["local.v"]), undefined],
    ["a local value and a resource", "", inModule([...vpc, "local.v"]), undefined],
    ["a module that is not there", "", inModule(["module.x.y", "module.x"]), undefined],
    [
      "itself, by way of modules",
      "module.m",
      {
        module_calls: {
          m: {
            expressions: { v: { references: ["module.m.o"] } },
            module: { ...inModule(["var.v"]), outputs: { o: { expression: { references: ["var.v"] } } } },
          },
        },
      },
      [],
    ],
  ])("is found for %s", (_, module, root, origins) => {
    expect(originOf(module, root)).toEqual(origins);
  });

  it("is not followed through more modules than anybody nests", () => {
    const output = { outputs: { o: { expression: { references: ["module.m.o", "module.m"] } } } };
    const nested = `{"outputs":${JSON.stringify(output.outputs)},"module_calls":{"m":{"module":`;
    const root = { ...inModule(["module.m.o", "module.m"]), module_calls: { m: { module: "DEEP" } } };
    const text = plan([change(), droplet("")], { configuration: { root_module: root } });
    const deep = `${nested.repeat(20_000)}{}${"}}}".repeat(20_000)}`;
    expect(() =>
      readStack(
        text.replace('"DEEP"', () => deep),
        "plan.json",
      ),
    ).toThrow(/^plan\.json .* more than 100 modules$/);
  });
});
