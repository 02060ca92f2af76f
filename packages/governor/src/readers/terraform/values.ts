import { elementOf } from "../../kinds/inputs";
import type { Kind } from "../../kinds/kind";
import { hidden, unapplied, type Value, type ValueMap } from "../../view/value";
import { checkLevel, decodeValue } from "../decode";
import {
  camelCase,
  isFilledIn,
  nestedShapeOf,
  propertyOfAttribute,
  type TerraformShape,
  terraformInputsOf,
} from "./names";

/** A resource's attributes as Terraform writes them. */
export interface Attributes {
  readonly values: Readonly<Record<string, unknown>>;
  /** Mirrors the values, with true where one is not known yet. */
  readonly unknowns: unknown;
  /** Mirrors the values, with true where one must not be shown. */
  readonly sensitive: unknown;
}

/** What the configuration says of the attributes and blocks that it sets. */
export type Expressions = Readonly<Record<string, unknown>>;

/** The properties of a resource as Pulumi has them. */
export interface Properties {
  readonly inputs: ValueMap;
  readonly outputs: ValueMap;
  /** Paths of inputs that must not be shown. */
  readonly secrets: readonly string[];
  /** The attribute or block of each input that is set, by the name of the input. */
  readonly attributeOf: ReadonlyMap<string, string>;
}

/**
 * Turns attributes into the inputs and outputs that Pulumi's provider has for them. What the provider filled in by
 * itself is no input: of a plan with its configuration, inputs are what the configuration sets.
 */
export function propertiesOfAttributes(
  kind: Kind | undefined,
  { values, unknowns, sensitive }: Attributes,
  given: Expressions | undefined,
): Properties {
  const shape = terraformInputsOf(kind);
  const inputs: Record<string, Value> = {};
  const outputs: Record<string, Value> = {};
  const secrets: string[] = [];
  const attributeOf = new Map<string, string>();
  for (const attribute of new Set([...Object.keys(values), ...keysOf(unknowns)])) {
    const raw = values[attribute];
    const mask = below(unknowns, attribute);
    const property = shape && propertyOfAttribute(attribute, shape);
    const type = property && shape.types.get(property);
    if (shape === undefined || property === undefined || type === undefined) {
      const output = attribute === "urn" ? kind?.computed.find((name) => name.endsWith("Urn")) : camelCase(attribute);
      if (output !== undefined) outputs[output] = mask === true ? unapplied : decodeValue(raw);
      continue;
    }
    const isGiven = given === undefined || Object.hasOwn(given, attribute);
    if (!isGiven && !maybeDynamic(shape, property, raw)) continue;
    const value =
      kind?.hashed?.includes(property) === true && raw !== null && raw !== undefined && raw !== ""
        ? constantText(given?.[attribute])
        : propertyValue(1, type, raw, mask, blocksIn(given?.[attribute], raw));
    if (value === undefined) continue;
    inputs[property] = value;
    attributeOf.set(property, attribute);
    addSecrets(1, secrets, property, type, below(sensitive, attribute));
  }
  return { inputs, outputs, secrets, attributeOf };
}

/** The path of a property that Terraform names by attributes and indexes, such as `["node_pool", 0, "size"]`. */
export function pathOfSteps(kind: Kind | undefined, steps: readonly (string | number)[]): string {
  let shape = terraformInputsOf(kind);
  let path = "";
  let type = "";
  for (const step of steps) {
    if (typeof step === "number") {
      if (elementOf(type) !== undefined) path += `[${step}]`;
      continue;
    }
    const property = (shape && propertyOfAttribute(step, shape)) ?? camelCase(step);
    path += path === "" ? property : `.${property}`;
    type = shape?.types.get(property) ?? "";
    shape = nestedShapeOf(type);
  }
  return path;
}

/** A block that a `dynamic` block makes is not named in the configuration, and neither is one that is filled in. */
function maybeDynamic({ name, types }: TerraformShape, property: string, raw: unknown): boolean {
  if (nestedShapeOf(types.get(property) ?? "") === undefined) return false;
  return Array.isArray(raw) ? raw.length > 0 : !isFilledIn(name, property);
}

/** What the configuration says of each block of a name; undefined where some of them may be made by a `dynamic` block. */
function blocksIn(expressions: unknown, raw: unknown): readonly unknown[] | undefined {
  const blocks = Array.isArray(expressions) ? expressions : expressions === undefined ? [] : [expressions];
  return blocks.length > 0 && blocks.length >= lengthOf(raw) ? blocks : undefined;
}

