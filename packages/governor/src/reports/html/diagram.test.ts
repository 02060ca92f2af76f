import { describe, expect, it } from "vitest";
import { viewsOf } from "../../readers/read";
import { stackOf } from "../../view/stack";
import { diagramOf } from "./diagram";

const tierType = "my:index:Tier";
const urnOf = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const component = (type: string, name: string) => ({ urn: urnOf(type, name), type, name, custom: false, inputs: {} });
const vpcType = "digitalocean:index/vpc:Vpc";
const dropletType = "digitalocean:index/droplet:Droplet";

const net = component("my:index:Net", "net");
const vpc = { ...{ urn: urnOf(vpcType, "net-vpc"), type: vpcType, name: "net-vpc" }, inputs: {}, parent: net.urn };
const tier = component(tierType, "tier");
const web = {
  ...{ urn: urnOf(dropletType, "a<b"), type: dropletType, name: "a<b", parent: tier.urn },
  inputs: { vpcUuid: "unknown" },
  propertyDependencies: { vpcUuid: [vpc.urn] },
};
const diagram = (records: Parameters<typeof viewsOf>[0]) =>
  diagramOf(stackOf(viewsOf(records), { project: "shop", stack: "prod" }), "Tier");
const drawn = diagram([net, vpc, tier, web]);
const namesIn = (svg: string) => [...svg.matchAll(/class="name"[^>]*>([^<]*)</g)].map(([, name]) => name);

describe("a diagram", () => {
  it("has what is in the component, and other components only as a whole", () => {
    expect(namesIn(drawn).sort()).toEqual(["a&lt;b", "net", "tier · Tier"]);
  });

  it("leads from a component to what depends on a resource in it", () => {
    expect(drawn.match(/class="edge"/g)).toHaveLength(1);
  });

  it("is the same in whatever order resources are registered", () => {
    expect(diagram([net, tier, web, vpc])).toBe(drawn);
  });

  it("is one SVG file with its own colours for light and dark", () => {
    expect(drawn).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/);
    expect(drawn).toContain("@media (prefers-color-scheme: dark)");
    expect(drawn).not.toContain("light-dark(");
  });
});
