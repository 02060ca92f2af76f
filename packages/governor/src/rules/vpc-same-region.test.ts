import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { kindNamed, kinds } from "../kinds";
import { inputTypeAt } from "../kinds/inputs";
import { type ResourceRecord, viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import { unknown, type ValueMap } from "../view/value";
import { exampleSettings } from "./example-stack";
import { vpcSameRegion } from "./governance/vpc-same-region";
import { rules } from "./index";

const settings = exampleSettings({ title: "no settings", resources: [] }, rules);

function recordOf(kind: string, name: string, inputs: ValueMap, more: Partial<ResourceRecord> = {}): ResourceRecord {
  const type = kindNamed(kind)?.type ?? "";
  return { urn: `urn:pulumi:dev::p::${type}::${name}`, type, name, inputs, ...more };
}

function found(...records: readonly ResourceRecord[]) {
  const views = records.map((record) => viewOf(record, kindNamed(record.type.split(":").at(-1) ?? "")));
  return evaluate(stackOf(views, { project: "p", stack: "dev" }), settings, [vpcSameRegion]).findings.map(
    ({ status, path, message }) => `${status} ${path}: ${message}`,
  );
}

const away = recordOf("Vpc", "away", { region: "sfo3" }, { id: "vpc-1" });

/** A resource in nyc3 that depends on the VPC by every input that names one. */
function within(kind: string, more: Partial<ResourceRecord> = {}): ResourceRecord {
  const { region, vpcs = [] } = kindNamed(kind) ?? {};
  const inputs: Record<string, ValueMap[string]> = {};
  for (const [path, value] of [[region?.path ?? "", "nyc3"], ...vpcs.map((one) => [one, unknown] as const)] as const) {
    const [head = "", inner] = path.split(".");
    const own = inputs[head.replace("[]", "")];
    if (inner === undefined) inputs[head] = value;
    else if (head.endsWith("[]")) inputs[head.slice(0, -2)] = [{ [inner]: value }];
    else
      inputs[head] = { ...(typeof own === "object" && own !== null && !Array.isArray(own) ? own : {}), [inner]: value };
  }
  const heads = vpcs.map((path) => path.split(/[.[]/)[0] ?? "");
  return recordOf(kind, "one", inputs, {
    propertyDependencies: Object.fromEntries(heads.map((head) => [head, [away.urn]])),
    ...more,
  });
}

describe("vpc-same-region", () => {
  const regional = kinds.filter(({ vpcs }) => vpcs !== undefined).map(({ name }) => name);

  it("knows where every kind with a region names a VPC", () => {
    const missing = kinds.filter(({ name, region, vpcs }) => {
      const paths = ["vpcUuid", "vpcId", "privateNetworkUuid", "vpcs.vpcUuid", "dropletTemplate.vpcUuid"];
      return region?.slugs === "datacenter" && vpcs === undefined && paths.some((path) => inputTypeAt(name, path));
    });
    // Nothing says that the VPC of a knowledge base has to be in its region.
    expect(missing.map(({ name }) => name)).toEqual(["GenaiKnowledgeBase", "GradientaiKnowledgeBase"]);
    for (const { name, vpcs = [] } of kinds)
      for (const path of vpcs) expect(inputTypeAt(name, path), path).toBeDefined();
  });

  it.each(regional)("finds a %s in the VPC of another region", (kind) => {
    expect(found(away, within(kind))).toEqual([
      expect.stringMatching(/^violation .*: the VPC away is in "sfo3", and the resource in "nyc3"$/),
    ]);
  });

  it("compares an id that exists already", () => {
    const droplet = recordOf("Droplet", "one", { region: "nyc3", vpcUuid: "vpc-1" });
    expect(found(away, droplet)).toHaveLength(1);
    expect(found(away, recordOf("Droplet", "one", { region: "nyc3", vpcUuid: "vpc-2" }))).toEqual([]);
  });

  it("does not compare what is in another account", () => {
    const provider = "urn:pulumi:dev::p::pulumi:providers:digitalocean::other::id";
    expect(found(away, within("Droplet", { provider }))).toEqual([]);
  });

  it("is undecided if the reader does not say which VPC it is", () => {
    const { propertyDependencies: _, ...record } = within("Droplet");
    expect(found(away, record)).toEqual([expect.stringMatching(/^undecided vpcUuid: cannot determine/)]);
  });
});
