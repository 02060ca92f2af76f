import { describe, expect, it } from "vitest";
import { nameOf, parseUrn, stackUrn } from "./urn";

describe("parseUrn", () => {
  it.each([
    ["urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::web", "digitalocean:index/droplet:Droplet", "web"],
    ["urn:pulumi:dev::shop::example:index:Tier$digitalocean:index/tag:Tag::a", "digitalocean:index/tag:Tag", "a"],
    ["urn:pulumi:dev::shop::digitalocean:index/tag:Tag::a$b::c", "digitalocean:index/tag:Tag", "a$b::c"],
    ["urn:pulumi:dev::shop::digitalocean:index/tag:Tag::", "digitalocean:index/tag:Tag", ""],
    [stackUrn("shop", "dev"), "pulumi:pulumi:Stack", "shop-dev"],
  ])("%s", (urn, type, name) => {
    expect(parseUrn(urn)).toEqual({ stack: "dev", project: "shop", type, name });
    expect(nameOf(urn)).toBe(name);
  });

  it.each(["web", "urn:other:dev::shop::type::name", "urn:pulumi:dev::shop::type"])("%s is none", (text) => {
    expect(parseUrn(text)).toBeUndefined();
  });

  it("the name of what is no URN is the text itself", () => {
    expect(nameOf("web")).toBe("web");
  });
});
