// What Pulumi's schema analyzer makes of the components: other languages see this and nothing else. All of it is
// committed as plugin/schema.generated.json, so that a change of an argument or an output shows in a review.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { PackageSpec, Property } from "@pulumi/pulumi/provider/experimental/schema.js";
import { describe, expect, it } from "vitest";
import * as root from "./index";

const file = join(__dirname, "..", "plugin", "schema.generated.json");
const { resources, types, dependencies }: PackageSpec = JSON.parse(readFileSync(file, "utf8"));
const ours = "infrafabric-digitalocean:index:";

/** `name: type`, where `plain` says that no Output may stand there. */
function lines(properties: Readonly<Record<string, Property>> = {}): readonly string[] {
  return Object.entries(properties).map(
    ([name, property]) => `${name}: ${property.plain === true ? "plain " : ""}${typeOf(property)}`,
  );
}

function typeOf(property: Property): string {
  const { items, additionalProperties } = property;
  if (items !== undefined) return `${typeOf(items)}[]`;
  if (additionalProperties !== undefined) return `map of ${typeOf(additionalProperties)}`;
  return "$ref" in property ? property.$ref.replace(/^.*[:/]/, "") : property.type;
}

describe("the schema", () => {
  it("has every exported component, on the resources of one other package", () => {
    const exported = Object.entries(root).flatMap(([name, value]) =>
      "prototype" in value && value.prototype instanceof pulumi.ComponentResource ? [`${ours}${name}`] : [],
    );
    expect(Object.keys(resources).sort()).toEqual(exported.sort());
    expect(dependencies?.map(({ name }) => name)).toEqual(["digitalocean"]);
  });

  it("has what every governed component takes, although it is inherited", () => {
    for (const { inputProperties } of Object.values(resources)) {
      expect(lines(inputProperties)).toEqual(
        expect.arrayContaining([
          "governor: plain string",
          "environment: plain string",
          "exemptions: plain ExemptionArgs[]",
          "tags: plain map of string",
        ]),
      );
    }
    expect(lines(types[`${ours}ExemptionArgs`]?.properties)).toEqual([
      "rule: plain string",
      "reason: plain string",
      "owner: plain string",
      "expires: plain string",
    ]);
  });

  it("has for every component what it costs, and what of it has no price", () => {
    for (const { properties } of Object.values(resources)) {
      expect(lines(properties)).toEqual(expect.arrayContaining(["monthlyCost: number", "unpriced: string[]"]));
    }
  });

  it("knows the words of arguments that take only a few", () => {
    expect(types[`${ours}CorsMethod`]?.enum?.map(({ value }) => value)).toEqual([
      "GET",
      "HEAD",
      "PUT",
      "POST",
      "DELETE",
    ]);
    expect(lines(types[`${ours}CorsRuleArgs`]?.properties)).toContain("allowedMethods: plain CorsMethod[]");
  });

  it("says of every argument what it is for, and of every property of one", () => {
    const silent = (owner: string, properties: Readonly<Record<string, Property>> = {}) =>
      Object.entries(properties).flatMap(([name, { description }]) => (description ? [] : [`${owner}.${name}`]));
    const own = Object.entries(types).filter(([name]) => name.endsWith("Args") && !name.includes(":Partial"));
    expect([
      ...Object.entries(resources).flatMap(([name, { inputProperties }]) => silent(name, inputProperties)),
      ...own.flatMap(([name, { properties }]) => silent(name, properties)),
    ]).toEqual([]);
  });
});
