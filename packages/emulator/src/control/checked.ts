import type * as z from "zod";
import { unprocessable } from "../api/errors.ts";
import { firstOf } from "../state/problems.ts";

/**
 * A body as its schema reads it.
 *
 * @throws ApiError that names its problems.
 */
export function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw unprocessable(firstOf(problems).join("; "));
}
