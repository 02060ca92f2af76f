import { type ApiObject, type Collection, isApiObject } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Api } from "../client/client.ts";
import { itemsPerPage } from "../client/pages.ts";
import { AnswerError } from "../errors/answer-error.ts";

/** What is asked for, and until when. */
export interface Asked {
  readonly path: string;
  readonly collection: Collection;
  readonly signal: AbortSignal | undefined;
}

/** An account of so many pages of backup policies does not exist; endless pages might. */
const mostPages = 1000;

const answer = z.record(z.string(), z.unknown());
const following = z.object({ links: z.object({ pages: z.object({ next: z.string() }) }) });

/** All elements of a list. */
export async function listOf(client: Api, { path, collection, signal }: Asked): Promise<readonly unknown[]> {
  const elements: unknown[] = [];
  for await (const one of client.items(path, collection.root ?? "", z.unknown(), { query: collection.query, signal }))
    elements.push(slim(one));
  return elements;
}

/** All entries of what is listed as an object whose keys are ids. */
export async function entriesOf(
  client: Api,
  { path, collection, signal }: Asked,
): Promise<ReadonlyMap<string, unknown>> {
  const entries = new Map<string, unknown>();
  for (let page = 1; page <= mostPages; page++) {
    const query = { ...collection.query, per_page: itemsPerPage, ...(page === 1 ? {} : { page }) };
    const whole = await client.get(path, answer, { query, signal });
    const part = whole[collection.root ?? ""] ?? {};
    if (!isApiObject(part)) throw new AnswerError(`GET ${path} was answered without the object ${collection.root}`);
    for (const [id, one] of Object.entries(part)) entries.set(id, one);
    if (Object.keys(part).length === 0 || !following.safeParse(whole).success) return entries;
  }
  throw new AnswerError(`GET ${path} was answered with pages that do not end`);
}

/** An answer that is not paged, or the part of it that `root` names. */
export async function oneOf(client: Api, { path, collection, signal }: Asked): Promise<unknown> {
  const whole: ApiObject = await client.get(path, answer, { query: collection.query, signal });
  return collection.root === undefined ? whole : whole[collection.root];
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
