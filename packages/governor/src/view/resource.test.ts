import { describe, expect, it } from "vitest";
import { viewOf } from "./resource";

describe("account", () => {
  const accountOf = (provider?: string) =>
    viewOf({ urn: "urn", type: "type", name: "web", inputs: {}, ...(provider && { provider }) }, undefined).account;

  it.each([
    ["no provider is named", undefined],
    ["the default provider", "urn:pulumi:dev::shop::pulumi:providers:digitalocean::default"],
    ["the default provider of a version", "urn:pulumi:dev::shop::pulumi:providers:digitalocean::default_4_80_1"],
  ])("is the default one: %s", (_, provider) => {
    expect(accountOf(provider)).toBe("default");
  });

  it("is the explicit provider", () => {
    const urn = "urn:pulumi:dev::shop::pulumi:providers:digitalocean::defaults-of-acme";
    expect(accountOf(urn)).toBe(urn);
  });
});
