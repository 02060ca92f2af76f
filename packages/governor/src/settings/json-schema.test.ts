import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { rules } from "../rules";
import { testRules } from "./fixtures/rules";
import { seed } from "./fixtures/seed";
import { settingsJsonSchema } from "./json-schema";
import { valueAt } from "./path";

const schema: unknown = JSON.parse(JSON.stringify(settingsJsonSchema(testRules)));

/** Every key of the data is a described property of the schema, and every scalar is of its type. */
function expectDescribed(data: unknown, place: unknown): void {
  if (Array.isArray(data)) {
    expect(valueAt(place, ["type"])).toBe("array");
    for (const item of data) expectDescribed(item, valueAt(place, ["items"]));
  } else if (typeof data === "object" && data !== null) {
    expect(valueAt(place, ["type"])).toBe("object");
    for (const [key, value] of Object.entries(data)) {
      const property = valueAt(place, ["properties", key]);
      expect(valueAt(property, ["description"]), key).toBeTypeOf("string");
      expectDescribed(value, property);
    }
  } else {
    const types: readonly unknown[] = typeof data === "number" ? ["number", "integer"] : [typeof data];
    expect(types).toContain(valueAt(place, ["type"]));
    const choices = valueAt(place, ["enum"]);
    if (Array.isArray(choices)) expect(choices).toContain(data);
  }
}

/** Paths of the properties without a description. */
function undescribed(node: unknown, path: string): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const inner = undescribed(value, `${path}/${key}`);
    if (typeof value !== "object" || value === null) return inner;
    // What stands under names of one's own, such as an environment, is described as well.
    if (key === "additionalProperties")
      return valueAt(value, ["description"]) === undefined ? [...inner, `${path}/${key}`] : inner;
    if (key !== "properties" && key !== "patternProperties") return inner;
    const bare = Object.entries(value).filter(([, property]) => valueAt(property, ["description"]) === undefined);
    return [...inner, ...bare.map(([name]) => `${path}/${name}`)];
  });
}

describe("settingsJsonSchema", () => {
  it("describes the seed's block, key by key", () => {
    expectDescribed(parse(seed), schema);
  });

  it("describes every key, those of each rule and its parameters included", () => {
    expect(undescribed(schema, "")).toEqual([]);
    expect(undescribed(JSON.parse(JSON.stringify(settingsJsonSchema(rules))), "")).toEqual([]);
  });

  it("takes the rules of an organisation's own, at the top and in an environment", () => {
    for (const place of [["properties"], ["properties", "environments", "additionalProperties", "properties"]]) {
      const own = valueAt(schema, [...place, "rules", "patternProperties"]);
      expect(Object.keys(Object(own)).map((pattern) => new RegExp(pattern).test("acme/vpc-described"))).toEqual([true]);
      expect(valueAt(schema, [...place, "rules", "additionalProperties"])).toBe(false);
    }
  });

  it("carries the rules: ids, levels and parameters", () => {
    const rules = valueAt(schema, ["properties", "rules"]);
    expect(Object.keys(Object(valueAt(rules, ["properties"])))).toEqual([...testRules.map(({ id }) => id), "*"]);
    expect(valueAt(rules, ["properties", "*", "anyOf", 0, "enum"])).toEqual(["advisory", "mandatory", "disabled"]);
    expect(valueAt(rules, ["additionalProperties"])).toBe(false);
    expect(valueAt(rules, ["properties", "droplet-backups", "anyOf", 0, "enum"])).toContain("remediate");
    expect(valueAt(rules, ["properties", "region-allowed", "anyOf", 0, "enum"])).not.toContain("remediate");
    expect(
      valueAt(rules, ["properties", "spaces-lifecycle", "anyOf", 1, "properties", "params", "properties", "days"]),
    ).toEqual({
      type: "integer",
      minimum: 1,
      maximum: 365,
      default: 90,
      description: "Days that old versions are kept.",
    });
    expect(valueAt(schema, ["properties", "exempt_in_code", "items", "anyOf", 0, "enum"])).toEqual(
      testRules.map(({ id }) => id),
    );
  });

  it("stands on its own: the engine resolves no references", () => {
    expect(JSON.stringify(schema)).not.toContain("$ref");
  });

  it("says what it is, with an example that it describes", () => {
    expect(schema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#", title: "governor.yaml" });
    expect(valueAt(schema, ["$id"])).toMatch(/^https:/);
    expect(valueAt(schema, ["examples", 0, "providers", "digitalocean", "cost_limit_monthly"])).toBe(500);
  });
});
