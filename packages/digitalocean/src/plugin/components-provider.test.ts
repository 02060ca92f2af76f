import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { ComponentsProvider } from "./components-provider";

class Tier extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly inner = "hidden";

  constructor(name: string, args: { readonly domain: string }, opts?: pulumi.ComponentResourceOptions) {
    super("acme:index:Tier", name, {}, opts);
    this.url = pulumi.output(`https://${args.domain}`);
  }
}

const schema = JSON.stringify({ resources: { "acme:index:Tier": { properties: { url: {} } } } });
const provider = new ComponentsProvider("1.2.3", schema, { Tier, Plain: class {} });

describe("the provider of the components", () => {
  beforeAll(() =>
    pulumi.runtime.setMocks({ newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) }, "shop", "dev"),
  );

  it("makes a component, and answers with the outputs that the schema names", async () => {
    const { urn, state } = await provider.construct("web", "acme:index:Tier", { domain: "example.com" }, {});
    expect(await new Promise((resolve) => pulumi.output(urn).apply(resolve))).toBe(
      "urn:pulumi:dev::shop::acme:index:Tier::web",
    );
    expect(Object.keys(state)).toEqual(["url"]);
    expect(await new Promise((resolve) => pulumi.output(state.url).apply(resolve))).toBe("https://example.com");
  });

  it("names the components that there are, where there is none of a type", async () => {
    const rejected = provider.construct("web", "acme:index:Teir", {}, {});
    await expect(rejected).rejects.toThrow("unknown component acme:index:Teir: this version has acme:index:Tier");
  });
});
