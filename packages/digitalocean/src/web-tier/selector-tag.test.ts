import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectorTag } from "./selector-tag";

const type = "infrafabric-digitalocean:index:GovernedWebTier";
const urn = (project: string, stack: string, name: string, types = type) =>
  `urn:pulumi:${stack}::${project}::${types}::${name}`;

describe("selectorTag", () => {
  it("names project, stack and component", () => {
    expect(selectorTag(urn("shop", "prod", "web"))).toBe("shop:prod:web");
  });

  it.each([
    [urn("shop.eu", "prod", "web"), /^shop-eu:prod:web:[0-9a-f]{8}$/],
    [urn("shop", "prod", "Web"), /^shop:prod:web:[0-9a-f]{8}$/],
    [urn("shop", "prod", "web", `acme:index:Team$${type}`), /^shop:prod:web:[0-9a-f]{8}$/],
    [urn("shop", "prod", "w".repeat(300)), /^shop:prod:w{236}:[0-9a-f]{8}$/],
  ])("tells apart what looks alike (%#)", (text, expected) => {
    expect(selectorTag(text)).toMatch(expected);
  });

  it("is a tag that DigitalOcean takes, and another one for another URN", () => {
    const name = fc.string({ minLength: 1, maxLength: 120 }).filter((text) => !text.includes("::"));
    fc.assert(
      fc.property(name, name, name, name, (project, stack, one, other) => {
        const tags = [one, other].map((last) => selectorTag(urn(project, stack, last)));
        for (const tag of tags) expect(tag).toMatch(/^[a-z0-9:_-]{1,255}$/);
        expect(tags[0] === tags[1]).toBe(one === other);
      }),
    );
  });
});
