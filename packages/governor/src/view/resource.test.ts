import { describe, expect, it } from "vitest";
import { viewOf } from "./resource";

describe("account", () => {
  const accountOf = (provider?: string) =>
    viewOf({ urn: "urn", type: "type", name: "web", inputs: {}, ...(provider && { provider }) }, undefined).account;

  it.each([
    ["no provider is named", undefined],
    ["the default provider", "urn:pulumi:dev::shop::pulumi:providers:digitalocean::default"],
    ["the default provider of a version", "urn:pulumi:dev::shop::pulumi:providers:digitalocean::default_4_80_1"],
    ["one of a test version", "urn:pulumi:dev::shop::pulumi:providers:digitalocean::default_4_80_1_alpha_3_g1a2b"],
    [
      "one with a download address",
      "urn:pulumi:dev::shop::pulumi:providers:digitalocean::default_4_80_1_https_/get.acme.io/x",
    ],
    ["one with that alone", "urn:pulumi:dev::shop::pulumi:providers:digitalocean::default_github_/api.github.com/acme"],
  ])("is the default one: %s", (_, provider) => {
    expect(accountOf(provider)).toBe("default");
  });

  it.each(["defaults-of-acme", "default_prod", "default_4", "default_2_teams", "default-4_80_1"])(
    "is the explicit provider: %s",
    (name) => {
      const urn = `urn:pulumi:dev::shop::pulumi:providers:digitalocean::${name}`;
      expect(accountOf(urn)).toBe(urn);
    },
  );
});
