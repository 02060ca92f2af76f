// Writes the tables of the stand-in provider (test/standin):
//
//   node tools/generators/standin-table.ts <provider-schema.json> [terraform-schema.json]
//
// The first argument is the Pulumi provider's schema; table.generated.json comes from it. The second one is what
// test/standin/terraform/main.go prints; left out, unset.generated.json stays as it is.
// The replacing inputs come from the schema, never from our own kinds, so that engine tests can contradict the kinds.
import { readFileSync, writeFileSync } from "node:fs";

interface SchemaProperty {
  readonly type: string;
  readonly required?: boolean;
  readonly replaces?: boolean;
  readonly secret?: boolean;
}

interface SchemaResource {
  readonly inputs: Record<string, SchemaProperty>;
  readonly outputs: Record<string, SchemaProperty>;
}

interface ProviderSchema {
  readonly source: string;
  readonly resources: Record<string, SchemaResource>;
  readonly types: Record<string, Record<string, SchemaProperty> | { readonly enum: readonly string[] }>;
}

interface TerraformAttribute {
  readonly type: string;
  readonly computed?: boolean;
  readonly deprecated?: boolean;
  readonly default?: boolean | number | string;
  readonly block?: Record<string, TerraformAttribute>;
}

type Shape = Record<string, string>;

interface TableResource {
  readonly inputs: Shape;
  readonly outputs: Shape;
  readonly replaces: readonly string[];
  readonly required: readonly string[];
  readonly secrets: readonly string[];
  readonly autoname?: string;
}

type Defaults = Record<string, boolean | number | string>;

interface Unset {
  readonly computed?: readonly string[];
  readonly defaults?: Defaults;
  readonly stateDefaults?: Defaults;
  readonly sets?: readonly string[];
  readonly blocks?: readonly string[];
}

const folder = new URL("../../test/standin/", import.meta.url);

function byName<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readSchema(path: string): ProviderSchema {
  return JSON.parse(readFileSync(path, "utf8"));
}

function readTerraform(path: string): Record<string, Record<string, TerraformAttribute>> {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** `string|Region` is an open enum: any string is accepted, so only `string` matters here. */
function plainType(type: string): string {
  return type.split("|")[0] ?? type;
}

function elementType(type: string): string {
  return type.endsWith("[]") ? type.slice(0, -2) : type;
}

function objectProperties(schema: ProviderSchema, type: string): Record<string, SchemaProperty> | undefined {
  const object = schema.types[elementType(plainType(type))];
  return object === undefined || isEnum(object) ? undefined : object;
}

function isEnum(
  object: Record<string, SchemaProperty> | { readonly enum: readonly string[] },
): object is { readonly enum: readonly string[] } {
  return Array.isArray(object.enum);
}

function shapeOf(properties: Record<string, SchemaProperty>): Shape {
  return byName(Object.entries(properties).map(([name, property]) => [name, plainType(property.type)] as const));
}

function namesWith(properties: Record<string, SchemaProperty>, flag: "replaces" | "required" | "secret"): string[] {
  return Object.entries(properties)
    .filter(([, property]) => property[flag] === true)
    .map(([name]) => name);
}

/** Replacing inputs, those of nested objects as dotted paths without list indexes (`nodePool.size`). */
function replacingPaths(schema: ProviderSchema, properties: Record<string, SchemaProperty>, prefix = ""): string[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const nested = objectProperties(schema, property.type);
    const below = nested === undefined ? [] : replacingPaths(schema, nested, `${prefix}${name}.`);
    return property.replaces === true ? [prefix + name, ...below] : below;
  });
}

/** The bridge names every resource that has a `name`, but a domain: that one is the platform's key. */
function autonamed(token: string, resource: SchemaResource): { autoname?: string } {
  return resource.inputs.name !== undefined && !token.endsWith(":Domain") ? { autoname: "name" } : {};
}

function tableResource(schema: ProviderSchema, token: string, resource: SchemaResource): TableResource {
  return {
    inputs: shapeOf(resource.inputs),
    outputs: shapeOf(resource.outputs),
    replaces: replacingPaths(schema, resource.inputs).sort(),
    required: namesWith(resource.inputs, "required").sort(),
    secrets: [...namesWith(resource.inputs, "secret"), ...namesWith(resource.outputs, "secret")].sort(),
    ...autonamed(token, resource),
  };
}

/** Only objects that a program can write: computed objects are unknown at preview and empty afterwards. */
function inputObjects(schema: ProviderSchema): Record<string, Shape> {
  const objects = new Map<string, Shape>();
  const visit = (properties: Record<string, SchemaProperty>): void => {
    for (const property of Object.values(properties)) {
      const name = elementType(plainType(property.type));
      const nested = objectProperties(schema, property.type);
      if (nested !== undefined && !objects.has(name)) {
        objects.set(name, shapeOf(nested));
        visit(nested);
      }
    }
  };
  for (const resource of Object.values(schema.resources)) {
    visit(resource.inputs);
  }
  return byName(objects);
}

const IRREGULAR_RESOURCES = new Map([
  ["DnsRecord", "digitalocean_record"],
  ["LoadBalancer", "digitalocean_loadbalancer"],
]);

