import * as z from "zod";

/** A list in the body of a request; clients send null for an empty one. */
export const listOf = <T extends z.ZodType>(item: T, most = Number.MAX_SAFE_INTEGER) =>
  z
    .array(item)
    .max(most)
    .nullish()
    .transform((items) => items ?? []);
