import { type ApiObject, isApiObject } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Answers } from "./answers.ts";
import type { Gate } from "./gate.ts";

/** Every listing of the API allows so many, and no more. */
const perPage = 200;

/** An account of 200,000 resources of one kind does not exist; endless pages might. */
const mostPages = 1000;

const answer = z.record(z.string(), z.unknown());
const more = z.object({
  links: z.object({ pages: z.object({ next: z.string() }) }),
  meta: z.object({ total: z.number() }).optional(),
});

/** What a listing shows on each of its pages, in order. */
export async function pagesOf(
  client: Answers,
  gate: Gate,
  path: string,
  root: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<readonly unknown[]> {
  const page = (number: number) =>
    gate(() =>
      client.get(path, answer, {
        query: { ...query, per_page: perPage, ...(number === 1 ? {} : { page: number }) },
        ...(signal === undefined ? {} : { signal }),
      }),
    );
  const first = await page(1);
  const pages: unknown[] = [partOf(first, root)];
  const next = more.safeParse(first).data;
  if (next === undefined) return pages;
  const size = sizeOf(pages[0]);
  const total = next.meta?.total;
  if (total === undefined || size === 0) {
    let last: ApiObject = first;
    for (let number = 2; more.safeParse(last).success; number++) {
      checkCount(number, path);
      last = await page(number);
      pages.push(partOf(last, root));
    }
    return pages;
  }
  const count = Math.ceil(total / size);
  checkCount(count, path);
  const rest = Array.from({ length: count - 1 }, async (_, index) => partOf(await page(index + 2), root));
  return [...pages, ...(await Promise.all(rest))];
}

/** An answer that is not paged. */
export function oneOf(
  client: Answers,
  gate: Gate,
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<ApiObject> {
  return gate(() => client.get(path, answer, { query, ...(signal === undefined ? {} : { signal }) }));
}

/** What an answer holds that could not be used. */
class MalformedAnswer extends Error {}

function partOf(whole: ApiObject, root: string): unknown {
  const part = Object.hasOwn(whole, root) ? whole[root] : undefined;
  // An empty collection of some products is null.
  if (part === null) return [];
  if (Array.isArray(part)) return part.map(slim);
  if (isApiObject(part)) return part;
  throw new MalformedAnswer(`the answer has no list ${root}`);
}

function sizeOf(part: unknown): number {
  return Array.isArray(part) ? part.length : isApiObject(part) ? Object.keys(part).length : 0;
}

function checkCount(count: number, path: string): void {
  if (count > mostPages) throw new MalformedAnswer(`${path} has more than ${mostPages} pages`);
}

/** Without the lists that stand beside the slug of a region, size or image: with ten thousand Droplets they fill the memory. */
function slim(object: unknown): unknown {
  if (!isApiObject(object)) return object;
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      isApiObject(value) && typeof value.slug === "string"
        ? Object.fromEntries(Object.entries(value).filter(([, inner]) => !Array.isArray(inner)))
        : value,
    ]),
  );
}