/** `Genai*` are deprecated names of `Gradientai*`; Terraform has only the latter. */
function terraformResource(className: string): string {
  return IRREGULAR_RESOURCES.get(className) ?? `digitalocean_${snakeCase(className.replace(/^Genai/, "Gradientai"))}`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, "");
}

function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Pulumi makes lists plural and single blocks singular; Terraform does neither. `domain` of an App, beside `domains`, became `domainNames`. */
function pulumiName(shape: Record<string, SchemaProperty>, terraformName: string): string | undefined {
  const name = camelCase(terraformName);
  const candidates = [name, `${name}Names`, `${name}s`, `${name}es`, name.replace(/y$/, "ies"), name.replace(/s$/, "")];
  return candidates.find((candidate) => shape[candidate] !== undefined);
}

interface Joined {
  readonly name: string;
  readonly type: string;
  readonly attribute: TerraformAttribute;
}

/** The properties that both schemas have. */
function join(properties: Record<string, SchemaProperty>, attributes: Record<string, TerraformAttribute>): Joined[] {
  return Object.entries(attributes).flatMap(([terraformName, attribute]) => {
    const name = pulumiName(properties, terraformName);
    const property = name === undefined ? undefined : properties[name];
    return name === undefined || property === undefined ? [] : [{ name, type: property.type, attribute }];
  });
}

/** The bridge puts a default into the checked inputs, unless it is zero or deprecated: then only the state shows it. */
function isCheckDefault(attribute: TerraformAttribute): boolean {
  return attribute.deprecated !== true && Boolean(attribute.default);
}

function isStateDefault(attribute: TerraformAttribute): boolean {
  // An empty text is no default: the state shows null.
  return attribute.default !== undefined && attribute.default !== "" && !isCheckDefault(attribute);
}

function namesWhere(joined: readonly Joined[], wanted: (property: Joined) => boolean): string[] {
  return joined
    .filter(wanted)
    .map(({ name }) => name)
    .sort();
}

function defaultsWhere(joined: readonly Joined[], wanted: (attribute: TerraformAttribute) => boolean): Defaults {
  return byName(
    joined.flatMap(({ name, attribute }) =>
      attribute.default !== undefined && wanted(attribute) ? [[name, attribute.default] as const] : [],
    ),
  );
}

function unsetOf(joined: readonly Joined[]): Unset | undefined {
  const groups = {
    computed: namesWhere(joined, ({ attribute }) => attribute.computed === true),
    defaults: defaultsWhere(joined, isCheckDefault),
    stateDefaults: defaultsWhere(joined, isStateDefault),
    sets: namesWhere(joined, ({ attribute }) => attribute.type === "TypeSet"),
    blocks: namesWhere(joined, ({ type, attribute }) => attribute.block !== undefined && type.endsWith("[]")),
  };
  const filled = Object.entries(groups).filter(([, group]) => Object.keys(group).length > 0);
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

function unsetTable(schema: ProviderSchema, terraform: ReturnType<typeof readTerraform>): Record<string, Unset> {
  const owners = new Map<string, Unset>();
  const visited = new Set<string>();
  const visit = (owner: string, joined: readonly Joined[]): void => {
    visited.add(owner);
    const unset = unsetOf(joined);
    if (unset !== undefined) {
      owners.set(owner, unset);
    }
    for (const { type, attribute } of joined) {
      const nested = objectProperties(schema, type);
      const object = elementType(plainType(type));
      if (attribute.block !== undefined && nested !== undefined && !visited.has(object)) {
        visit(object, join(nested, attribute.block));
      }
    }
  };
  for (const [token, resource] of Object.entries(schema.resources)) {
    const terraformName = terraformResource(token.split(":").at(-1) ?? "");
    const attributes = terraform[terraformName];
    if (attributes === undefined) {
      console.error(`${token}: no ${terraformName} in the Terraform schema, what is left out there shows as null`);
    } else {
      visit(token, join(resource.inputs, attributes));
    }
  }
  return byName(owners);
}

/** One line per entry: small, and a change of the schema gives a readable diff. */
function lines(value: Record<string, object>): string {
  const entries = Object.entries(value).map(([name, entry]) => `    ${JSON.stringify(name)}: ${JSON.stringify(entry)}`);
  return `{\n${entries.join(",\n")}\n  }`;
}

const [schemaPath, terraformPath] = process.argv.slice(2);
if (schemaPath === undefined) {
  console.error("usage: node tools/generators/standin-table.ts <provider-schema.json> [terraform-schema.json]");
  process.exit(2);
}
const schema = readSchema(schemaPath);
const resources = byName(
  Object.entries(schema.resources).map(([token, resource]) => [token, tableResource(schema, token, resource)] as const),
);
writeFileSync(
  new URL("table.generated.json", folder),
  `{\n  "source": ${JSON.stringify(schema.source)},\n  "resources": ${lines(resources)},\n  "objects": ${lines(inputObjects(schema))}\n}\n`,
);
if (terraformPath !== undefined) {
  writeFileSync(
    new URL("unset.generated.json", folder),
    `{\n  "owners": ${lines(unsetTable(schema, readTerraform(terraformPath)))}\n}\n`,
  );
}
