import * as z from "zod";
import type { Path } from "./path";

/** What a schema says of a place: its description, and the keys that may stand there when they are fixed. */
export interface Place {
  readonly description?: string;
  readonly keys?: readonly string[];
  /** True when the place takes true or false. */
  readonly isSwitch: boolean;
}

/** Looks a path up in a schema. Undefined: no such place. */
export function placeOf(schema: z.core.$ZodType, path: Path): Place | undefined {
  let place = unwrap(schema);
  for (const segment of path) {
    const inner = childOf(place.schema, segment);
    if (inner === undefined) return undefined;
    place = unwrap(inner);
  }
  return {
    ...(place.description === undefined ? {} : { description: place.description }),
    ...(place.schema instanceof z.ZodObject ? { keys: Object.keys(place.schema.shape) } : {}),
    isSwitch: place.schema instanceof z.ZodBoolean,
  };
}

/** Where else a key may stand: the shortest path that ends with it, not through a list or a map of free names. */
export function homeOf(schema: z.core.$ZodType, key: string): Path | undefined {
  const open: { readonly at: Path; readonly schema: z.core.$ZodType }[] = [{ at: [], schema }];
  for (const { at, schema: here } of open) {
    const { schema: inner } = unwrap(here);
    if (!(inner instanceof z.ZodObject)) continue;
    if (Object.hasOwn(inner.shape, key)) return [...at, key];
    for (const [name, child] of Object.entries(inner.shape)) open.push({ at: [...at, name], schema: child });
  }
  return undefined;
}

function childOf(schema: z.core.$ZodType, segment: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, segment) ? schema.shape[segment] : undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

/** Steps through what is optional, and into the mapping form of a union, which stands last. */
function unwrap(schema: z.core.$ZodType): { readonly schema: z.core.$ZodType; readonly description?: string } {
  const description = schema instanceof z.ZodType ? schema.description : undefined;
  const inner =
    schema instanceof z.ZodExactOptional
      ? schema.unwrap()
      : schema instanceof z.ZodUnion
        ? schema.options.at(-1)
        : undefined;
  if (inner === undefined) return { schema, ...(description === undefined ? {} : { description }) };
  const within = unwrap(inner);
  return description === undefined ? within : { ...within, description };
}
