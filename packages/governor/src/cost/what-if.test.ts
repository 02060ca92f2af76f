import { describe, expect, it } from "vitest";
import { kindNamed } from "../kinds/index";
import { type ResourceView, viewOf } from "../view/resource";
import type { ValueMap } from "../view/value";
import { estimateCost } from "./estimate";
import { inRegion, type WhatIf, type WhatIfProblem, withAssignment, withoutBackups } from "./what-if";

function resource(kind: string, name: string, inputs: ValueMap, parent?: string): ResourceView {
  const known = kindNamed(kind);
  if (known === undefined) throw new Error(`no kind ${kind}`);
  const urn = `urn:pulumi:dev::p::${known.type}::${name}`;
  return viewOf({ urn, type: known.type, name, inputs, ...(parent === undefined ? {} : { parent }) }, known);
}

const tier = "urn:pulumi:dev::p::acme:index:Tier::tier";
const all = [
  viewOf({ urn: tier, type: "acme:index:Tier", name: "tier", inputs: {}, custom: false }, undefined),
  resource("Droplet", "web", { size: "s-1vcpu-1gb", backups: true, region: "nyc3" }, tier),
  resource("Firewall", "web", { name: "web" }),
  resource("Volume", "my.data", { size: 100, region: "nyc3" }),
  resource("KubernetesCluster", "k8s", {
    region: "nyc3",
    version: "1.34.1-do.0",
    nodePool: { size: "s-2vcpu-4gb", nodeCount: 2 },
  }),
  resource("App", "shop", { spec: { region: "nyc", services: [{ name: "a", instanceSizeSlug: "apps-s-1vcpu-1gb" }] } }),
];

function costOf(result: WhatIf | WhatIfProblem): number | string {
  return "problem" in result ? result.problem : estimateCost(result.resources).total.expected;
}

describe("an assignment", () => {
  const base = 7.8 + 10 + 48 + 12;

  it("starts from what the stack costs", () => {
    expect(estimateCost(all).total.expected).toBe(base);
  });

  it.each([
    ["web.size=s-4vcpu-8gb", base - 7.8 + 62.4],
    ["Droplet::web.size=s-4vcpu-8gb", base - 7.8 + 62.4],
    ["web.backups=false", base - 1.8],
    ["my.data.size=50", base - 5],
    ["k8s.nodePool.nodeCount=3", base + 24],
    ["shop.spec.services[0].instanceCount=3", base + 24],
    ["k8s.ha=true", base + 40],
  ])("%s", (assignment, expected) => {
    expect(costOf(withAssignment(all, assignment))).toBeCloseTo(expected, 2);
  });

  it.each([
    ["web", '"web" is not written NAME.INPUT=VALUE'],
    ["web.size", '"web.size" is not written NAME.INPUT=VALUE'],
    ["wbe.size=s-1vcpu-1gb", 'there is no resource "wbe"; did you mean "web"?'],
    [
      "nothing-like-it.size=1",
      'there is no resource "nothing-like-it"; there are Droplet::web, Firewall::web, Volume::my.data, KubernetesCluster::k8s, App::shop',
    ],
    ["tier.size=s-1vcpu-1gb", '"tier" is a component, not a resource: name one of its resources, web'],
    ["Droplet::web.sise=s-1vcpu-1gb", 'Droplet web has no input "sise"; did you mean "size"?'],
    ["web.name=x", '"web.name" is an input of 2 resources: name one of Droplet::web, Firewall::web'],
  ])("%s is refused", (assignment, problem) => {
    expect(withAssignment(all, assignment)).toEqual({ problem });
  });

  it("leaves the resources themselves as they are", () => {
    withAssignment(all, "web.size=s-4vcpu-8gb");
    expect(all[1]?.read("size").text()).toBe("s-1vcpu-1gb");
  });
});

describe("another region", () => {
  it("moves what is in a datacenter, and nothing else", () => {
    const result = inRegion(all, "ams3");
    if ("problem" in result) throw new Error(result.problem);
    expect(result.resources.map((one) => one.kind?.region && one.read(one.kind.region.path).text())).toEqual([
      undefined,
      "ams3",
      undefined,
      "ams3",
      "ams3",
      "nyc",
    ]);
  });

  it("is refused if there is none of that name", () => {
    expect(inRegion(all, "nyc33")).toMatchObject({
      problem: expect.stringContaining('"nyc33" is not a region; did you mean "nyc3"?'),
    });
  });
});

it("no backups are those of Droplets", () => {
  expect(estimateCost(all).total.expected - Number(costOf(withoutBackups(all)))).toBeCloseTo(1.8, 2);
});
