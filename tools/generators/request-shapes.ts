// Writes packages/emulator/src/test/request-shapes.generated.json, which says of each operation of DigitalOcean's OpenAPI
// document what fields the body of a request has: their types, values and bounds, and none of the document's text:
//
//   node tools/generators/request-shapes.ts [--check]
//
// Without the document, which is no part of the repository, the file stays as it is.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { putOrCheck } from "./generated-file.ts";

const document =
  process.env.DIGITALOCEAN_OPENAPI ??
  fileURLToPath(new URL("../../../shared/openapi/digitalocean.json", import.meta.url));
const file = fileURLToPath(new URL("../../packages/emulator/src/test/request-shapes.generated.json", import.meta.url));

/** What says how a value may be. */
const kept = ["type", "enum", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "nullable"];
const deepest = 12;

if (existsSync(document)) {
  const root: object = Object(JSON.parse(readFileSync(document, "utf8")));
  const operations = entries(at(root, "paths")).flatMap(([path, item]) =>
    entries(item).flatMap(([method, operation]) => {
      const body = resolved(root, at(operation, "requestBody"));
      const schema = at(body, "content", "application/json", "schema");
      if (!path.startsWith("/v2/") || entries(schema).length === 0) return [];
      return [[`${method.toUpperCase()} ${path}`, shapeOf(root, schema, 0)] as const];
    }),
  );
  const lines = operations.map(([name, shape]) => `${JSON.stringify(name)}: ${JSON.stringify(shape)}`);
  putOrCheck(file, `{\n${lines.join(",\n")}\n}\n`);
}

/** A schema without its words and references. */
function shapeOf(root: object, given: object, depth: number): object {
  if (depth > deepest) return {};
  const schema = resolved(root, given);
  const inner = (one: unknown) => shapeOf(root, Object(one), depth + 1);
  const all = list(schema, "allOf").map(inner);
  const alternatives = [...list(schema, "oneOf"), ...list(schema, "anyOf")].map(inner);
  const properties = entries(at(schema, "properties"))
    .filter(([, one]) => Reflect.get(resolved(root, one), "readOnly") !== true)
    .map(([name, one]) => [name, inner(one)] as const);
  const items = at(schema, "items");
  const own = {
    ...Object.fromEntries(
      kept.flatMap((name) => (Object.hasOwn(schema, name) ? [[name, Reflect.get(schema, name)]] : [])),
    ),
    ...(list(schema, "required").length > 0 ? { required: list(schema, "required") } : {}),
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(Object.hasOwn(schema, "items") ? { items: inner(items) } : {}),
    ...(alternatives.length > 0 ? { anyOf: alternatives } : {}),
  };
  return [...all, own].reduce(merged, {});
}

/** Two shapes that both hold. */
function merged(a: object, b: object): object {
  const required = [...new Set([...list(a, "required"), ...list(b, "required")])];
  const properties = { ...at(a, "properties"), ...at(b, "properties") };
  return {
    ...a,
    ...b,
    ...(required.length > 0 ? { required } : {}),
    ...(entries(properties).length > 0 ? { properties } : {}),
  };
}

function resolved(root: object, schema: object): object {
  const reference: unknown = Reflect.get(schema, "$ref");
  if (typeof reference !== "string") return schema;
  return resolved(root, at(root, ...reference.split("/").slice(1)));
}

function list(value: object, key: string): readonly unknown[] {
  const found: unknown = Reflect.get(value, key);
  return Array.isArray(found) ? found : [];
}

function entries(value: object): readonly (readonly [string, object])[] {
  return Object.entries(value).map(([key, one]) => [key, Object(one)] as const);
}

function at(value: object, ...path: readonly string[]): object {
  return path.reduce<object>((here, key) => Object(Reflect.get(here, key)), value);
}
