import { describe, expect, it } from "vitest";
import * as z from "zod";
import "../server/emulator.ts";
import { recordKinds } from "./table.ts";

/**
 * Where a record may hold what JSON does not keep. A required key that takes anything takes undefined, which is not in
 * the file: such a record is written and cannot be read.
 */
function lost(schema: unknown, at: string): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, one]) => lost(one, `${at}.${name}`));
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) return lostIn(schema.unwrap(), at);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly)
    return lost(schema.unwrap(), at);
  if (schema instanceof z.ZodArray) return lost(schema.element, `${at}[]`);
  if (schema instanceof z.ZodRecord) return lostIn(schema.valueType, `${at}{}`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => lost(one, at));
  if (schema instanceof z.ZodPipe) return lost(schema.in, at);
  if (schema instanceof z.ZodIntersection) return [...lost(schema.def.left, at), ...lost(schema.def.right, at)];
  // The only lazy schema is that of JSON itself.
  const kept = [
    z.ZodLazy,
    z.ZodString,
    z.ZodStringFormat,
    z.ZodNumber,
    z.ZodBoolean,
    z.ZodEnum,
    z.ZodLiteral,
    z.ZodCustom,
  ];
  return kept.some((kind) => schema instanceof kind) ? [] : [at];
}

/** A key that may be absent may hold anything. */
const lostIn = (schema: unknown, at: string) => (schema instanceof z.ZodUnknown ? [] : lost(schema, at));

describe("the schema of a record", () => {
  it.each([...recordKinds])("reads all of %s that JSON keeps", (name, schema) => {
    expect(lost(schema, name)).toEqual([]);
  });

  it("requires nothing that may be undefined, nor what is a text in JSON", () => {
    const bad = z.object({ a: z.unknown(), b: z.unknown().optional(), c: z.array(z.date()), d: z.string().nullish() });
    expect(lost(bad, "x")).toEqual(["x.a", "x.c[]"]);
  });
});