/** What the configuration says of all blocks of a name, which it has in another order; undefined where it does not tell. */
type Blocks = readonly unknown[] | undefined;

/** Undefined for what is not set. The provider does not tell an empty text or list from none. */
function propertyValue(level: number, type: string, raw: unknown, mask: unknown, blocks: Blocks): Value | undefined {
  checkLevel(level);
  if (mask === true) return unapplied;
  const element = elementOf(type);
  if (element !== undefined) return listOf(level, element, raw, mask, blocks);
  const [one, oneMask] = Array.isArray(raw) || Array.isArray(mask) ? [below(raw, 0), below(mask, 0)] : [raw, mask];
  if (oneMask === true) return unapplied;
  const shape = nestedShapeOf(type);
  if (shape !== undefined) return objectOf(level, shape, one, oneMask, blocks);
  if (type.startsWith("map<")) return mapOf(one, oneMask);
  return one === null || one === undefined || one === "" ? undefined : decodeValue(one);
}

function listOf(level: number, element: string, raw: unknown, mask: unknown, blocks: Blocks): Value | undefined {
  if (!Array.isArray(raw) && !Array.isArray(mask))
    return raw === null || raw === undefined ? undefined : decodeValue(raw);
  const length = Math.max(lengthOf(raw), lengthOf(mask));
  if (length === 0) return undefined;
  return Array.from(
    { length },
    (_, index) =>
      propertyValue(level + 1, element, below(raw, index), below(mask, index), blocks) ??
      (below(raw, index) === "" ? "" : null),
  );
}

function objectOf(
  level: number,
  shape: TerraformShape,
  raw: unknown,
  mask: unknown,
  blocks: Blocks,
): Value | undefined {
  if (typeof raw !== "object" && typeof mask !== "object") return raw === undefined ? undefined : decodeValue(raw);
  if ((raw === null || raw === undefined) && keysOf(mask).length === 0) return undefined;
  const object: Record<string, Value> = {};
  for (const attribute of new Set([...keysOf(raw), ...keysOf(mask)])) {
    const property = propertyOfAttribute(attribute, shape);
    const inner = blocks?.flatMap((block) => below(block, attribute) ?? []);
    const [rawHere, maskHere] = [below(raw, attribute), below(mask, attribute)];
    // What no block sets and is not known yet is what the provider computes.
    if (property === undefined || (inner?.length === 0 && maskHere === true)) continue;
    const type = shape.types.get(property) ?? "";
    const value = propertyValue(level + 1, type, rawHere, maskHere, blocksIn(inner, rawHere));
    if (value !== undefined) object[property] = value;
  }
  return object;
}

function mapOf(raw: unknown, mask: unknown): Value | undefined {
  const keys = new Set([...keysOf(raw), ...keysOf(mask)]);
  if (keys.size === 0)
    return raw === null || raw === undefined || typeof raw === "object" ? undefined : decodeValue(raw);
  return Object.fromEntries(
    [...keys].map((key) => [key, below(mask, key) === true ? unapplied : decodeValue(below(raw, key))]),
  );
}

function addSecrets(level: number, secrets: string[], path: string, type: string, mask: unknown): void {
  checkLevel(level);
  if (mask === true) {
    secrets.push(path);
    return;
  }
  const element = elementOf(type);
  if (element !== undefined) {
    if (Array.isArray(mask))
      for (const [index, one] of mask.entries()) addSecrets(level + 1, secrets, `${path}[${index}]`, element, one);
    return;
  }
  const one = Array.isArray(mask) ? mask[0] : mask;
  const shape = nestedShapeOf(type);
  if (one === true) secrets.push(path);
  else if (shape !== undefined) {
    for (const attribute of keysOf(one)) {
      const property = propertyOfAttribute(attribute, shape);
      if (property !== undefined)
        addSecrets(level + 1, secrets, `${path}.${property}`, shape.types.get(property) ?? "", below(one, attribute));
    }
  } else if (keysOf(one).some((key) => below(one, key) === true)) secrets.push(path);
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function below(value: unknown, key: string | number): unknown {
  if (value === true) return true;
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/** The text that stands in the configuration as it is; hidden where something computes it. */
function constantText(expression: unknown): Value {
  const constant = below(expression, "constant_value");
  return typeof constant === "string" ? constant : hidden;
}
