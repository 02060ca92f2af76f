import type { Operation } from "../../api/operation.ts";
import { godoBodies } from "./godo.ts";
import { paramsOf } from "./params.ts";
import { companions, isDiscriminator, knownValue, samples, valueFor } from "./samples.ts";
import { type Shape, shapeFor, shapes } from "./shape.ts";

/** What a variant tries of an operation. */
export const variantKinds = {
  smallest: "the smallest valid request",
  field: "each optional field alone",
  value: "each value of an enumeration",
  unset: 'each optional field as null, "", 0 and {}',
  godo: "what DigitalOcean's Go client sends for what was never set",
  bound: "each bound",
  beyond: "one beyond each bound",
  type: "each field with a value of another type",
  missing: "without each required field",
  unknown: "each ID of the path and the query unknown",
  page: "pages of collections",
} as const;

export type VariantKind = keyof typeof variantKinds;

/** One request that is tried. In its texts, `@vpc` stands for the ID of something that is there. */
export interface Variant {
  /** `POST /v2/vpcs` */
  readonly operation: string;
  readonly kind: VariantKind;
  /** What is varied: `health_check.port`, or a parameter of the path. */
  readonly field: string;
  readonly method: Operation["method"];
  readonly path: string;
  readonly body?: unknown;
  /** Whether it is to be done, or refused. */
  readonly isValid: boolean;
}

type Path = readonly (string | number)[];

/** A field that a body may have. */
interface Field {
  readonly path: Path;
  readonly shape: Shape;
  readonly isRequired: boolean;
  /** Whether the smallest request has it, or what is sent in the place of one of its fields. */
  readonly isSent: boolean;
}

/** Deeper than this, fields are of a component of an app. */
const deepest = 5;

/**
 * Every variant of operations.
 *
 * @throws where nothing says what a parameter can be, or a body: then nobody can tell what is to become of a request.
 */
export function variantsOf(operations: readonly Pick<Operation, "method" | "path">[]): readonly Variant[] {
  const unsaid = operations.flatMap(({ method, path }) => {
    const operation = `${method} ${path}`;
    const names = paramsOf(operation).unsaid;
    return [
      ...names.map((name) => `${operation}: params.ts does not say what ${name} can be`),
      ...(operation in shapes && !(operation in samples) ? [`${operation}: samples.ts has no body`] : []),
    ];
  });
  if (unsaid.length > 0) throw new Error(unsaid.join("\n"));
  return operations.flatMap(({ method, path }) => {
    const operation = `${method} ${path}`;
    const params = paramsOf(operation);
    const at = (values: Readonly<Record<string, string>>) =>
      params.template.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);
    const common = { operation, method, path: at(params.known) };
    const bodies = samples[operation] ?? [undefined];
    const unknown = Object.entries(params.unknown).map(([name, value]) => {
      const target = at({ ...params.known, [name]: value });
      return { ...common, kind: "unknown", field: name, path: target, body: bodies[0], isValid: false } as const;
    });
    const paged = method === "GET" && !params.template.endsWith("}") ? pages(common) : [];
    return [
      ...bodies.flatMap((body) => {
        const variant = { ...common, ...(body === undefined ? {} : { body }) };
        return [
          { ...variant, kind: "smallest" as const, field: "", isValid: true },
          ...(body === undefined ? [] : bodyVariants(variant, body, shapes[operation] ?? {})),
        ];
      }),
      ...godoBodies(operation, bodies).map((body) => {
        return { ...common, kind: "godo" as const, field: "", body, isValid: true };
      }),
      ...unknown,
      ...paged,
    ];
  });
}

function pages(common: Pick<Variant, "operation" | "method" | "path">): readonly Variant[] {
  const separator = common.path.includes("?") ? "&" : "?";
  return ["page=1", "page=2", "per_page=1", "per_page=200"].map((query) => ({
    ...common,
    kind: "page",
    field: query,
    path: common.path + separator + query,
    isValid: true,
  }));
}

type Common = Pick<Variant, "operation" | "method" | "path">;

