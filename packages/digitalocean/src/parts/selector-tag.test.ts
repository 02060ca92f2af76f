import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectorTag } from "./selector-tag";

const type = "infrafabric-digitalocean:index:GovernedWebTier";
const urn = (project: string, stack: string, name: string, types = type) =>
  `urn:pulumi:${stack}::${project}::${types}::${name}`;

describe("selectorTag", () => {
  it.each([
    [urn("shop", "prod", "web"), /^shop-prod-web-[0-9a-f]{8}$/],
    [urn("shop.eu", "prod", "Web"), /^shop-eu-prod-web-[0-9a-f]{8}$/],
    [urn("shop", "prod", "w".repeat(300)), /^shop-prod-w{236}-[0-9a-f]{8}$/],
  ])("names project, stack and component (%#)", (text, expected) => {
    expect(selectorTag(text)).toMatch(expected);
  });

  it("tells apart what looks alike", () => {
    const alike = [
      urn("shop", "prod", "web"),
      urn("shop", "prod", "Web"),
      urn("shop-prod", "web", "web"),
      urn("shop", "prod", "web", `acme:index:Team$${type}`),
    ];
    expect(new Set(alike.map((one) => selectorTag(one))).size).toBe(alike.length);
  });

  it("tells apart the groups of a component, also from those of others that look alike", () => {
    const [net, netWeb] = [urn("shop", "prod", "net"), urn("shop", "prod", "net-web")];
    expect(selectorTag(net, "db")).toMatch(/^shop-prod-net-db-[0-9a-f]{8}$/);
    const tags = [selectorTag(net), selectorTag(netWeb), selectorTag(net, "web-db"), selectorTag(netWeb, "db")];
    expect(new Set(tags).size).toBe(tags.length);
  });

  it("is a tag that DigitalOcean takes, no label, and another one for another URN", () => {
    const name = fc.string({ minLength: 1, maxLength: 120 }).filter((text) => !text.includes("::"));
    fc.assert(
      fc.property(name, name, name, name, (project, stack, one, other) => {
        const tags = [one, other].map((last) => selectorTag(urn(project, stack, last)));
        for (const tag of tags) expect(tag).toMatch(/^[a-z0-9_-]{1,255}$/);
        expect(tags[0] === tags[1]).toBe(one === other);
      }),
    );
  });
});
