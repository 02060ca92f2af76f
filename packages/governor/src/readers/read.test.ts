import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { StackView } from "../view/stack";
import { readPreview, readStack } from "./read";

const recorded = (name: string) => readFileSync(new URL(`../../../../test/recorded/${name}`, import.meta.url), "utf8");
const read = (name: string) => readStack(recorded(name), name);
const named = (stack: StackView, name: string) => {
  const found = stack.resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no resource ${name}`);
  return found;
};

const summary = { summaryEvent: { resourceChanges: {} } };

describe("a plain preview of a new stack", () => {
  const stack = read("preview-create.json");

  it("is read whole", () => {
    expect(stack).toMatchObject({ project: "recorded", stack: "dev" });
    expect(stack.resources).toHaveLength(43);
    expect([...stack.gaps]).toEqual(["stack-outputs"]);
  });

  it("keeps unknowns per element", () => {
    const sources = named(stack, "wide").read("inboundRules[1].sourceAddresses");
    expect(sources.elements().map(({ state }) => state)).toEqual(["unknown", "known", "known"]);
    expect(
      named(stack, "tier-fw")
        .read("dropletIds")
        .elements()
        .map(({ state }) => state),
    ).toEqual(["unknown", "unknown"]);
  });

  it("shows secrets as hidden", () => {
    expect(named(stack, "secretive").read("userData").state).toBe("hidden");
    expect(named(stack, "app").read("spec.services[0].envs[0].value").state).toBe("hidden");
    expect(named(stack, "app").read("spec.region").text()).toBe("nyc");
  });

  it("applies the API's defaults, and marks what the provider will compute as unknown", () => {
    expect(named(stack, "open").read("backups").boolean()).toBe(false);
    expect(named(stack, "open").read("ipv4Address").state).toBe("unknown");
  });

  it("knows where the program registered each resource", () => {
    expect(named(stack, "open").source).toEqual({ file: "index.ts", line: 20, column: 14 });
    expect(named(stack, "tier-a").source?.file).toBe("index.ts");
  });

  it("knows what an input comes from, and the parents", () => {
    const droplet = named(stack, "tier-a");
    expect(named(stack, "tier-fw").dependsOn("dropletIds")).toContain(droplet.urn);
    expect(droplet.dependsOn("vpcUuid")).toEqual([named(stack, "tier-vpc").urn]);
    expect(droplet.dependsOn("region")).toEqual([]);
    expect(stack.resource(droplet.parent ?? "")?.name).toBe("tier");
    expect(droplet.provider).toContain("pulumi:providers:digitalocean::default_4_80_1");
  });
});

describe("a streamed preview", () => {
  const stack = read("preview-create.stream.jsonl");

  it("has the same resources and inputs as the plain one", () => {
    const plain = read("preview-create.json");
    expect(stack.resources.map(({ urn }) => urn).sort()).toEqual(plain.resources.map(({ urn }) => urn).sort());
    expect(named(stack, "open").read("size").text()).toBe("s-8vcpu-16gb");
    expect(named(stack, "secretive").read("userData").state).toBe("hidden");
  });

  it("says that it has no dependencies and no positions", () => {
    expect([...stack.gaps]).toEqual(["property-dependencies", "source-positions", "stack-outputs"]);
    expect(named(stack, "tier-fw").dependsOn("dropletIds")).toBeUndefined();
    expect(named(stack, "open").source).toBeUndefined();
  });
});

describe("a preview of a change", () => {
  it("says when unchanged resources were left out", () => {
    const partial = read("preview-update.json");
    expect(partial.resources.map(({ name }) => name)).toEqual(["recorded-up-dev", "web"]);
    expect([...partial.gaps]).toEqual(["stack-outputs", "unchanged-resources"]);
    expect([...read("preview-update-all.json").gaps]).toEqual(["stack-outputs"]);
  });

  it("keeps what the deployed resource is known by", () => {
    const web = named(read("preview-update.json"), "web");
    expect(web.id).toBe("1007");
    expect(web.read("size").text()).toBe("s-2vcpu-2gb");
    expect(web.read("ipv4Address").text()).toBe("203.0.113.5");
  });

  it.each(["preview-replace.json", "preview-replace.stream.jsonl"])(
    "takes a replacement in %s as one resource",
    (name) => {
      const stack = read(name);
      const web = stack.resources.filter((resource) => resource.name === "web");
      expect(web).toHaveLength(1);
      expect(web[0]).toMatchObject({ pending: "replace", managed: true });
      expect(web[0]?.read("monitoring").boolean()).toBe(true);
      expect(web[0]?.read("ipv4Address").state).toBe("unknown");
    },
  );
});

describe("a stack export", () => {
  const stack = read("state.json");

  it("is read with ids, outputs and hidden secrets", () => {
    expect(stack).toMatchObject({ project: "recorded-up", stack: "dev" });
    const web = named(stack, "web");
    expect(web.id).toBe("1007");
    expect(web.read("userData").state).toBe("hidden");
    expect(web.read("ipv4Address").text()).toBe("203.0.113.5");
    expect(stack.resource(web.provider ?? "")?.read("token").state).toBe("hidden");
  });
});

describe("resources that are not this stack's to judge", () => {
  const state = (resource: object) =>
    JSON.stringify({
      version: 3,
      deployment: {
        resources: [
          { urn: "urn:pulumi:dev::p::digitalocean:index/vpc:Vpc::v", type: "digitalocean:index/vpc:Vpc", ...resource },
        ],
      },
    });

  it("are read but not managed", () => {
    expect(readStack(state({ external: true })).ofKind("Vpc")).toEqual([]);
    expect(readStack(state({ delete: true })).ofKind("Vpc")).toEqual([]);
    expect(readStack(state({ pendingReplacement: true })).ofKind("Vpc")).toHaveLength(1);
  });

  it("a resource that waits for deletion beside its replacement counts once", () => {
    const urn = "urn:pulumi:dev::p::digitalocean:index/vpc:Vpc::v";
    const type = "digitalocean:index/vpc:Vpc";
    const both = [
      { urn, type, delete: true, inputs: { region: "nyc1" } },
      { urn, type, inputs: { region: "nyc3" } },
    ];
    for (const resources of [both, both.toReversed()]) {
      const [vpc, ...more] = readStack(JSON.stringify({ deployment: { resources } })).ofKind("Vpc");
      expect(more).toEqual([]);
      expect(vpc?.read("region").text()).toBe("nyc3");
    }
  });

  it("reads and deletions of a preview", () => {
    const urn = "urn:pulumi:dev::p::digitalocean:index/vpc:Vpc::";
    const vpc = (name: string) => ({ urn: urn + name, type: "digitalocean:index/vpc:Vpc", inputs: { region: "nyc3" } });
    const steps = [
      { op: "read", urn: `${urn}read`, newState: vpc("read") },
      { op: "delete", urn: `${urn}gone`, oldState: vpc("gone") },
      { op: "create", urn: `${urn}new`, newState: vpc("new") },
      { op: "refresh", urn: `${urn}nothing` },
    ];
    const stack = readStack(JSON.stringify({ steps, changeSummary: { create: 1, delete: 1, read: 1 } }));
    expect(stack.resources).toHaveLength(3);
    expect(stack.ofKind("Vpc").map(({ name }) => name)).toEqual(["new"]);
  });
});

describe("a preview with --refresh", () => {
  const urn = "urn:pulumi:dev::p::digitalocean:index/vpc:Vpc::v";
  const vpc = (region: string) => ({ urn, type: "digitalocean:index/vpc:Vpc", inputs: { region } });
  const refresh = { op: "refresh", urn, oldState: vpc("nyc1"), newState: vpc("nyc1") };
  const update = { op: "update", urn, oldState: vpc("nyc1"), newState: vpc("nyc3") };
  const events = (steps: readonly { op: string; oldState: object; newState: object }[]) =>
    [
      ...steps.map(({ op, oldState, newState }) => ({
        resourcePreEvent: { metadata: { op, urn, old: oldState, new: newState } },
      })),
      summary,
    ]
      .map((event, sequence) => JSON.stringify({ sequence, ...event }))
      .join("\n");

  it.each([
    ["plain", JSON.stringify({ steps: [refresh, update] })],
    ["streamed", events([refresh, update])],
  ])("shows what the program wants, not what stood there: %s", (_, text) => {
    expect(
      readStack(text)
        .ofKind("Vpc")
        .map((resource) => resource.read("region").text()),
    ).toEqual(["nyc3"]);
  });

  it("shows what stands there where nothing else is planned", () => {
    const text = JSON.stringify({ steps: [refresh] });
    expect(
      readStack(text)
        .ofKind("Vpc")
        .map((resource) => resource.read("region").text()),
    ).toEqual(["nyc1"]);
  });
});

describe("the option protect", () => {
  const type = "digitalocean:index/volume:Volume";
  const volume = (name: string, more: object) => ({ urn: `urn:pulumi:dev::p::${type}::${name}`, type, ...more });
  const volumes = [volume("kept", { protect: true }), volume("free", { protect: false }), volume("bare", {})];
  const step = (op: string, { urn, ...state }: (typeof volumes)[number]) => ({
    op,
    urn,
    oldState: op === "update" ? { urn, ...state, protect: false } : undefined,
    newState: { urn, ...state },
  });

  it.each([
    ["a plain preview", JSON.stringify({ steps: volumes.map((one) => step("create", one)) })],
    ["a plain preview of a change", JSON.stringify({ steps: volumes.map((one) => step("update", one)) })],
    [
      "a streamed preview",
      [...volumes.map((one) => ({ resourcePreEvent: { metadata: { op: "create", urn: one.urn, new: one } } })), summary]
        .map((event, sequence) => JSON.stringify({ sequence, ...event }))
        .join("\n"),
    ],
    ["a stack export", JSON.stringify({ deployment: { resources: volumes } })],
  ])("is read from %s", (_, text) => {
    const stack = readStack(text);
    expect(stack.resources.map(({ name, protect }) => `${name} ${protect === true}`)).toEqual([
      "kept true",
      "free false",
      "bare false",
    ]);
  });
});

describe("what is no preview and no state", () => {
  it.each([
    ["", /is empty/],
    ["not json", /line 1, is not JSON/],
    ["[1]", /not an object/],
    ['{"hello": 1}', /of none of the known forms: .*pulumi preview.*pulumi stack export.*terraform show/],
    ['{"steps": [{"op": 1}]}', /not valid Pulumi output at steps\.0\.op/],
    ['{"steps": []}', /contains no resources/],
    ['{"deployment": {}}', /contains no resources/],
    ['{"sequence":0,"summaryEvent":{}}', /contains no resources/],
    ['{"sequence":0,"cancelEvent":{}}', /its last event is no summary: was it cut off/],
    ['{\n  "steps": [\n    {"op": "cre', /begins as JSON and does not end as JSON: was it cut off/],
    ['{"version":4,"lineage":"x","resources":[]}', /as Terraform stores it: run `terraform show -json`/],
    ['{"@level":"info","@message":"x"}', /log of Terraform/],
    ['{"sequence":0}\n{"sequence":"one"}', /line 2, is not valid Pulumi output at sequence/],
  ])("%j is refused", (text, message) => {
    expect(() => readStack(text, "preview.json")).toThrow(
      expect.objectContaining({ name: "ReaderError", message: expect.stringMatching(message) }),
    );
  });
});

describe("a byte order mark", () => {
  it.each(["preview-create.json", "preview-create.stream.jsonl"])("before %s is passed over", (name) => {
    expect(readStack(`\uFEFF${recorded(name)}`, name).resources).toHaveLength(read(name).resources.length);
  });

  it("before a stack export is passed over", () => {
    const type = "digitalocean:index/vpc:Vpc";
    const text = JSON.stringify({ deployment: { resources: [{ urn: `urn:pulumi:dev::app::${type}::net`, type }] } });
    expect(readStack(`\uFEFF${text}`).ofKind("Vpc")).toHaveLength(1);
  });

  it("alone is empty", () => {
    expect(() => readStack("\uFEFF")).toThrow(/is empty/);
  });
});

describe("the configuration in a preview", () => {
  const steps = JSON.parse(recorded("preview-create.json")).steps;
  const configOf = (config: unknown) => readPreview(JSON.stringify({ steps, config }), "preview.json").config;

  it("is the governor's part, without what is secret", () => {
    expect(configOf({ "governor:environment": "prod", "governor:settings": "[secret]", "aws:region": "x" })).toEqual({
      environment: "prod",
    });
    expect(configOf({ "governor:settings": "a: 1", "governor:environment": 3 })).toEqual({ settings: "a: 1" });
  });

  it.each([undefined, null, "oops", []])("is nothing where it is %j", (config) => {
    expect(configOf(config)).toEqual({});
  });

  it("comes with the stack", () => {
    expect(readPreview(JSON.stringify({ steps }), "preview.json").stack.resources).toHaveLength(43);
  });
});
