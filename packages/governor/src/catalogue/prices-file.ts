import * as z from "zod";
import { jsonWords } from "../settings/data-words";
import { issueWords } from "../settings/issue-words";
import type { RefreshedPrices } from "./refreshed";

const usd = z.number().positive();

const dropletSizePrice = z.object({
  slug: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/),
  usdPerMonth: usd,
  usdPerHour: usd,
  vcpus: z.number().positive(),
  memoryGib: z.number().positive(),
  diskGib: z.number().min(0),
  transferTib: z.number().min(0),
});

const appSizePrice = z.object({ slug: dropletSizePrice.shape.slug, usdPerMonth: usd });

const refreshedPrices = z.strictObject({
  version: z.literal(1),
  /** The day on which the API told them. */
  asOf: z.iso.date(),
  dropletSizes: z.array(dropletSizePrice),
  appSizes: z.array(appSizePrice),
});

/** Prices that cannot be read. Its message is for the user. */
export class PricesError extends Error {
  override readonly name = "PricesError";
}

/**
 * Reads prices that were written by a refresh.
 *
 * @throws PricesError
 */
export function readRefreshedPrices(text: string, origin: string): RefreshedPrices {
  const result = refreshedPrices.safeParse(parseJson(text), inJson);
  if (result.success) return result.data;
  throw new PricesError(`${origin} is not a file of \`governor catalogue refresh\`: ${problemsIn(result.error)}`);
}

/** For schemas of what stands in a file of JSON. */
export const inJson = { error: issueWords(jsonWords), jitless: true };

/** Undefined for what is no JSON, which fits no schema. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first problems of a document, each with its place. */
export function problemsIn({ issues }: z.core.$ZodError): string {
  const shown = issues.slice(0, 3).map(({ path, message }) => `${path.join(".") || "its top"} ${message}`);
  return `${shown.join("; ")}${issues.length > 3 ? ` and ${issues.length - 3} more` : ""}`;
}
