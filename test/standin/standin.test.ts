import { describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { diff } from "./diff.ts";
import {
  differences,
  KNOWN_CHECK_DIFFERENCES,
  KNOWN_PREVIEW_DIFFERENCES,
  KNOWN_STATE_DIFFERENCES,
  withoutBookkeeping,
} from "./differences.ts";
import type { NamingRequest } from "./naming.ts";
import { outputsOf, unknownOrPrior } from "./outputs.ts";
import { platformFill } from "./platform.ts";
import { asWritten, list, properties, type Recorded, recordedPreview, recording } from "./recordings.ts";
import { type Properties, Secret, UNKNOWN, type Value } from "./value.ts";
import { readStruct, writeStruct } from "./wire.ts";

const DROPLET = "digitalocean:index/droplet:Droplet";
const SUFFIX = /-[0-9a-f]{7}$/;

function naming(token: string, logicalName: string, seed = "seed"): NamingRequest {
  return { token, logicalName, seed: Buffer.from(seed), mode: { kind: "default" } };
}

function checked(token: string, news: Properties, olds: Properties = {}, seed = "seed"): Properties {
  return check(naming(token, "web", seed), olds, news).inputs;
}

function problems(token: string, news: Properties): string[] {
  return check(naming(token, "web"), {}, news).problems.map(({ property, reason }) => `${property}: ${reason}`);
}

/** A made-up name without its random part; a name that the program wrote stays as it is. */
function withoutSuffix(inputs: Properties): Properties {
  const name = inputs.name;
  const isMadeUp = list(inputs.__defaults).includes("name");
  return isMadeUp && typeof name === "string" ? { ...inputs, name: name.replace(SUFFIX, "-*") } : inputs;
}

describe("conformance with the recorded preview", () => {
  const recorded = recordedPreview();

  it("has every recorded resource", () => {
    expect(recorded).toHaveLength(41);
    expect(new Set(recorded.map(({ token }) => token)).size).toBe(35);
  });

  it("finds no problem in what the real provider accepted", () => {
    const found = recorded.flatMap(({ token, logicalName, inputs }) => {
      return check(naming(token, logicalName), {}, properties(asWritten(inputs))).problems;
    });
    expect(found).toEqual([]);
  });

  it("checks inputs as the real provider does", () => {
    const found = recorded.flatMap(({ token, logicalName, inputs }) => {
      const standin = check(naming(token, logicalName), {}, properties(asWritten(inputs))).inputs;
      return differences(logicalName, withoutSuffix(inputs), withoutSuffix(standin));
    });
    expect(found).toEqual(KNOWN_CHECK_DIFFERENCES);
  });

  it("previews outputs as the real provider does", () => {
    const found = recorded.flatMap(({ token, logicalName, inputs, outputs }: Recorded) => {
      // The engine adds the id of what a preview would create.
      const standin = { ...outputsOf(token, inputs, unknownOrPrior), id: UNKNOWN };
      return differences(logicalName, outputs, standin);
    });
    expect(found).toEqual(KNOWN_PREVIEW_DIFFERENCES);
  });
});

describe("conformance with the recorded state", () => {
  const resources = list(properties(recording("state.json").deployment).resources).map(properties);
  const ofType = (suffix: string): Properties =>
    resources.find((resource) => String(resource.type).endsWith(suffix)) ?? {};

  it("stores outputs as the real provider does", () => {
    const found = ["vpc:Vpc", "spacesBucket:SpacesBucket", "droplet:Droplet"].flatMap((suffix) => {
      const { type, id, inputs, outputs } = ofType(suffix);
      const created = { token: String(type), id: String(id), inputs: properties(inputs), seed: "recorded" };
      const standin = { ...outputsOf(created.token, created.inputs, platformFill(created)), id: created.id };
      return differences(suffix, withoutBookkeeping(properties(outputs)), standin);
    });
    expect(found).toEqual(KNOWN_STATE_DIFFERENCES);
  });

  it.each([
    ["preview-update.json", "update"],
    ["preview-update-all.json", "update"],
    ["preview-replace.json", "replace"],
  ])("sees the changes of %s as the real provider does", (file, op) => {
    const step = list(recording(file).steps)
      .map(properties)
      .find((candidate) => candidate.op === op);
    const old = properties(step?.oldState);
    const found = diff(
      DROPLET,
      properties(old.outputs),
      properties(old.inputs),
      properties(properties(step?.newState).inputs),
    );

    const kinds = found.changes.map(({ path, kind, replaces }) => [path, `${kind}${replaces ? "-replace" : ""}`]);
    const recordedKinds = Object.entries(properties(step?.detailedDiff)).map(([path, change]) => [
      path,
      properties(change).kind,
    ]);
    // The recorded states show secrets as "[secret]" on both sides, of which one side is hashed here; the made-up name
    // of a replacement is new.
    const comparable = kinds.filter(([path]) => path !== "userData" && path !== "name");
    expect(comparable).toEqual(recordedKinds);
    expect(found.replaces.filter((name) => name !== "userData")).toEqual(list(step?.replaceReasons));
  });
});

describe("check", () => {
  const valid = { image: "ubuntu-24-04-x64", size: "s-1vcpu-1gb", region: "nyc3" };

  it("gives the same name to a preview and the up that follows, and another one to a replacement", () => {
    const preview = checked(DROPLET, valid, {}, "one").name;
    expect(preview).toMatch(/^web-[0-9a-f]{7}$/);
    expect(checked(DROPLET, valid, {}, "one").name).toBe(preview);
    expect(checked(DROPLET, valid, {}, "two").name).not.toBe(preview);
  });

  it("keeps the name that an existing resource was given", () => {
    const olds = checked(DROPLET, valid, {}, "one");
    expect(checked(DROPLET, valid, olds, "two").name).toBe(olds.name);
    expect(checked(DROPLET, { ...valid, name: "mine" }, olds, "two").name).toBe("mine");
  });

  it("follows the stack's own naming settings", () => {
    const named = { ...naming(DROPLET, "web"), mode: { kind: "given", name: "acme-web" } } as const;
    expect(check(named, {}, valid).inputs.name).toBe("acme-web");
    const disabled = { ...naming(DROPLET, "web"), mode: { kind: "disabled" } } as const;
    expect(check(disabled, {}, valid).inputs.name).toBeUndefined();
  });

  it("makes a list secret as a whole when an element is", () => {
    const inputs = checked("digitalocean:index/app:App", {
      spec: { name: "shop", services: [{ name: "web", envs: [{ key: "P", value: new Secret("made up") }] }] },
    });
    const services = properties(inputs.spec).services;
    expect(services).toBeInstanceOf(Secret);
    expect(String(services)).toBe("secret");
  });

  it.each<[string, string, Properties, string]>([
    [
      "a tag with a space",
      DROPLET,
      { ...valid, tags: ["owner:team a"] },
      "tags[0]: tags may contain lowercase letters",
    ],
    ["backupPolicy without backups", DROPLET, { ...valid, backupPolicy: { plan: "daily" } }, "backupPolicy: "],
    [
      "a region without Spaces",
      "digitalocean:index/spacesBucket:SpacesBucket",
      { region: "nyc1" },
      "region: expected region",
    ],
    ["a firewall without rules", "digitalocean:index/firewall:Firewall", {}, "inboundRules: At least one rule"],
    [
      "a tcp rule without ports",
      "digitalocean:index/firewall:Firewall",
      { inboundRules: [{ protocol: "icmp" }, { protocol: "tcp" }] },
      "inboundRules[1].portRange: ",
    ],
    [
      "targets by id and by tag",
      "digitalocean:index/loadBalancer:LoadBalancer",
      { region: "nyc3", dropletIds: [1], dropletTag: "web" },
      "dropletIds: ",
    ],
    [
      "a regional load balancer without a region",
      "digitalocean:index/loadBalancer:LoadBalancer",
      {},
      "region: 'region' must be set",
    ],
    [
      "an http health check without a path",
      "digitalocean:index/loadBalancer:LoadBalancer",
      { region: "nyc3", healthcheck: { port: 80, protocol: "http" } },
      "healthcheck.path: ",
    ],
    [
      "a database without a version",
      "digitalocean:index/databaseCluster:DatabaseCluster",
      { engine: "pg", nodeCount: 1, region: "nyc3", size: "db-s-1vcpu-1gb" },
      'version: The argument "version" is required',
    ],
    ["a missing input", DROPLET, { image: "ubuntu-24-04-x64" }, "size: Missing required argument"],
  ])("refuses %s", (_, token, news, message) => {
    const found = problems(token, news);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it.each<[string, string, Properties]>([
    ["an hour that the API refuses", DROPLET, { ...valid, backups: true, backupPolicy: { hour: 3 } }],
    ["backups switched off beside a policy", DROPLET, { ...valid, backups: false, backupPolicy: { plan: "daily" } }],
    ["rules that are unknown", "digitalocean:index/firewall:Firewall", { inboundRules: UNKNOWN }],
    ["a region that is unknown", "digitalocean:index/spacesBucket:SpacesBucket", { region: UNKNOWN }],
    ["a tag that is unknown", DROPLET, { ...valid, tags: [UNKNOWN] }],
    ["a global load balancer without a region", "digitalocean:index/loadBalancer:LoadBalancer", { type: "GLOBAL" }],
  ])("lets %s through, as the real provider does", (_, token, news) => {
    expect(problems(token, news)).toEqual([]);
  });

  it("never echoes a secret in a problem", () => {
    const found = problems(DROPLET, { ...valid, tags: [new Secret("pass word")], userData: new Secret("made up") });
    expect(found.join()).not.toMatch(/pass word|made up/);
    expect(found).toHaveLength(1);
  });
});

describe("diff", () => {
  const state = (token: string, inputs: Properties): Properties =>
    outputsOf(token, inputs, platformFill({ token, id: "1", inputs, seed: "s" }));
  const change = (token: string, before: Properties, after: Properties): string[] =>
    diff(token, state(token, before), before, after).changes.map(
      ({ path, kind, replaces }) => `${path} ${kind}${replaces ? " replaces" : ""}`,
    );
  const droplet = { image: "ubuntu-24-04-x64", size: "s-1vcpu-1gb", region: "nyc3", name: "web" };
  const pool = {
    name: "k",
    region: "nyc3",
    version: "1.34",
    nodePool: { name: "default", size: "s-1vcpu-2gb", nodeCount: 1 },
  };

  it.each<[string, Properties, Properties, string[]]>([
    ["nothing", droplet, droplet, []],
    ["a default written out", droplet, { ...droplet, monitoring: false, resizeDisk: true }, []],
    ["what the platform filled in, still left out", { ...droplet, vpcUuid: "v" }, droplet, []],
    [
      "tags in another order and case",
      { ...droplet, tags: ["a", "Env:Prod"] },
      { ...droplet, tags: ["env:prod", "a"] },
      [],
    ],
    ["one more tag", { ...droplet, tags: ["a"] }, { ...droplet, tags: ["a", "b"] }, ["tags[1] add"]],
    ["the first tags", droplet, { ...droplet, tags: ["a"] }, ["tags[0] add"]],
    ["no tags any more", { ...droplet, tags: ["a"] }, droplet, ["tags[0] delete"]],
    ["another size", droplet, { ...droplet, size: "c-2" }, ["size update"]],
    ["monitoring", droplet, { ...droplet, monitoring: true }, ["monitoring update replaces"]],
    ["an agent", droplet, { ...droplet, dropletAgent: true }, ["dropletAgent add replaces"]],
    ["an unknown network", { ...droplet, vpcUuid: "v" }, { ...droplet, vpcUuid: UNKNOWN }, ["vpcUuid update replaces"]],
    [
      "the script",
      { ...droplet, userData: new Secret("a") },
      { ...droplet, userData: new Secret("b") },
      ["userData update replaces"],
    ],
    ["a script that is now secret", { ...droplet, userData: "a" }, { ...droplet, userData: new Secret("a") }, []],
  ])("of a Droplet: %s", (_, before, after, expected) => {
    expect(change(DROPLET, before, after)).toEqual(expected);
  });

  it("goes into nested objects, and knows their replacing inputs", () => {
    const grown = { ...pool, nodePool: { ...pool.nodePool, nodeCount: 2 } };
    const resized = { ...pool, nodePool: { ...pool.nodePool, size: "s-2vcpu-4gb" } };
    const token = "digitalocean:index/kubernetesCluster:KubernetesCluster";
    expect(change(token, pool, grown)).toEqual(["nodePool.nodeCount update"]);
    expect(change(token, pool, resized)).toEqual(["nodePool.size update replaces"]);
  });

  it("deletes first only where the program fixed the name", () => {
    const replaced = (inputs: Properties): boolean =>
      diff(DROPLET, state(DROPLET, inputs), inputs, { ...inputs, image: "debian-12-x64" }).deleteBeforeReplace;
    expect(replaced({ ...droplet, __defaults: [] })).toBe(true);
    expect(replaced({ ...droplet, __defaults: ["name"] })).toBe(false);
  });
});

describe("secrets and unknowns", () => {
  it("survive the wire", () => {
    const value: Properties = { a: new Secret({ b: [1, "x", null, true] }), c: [UNKNOWN, "d"] };
    expect(readStruct(writeStruct(value))).toEqual(value);
  });

  it("stay what they are in outputs", () => {
    const inputs: Properties = {
      image: "i",
      size: "s-1vcpu-1gb",
      userData: new Secret("made up"),
      sshKeys: ["b", UNKNOWN],
    };
    const outputs = outputsOf(DROPLET, inputs, unknownOrPrior);
    expect(outputs.userData).toEqual(new Secret("276faa477bd75d089935ce938ffed9ba35238b74"));
    expect(outputs.sshKeys).toBe(UNKNOWN);
  });

  it("are made secret where the schema says so", () => {
    const token = "digitalocean:index/databaseCluster:DatabaseCluster";
    const inputs: Properties = { engine: "pg", name: "db", region: "nyc3" };
    const outputs = outputsOf(token, inputs, platformFill({ token, id: "1", inputs, seed: "s" }));
    const secret = Object.entries(outputs).filter(([, value]: [string, Value]) => value instanceof Secret);
    expect(secret.map(([name]) => name)).toEqual(["password", "privateUri", "uiPassword", "uiUri", "uri"]);
  });
});
