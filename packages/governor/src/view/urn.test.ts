import { describe, expect, it } from "vitest";
import { nameOf, parseUrn } from "./urn";

describe("parseUrn", () => {
  it.each([
    ["urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::web", "web"],
    ["urn:pulumi:dev::shop::example:index:Tier$digitalocean:index/tag:Tag::tier-tag", "tier-tag"],
    ["urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::a::b", "a::b"],
    ["urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::", ""],
  ])("%s", (urn, name) => {
    expect(parseUrn(urn)).toEqual({ stack: "dev", project: "shop", name });
    expect(nameOf(urn)).toBe(name);
  });

  it("is undefined for what is no URN, and the name is then the text itself", () => {
    expect(parseUrn("web")).toBeUndefined();
    expect(nameOf("web")).toBe("web");
  });
});