function bodyVariants(common: Common, body: unknown, shape: Shape): readonly Variant[] {
  return fieldsOf(common.operation, shape, body, []).flatMap((field) => {
    const { operation } = common;
    const name = field.path.join(".");
    const one = (kind: VariantKind, value: unknown, isValid: boolean): Variant => ({
      ...common,
      kind,
      field: name,
      body: withField(
        operation,
        { ...Object(body), ...companions[`${operation} ${field.path[0]}`] },
        shape,
        field.path,
        value,
      ),
      isValid,
    });
    const valid = valueFor(operation, name, field.shape);
    return [
      ...(field.isRequired ? [one("missing", undefined, false)] : []),
      ...(field.isRequired || field.isSent ? [] : [one("field", valid, true)]),
      ...(isDiscriminator(operation, name) ? [] : (field.shape.enum ?? [])).map((value) => one("value", value, true)),
      ...(field.isRequired || field.isSent ? [] : [null, "", 0, {}].map((value) => one("unset", value, true))),
      ...bounds(field, valid).map(([value, isValid]) => one(isValid ? "bound" : "beyond", value, isValid)),
      ...otherTypes(field.shape).map((value) => one("type", value, false)),
    ];
  });
}

/** The fields of a body and of what is in it. */
function fieldsOf(operation: string, shape: Shape, value: unknown, path: Path): readonly Field[] {
  const { properties = {}, required = [], items } = shapeFor(shape, value);
  const sent = Object(value);
  if (path.length >= deepest) return [];
  if (items !== undefined) return fieldsOf(operation, items, sent[0], [...path, 0]);
  return Object.entries(properties).flatMap(([name, one]) => {
    const inner = [...path, name];
    // What a field that was not sent holds is sent with it.
    const value = name in sent ? sent[name] : knownValue(operation, inner.join("."));
    const isRequired = required.includes(name);
    const isSent = name in sent;
    return [
      { path: inner, shape: shapeFor(one, value), isRequired, isSent },
      ...fieldsOf(operation, one, value, inner),
    ];
  });
}

/** A body with one field otherwise; undefined: without it. What is around it is made where it is missing. */
function withField(
  operation: string,
  body: unknown,
  shape: Shape,
  [key, ...rest]: Path,
  value: unknown,
  at: Path = [],
): unknown {
  if (key === undefined) return value;
  const here = [...at, key];
  const own = shapeFor(shape, body);
  const innerShape = (typeof key === "number" ? own.items : own.properties?.[key]) ?? {};
  const holder = Object(body);
  const before: unknown =
    rest.length > 0 ? (holder[key] ?? valueFor(operation, here.join("."), innerShape)) : undefined;
  const after = withField(operation, before, innerShape, rest, value, here);
  if (typeof key === "number") return Object.assign([...(Array.isArray(body) ? body : [])], { [key]: after });
  const { [key]: _, ...others } = holder;
  return after === undefined ? others : { ...others, [key]: after };
}

/** Values at the bounds of a field, and one beyond. A 0 counts as unset, and says nothing of a bound. */
function bounds({ shape, isRequired, isSent }: Field, valid: unknown): readonly (readonly [unknown, boolean])[] {
  const { type, minimum, maximum, minLength, maxLength, minItems, maxItems } = shape;
  if (shape.enum !== undefined) return [];
  if (type === "integer" || type === "number") {
    return [
      ...(minimum === undefined ? [] : [[minimum, true] as const, [minimum - 1, false] as const]),
      ...(maximum === undefined ? [] : [[maximum, true] as const, [maximum + 1, false] as const]),
    ].filter(([value, isValid]) => isValid || value !== 0 || isRequired || isSent);
  }
  if (type === "string") {
    const text = (length: number) => String(valid).padEnd(length, "x").slice(0, length);
    return [
      ...(minLength === undefined || minLength < 2
        ? []
        : [[text(minLength), true] as const, [text(minLength - 1), false] as const]),
      ...(maxLength === undefined ? [] : [[text(maxLength), true] as const, [text(maxLength + 1), false] as const]),
    ];
  }
  if (type === "array" && Array.isArray(valid) && valid.length > 0) {
    const many = (count: number) => Array.from({ length: count }, (_, index) => valid[index % valid.length]);
    return [
      ...(minItems === undefined || minItems === 0 ? [] : [[many(minItems - 1), false] as const]),
      ...(maxItems === undefined ? [] : [[many(maxItems), true] as const, [many(maxItems + 1), false] as const]),
    ];
  }
  return [];
}

function otherTypes({ type }: Shape): readonly unknown[] {
  switch (type) {
    case "string":
      return [7, ["text"]];
    case "integer":
    case "number":
      return ["text", [1]];
    case "boolean":
      return ["text", 7];
    case "array":
      return ["text", 7];
    case "object":
      return ["text", [1]];
    default:
      return [];
  }
}
