import { elementOf } from "../../kinds/inputs";
import { attributeOf, isApiObject } from "../../live/api-object";
import type { ApiObject } from "../../live/live";
import type { Value, ValueMap } from "../../view/value";
import { checkLevel, decodeValue } from "../decode";
import { nestedShapeOf, propertyOfAttribute, type TerraformShape } from "../terraform/names";

/** The inputs that attributes of an object are, and the attributes of which they were made. */
export interface Inputs {
  readonly inputs: ValueMap;
  readonly used: ReadonlySet<string>;
}

/** Turns the attributes of an API object into the inputs of a kind. What the API leaves empty is not set. */
export function inputsOfAttributes(attributes: ApiObject, shape: TerraformShape): Inputs {
  const used = new Set<string>();
  return { inputs: propertiesOf(1, attributes, shape, used), used };
}

function propertiesOf(level: number, object: ApiObject, shape: TerraformShape, used?: Set<string>): ValueMap {
  const properties: Record<string, Value> = {};
  for (const [attribute, raw] of Object.entries(object)) {
    const property = propertyOfAttribute(attribute, shape);
    const type = property === undefined ? undefined : shape.types.get(property);
    if (property === undefined || type === undefined) continue;
    used?.add(attribute);
    const value = propertyValue(level, type, raw);
    if (value !== undefined) properties[property] = value;
  }
  return properties;
}

function propertyValue(level: number, type: string, raw: unknown): Value | undefined {
  checkLevel(level);
  if (raw === null || raw === undefined || raw === "") return undefined;
  const element = elementOf(type);
  if (element !== undefined) {
    const elements = Array.isArray(raw) ? raw : [raw];
    const values = elements.flatMap((one) => propertyValue(level + 1, element, one) ?? []);
    return values.length === 0 ? undefined : values;
  }
  const shape = nestedShapeOf(type);
  if (shape !== undefined && isApiObject(raw)) {
    const value = propertiesOf(level + 1, raw, shape);
    return Object.keys(value).length === 0 ? undefined : value;
  }
  if (type.startsWith("map<") && isApiObject(raw)) return Object.keys(raw).length === 0 ? undefined : decodeValue(raw);
  return scalarOf(type, isApiObject(raw) ? slugOrId(raw) : raw);
}

/** Regions, images and sizes stand as objects where inputs have their slugs. */
function slugOrId(object: ApiObject): unknown {
  const slug = attributeOf(object, "slug");
  return typeof slug === "string" && slug !== "" ? slug : attributeOf(object, "id");
}

/** The API writes ids as numbers that are texts in inputs, and the other way round. */
function scalarOf(type: string, raw: unknown): Value | undefined {
  if (raw === null || raw === undefined) return undefined;
  if (type === "string" && (typeof raw === "number" || typeof raw === "boolean")) return `${raw}`;
  if (type === "number" && typeof raw === "string" && raw.trim() !== "" && Number.isFinite(Number(raw)))
    return Number(raw);
  return decodeValue(raw);
}
