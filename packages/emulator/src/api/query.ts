import type * as z from "zod";
import { badRequest } from "./errors.ts";
import type { Call } from "./operation.ts";

/**
 * The query of a request as its schema reads it.
 *
 * @throws ApiError that names all its problems.
 */
export function queryOf<T>({ query }: Pick<Call, "query">, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (parsed.success) return parsed.data;
  throw badRequest(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}
