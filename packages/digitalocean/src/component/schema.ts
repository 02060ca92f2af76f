import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { isDeferred } from "./deferred";

/** What Pulumi may also resolve later; what is there already is checked now. */
export function input<T>(schema: z.ZodType<T>): z.ZodType<pulumi.Input<T>> {
  return z.union([schema, z.custom<pulumi.Input<T>>(isDeferred)]);
}

/** Text that says something. */
export const text = () => z.string().regex(/\S/, { error: "must not be empty" });

/**
 * One of a few words.
 *
 * @param words The words, each under a name for programs that write one.
 * @param unknown What to call another one: `unknown method`.
 */
export function oneOf<T extends string>(words: Readonly<Record<string, T>>, unknown: string): z.ZodType<T> {
  return z.enum(Object.values(words), { error: unknown });
}
