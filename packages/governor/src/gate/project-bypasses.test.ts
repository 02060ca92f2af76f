import { describe, expect, it } from "vitest";
import { projectBypasses } from "./project-bypasses";

const bypasses = (text: string) => projectBypasses(text, "Pulumi.yaml");

describe("a Pulumi.yaml", () => {
  it("without plugins of its own, or with a provider that is not governed, has no bypass", () => {
    expect(bypasses("name: shop\nruntime: nodejs\n")).toEqual([]);
    expect(
      bypasses("name: shop\nplugins:\n  providers:\n    - { name: random, path: ./random }\n  languages: []\n"),
    ).toEqual([]);
    expect(bypasses("name: shop\nplugins:\npackages:\n  random: random@1.0.0\n")).toEqual([]);
  });

  it("that brings its own hosts and providers names all of them, each with its place", () => {
    expect(
      bypasses(
        `name: shop
plugins:
  languages:
    - { name: nodejs, path: ./host }
  analyzers: [{ name: policy-nodejs, path: ./analyzer }]
  providers:
    - { name: random, path: ./random }
    - { name: digitalocean, path: ./provider }
packages:
  aws: ./aws
`,
      ),
    ).toEqual([
      "Pulumi.yaml:4:5  plugins.languages replaces the language host, which starts the policy pack",
      "Pulumi.yaml:5:14  plugins.analyzers replaces the plugin that runs policy packs",
      "Pulumi.yaml:8:7  plugins.providers replaces the provider digitalocean, whose answers policies see",
      "Pulumi.yaml:10:8  packages.aws replaces the provider aws, whose answers policies see",
    ]);
  });

  it("hides nothing behind an alias, a merge key or JSON", () => {
    expect(bypasses("x: &p { languages: [{ name: nodejs }] }\nplugins: *p\n")).toHaveLength(1);
    expect(bypasses("x: &p { languages: [{ name: nodejs }] }\nplugins:\n  <<: *p\n")).toHaveLength(1);
    expect(bypasses('{"plugins":{"languages":[{"name":"nodejs"}]}}')).toHaveLength(1);
  });

  it("that cannot be read is refused, not passed", () => {
    expect(bypasses("a: [")).toEqual([expect.stringMatching(/^Pulumi\.yaml {2}is not valid YAML: /)]);
    for (const text of ["plugins: [languages]", "plugins: { providers: 1 }", "- a", "packages: x"])
      expect(bypasses(text), text).toEqual([expect.stringContaining("cannot be read as a Pulumi project")]);
  });
});
