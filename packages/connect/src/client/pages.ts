import * as z from "zod";
import { AnswerError } from "../errors/answer-error.ts";
import { type Call, nameOf } from "./call.ts";
import { parseJson } from "./json.ts";

/** The largest that the API gives. */
export const itemsPerPage = 200;

/** More pages than any account has: an API that goes on is not DigitalOcean's. */
const mostPages = 5000;

/** How many pages are asked for ahead of the one that is read. */
const ahead = 8;

const links = z.object({
  links: z
    .object({ pages: z.object({ next: z.string().optional(), last: z.string().optional() }).optional() })
    .optional(),
});

/** One page of a list. */
interface Page<T> {
  readonly items: readonly T[];
  /** Query of the page that follows. */
  readonly next: URLSearchParams | undefined;
  /** Number of the last page, where the list tells it. */
  readonly last: number | undefined;
}

/** A list: where it stands, and what its elements are. */
export interface List<T> {
  readonly path: string;
  /** Key of the answer, such as `droplets`. */
  readonly root: string;
  readonly schema: z.ZodType<T>;
  readonly query: URLSearchParams;
}

/**
 * Every element of a list, over all its pages. Where the first page tells how many there are, the others are asked for
 * together. An element that moves to the next page meanwhile is given once.
 *
 * @throws AnswerError for pages that are none, or that do not end.
 */
export async function* itemsOf<T>(list: List<T>, read: (call: Call) => Promise<string>): AsyncGenerator<T, void> {
  const seen = new Set<string | number>();
  for await (const { items } of pagesOf(list, read)) {
    for (const item of items) {
      const id = typeof item === "object" && item !== null && "id" in item ? item.id : undefined;
      if (typeof id === "string" || typeof id === "number") {
        if (seen.has(id)) continue;
        seen.add(id);
      }
      yield item;
    }
  }
}

async function* pagesOf<T>(list: List<T>, read: (call: Call) => Promise<string>): AsyncGenerator<Page<T>, void> {
  const query = new URLSearchParams(list.query);
  if (!query.has("per_page")) query.set("per_page", String(itemsPerPage));
  const get = async (asked: URLSearchParams) =>
    pageOf(list, await read({ method: "GET", path: list.path, query: asked }));
  const first = await get(query);
  yield first;
  const start = Number(query.get("page") ?? 1);
  if (first.next?.get("page") === String(start + 1) && first.last !== undefined)
    yield* numbered(list, query, start + 1, first.last, get);
  else yield* linked(list, first.next, get);
}

/** Pages that are known by their numbers. */
async function* numbered<T>(
  list: List<T>,
  query: URLSearchParams,
  from: number,
  last: number,
  get: (query: URLSearchParams) => Promise<Page<T>>,
): AsyncGenerator<Page<T>, void> {
  if (last > mostPages) throw endless(list);
  const asked: Promise<Page<T>>[] = [];
  const ask = (number: number) => {
    const numberedQuery = new URLSearchParams(query);
    numberedQuery.set("page", String(number));
    const page = get(numberedQuery);
    // Whoever stops reading never looks at those that were asked for ahead.
    page.catch(() => {});
    asked.push(page);
  };
  let next = from;
  let end: Page<T> | undefined;
  while (next <= last || asked.length > 0) {
    while (next <= last && asked.length < ahead) {
      ask(next);
      next += 1;
    }
    end = await asked.shift();
    if (end !== undefined) yield end;
  }
  // What was created meanwhile can have made one more.
  yield* linked(list, end?.next, get);
}

/** Pages each of which names the next. */
async function* linked<T>(
  list: List<T>,
  from: URLSearchParams | undefined,
  get: (query: URLSearchParams) => Promise<Page<T>>,
): AsyncGenerator<Page<T>, void> {
  const asked = new Set<string>();
  for (let next = from; next !== undefined; ) {
    if (asked.has(next.toString()) || asked.size >= mostPages) throw endless(list);
    asked.add(next.toString());
    const page = await get(next);
    yield page;
    // An empty page that names another one leads nowhere.
    next = page.items.length === 0 ? undefined : page.next;
  }
}

function pageOf<T>({ path, root, schema }: List<T>, text: string): Page<T> {
  const what = nameOf({ method: "GET", path });
  const body = parseJson(text);
  const shape = z.looseObject({}).safeParse(body);
  if (!shape.success) throw new AnswerError(`${what} was answered with something else than a JSON object`);
  // An empty list is sometimes null, or left out.
  const items = z.array(schema).safeParse(shape.data[root] ?? []);
  if (!items.success) throw new AnswerError(`${what} was answered in an unexpected form: ${firstOf(items.error)}`);
  const { next, last } = links.safeParse(body).data?.links?.pages ?? {};
  return { items: items.data, next: queryOf(next, path), last: numberOf(queryOf(last, path)?.get("page")) };
}

/** The query of a link, of which nothing else is followed: a page is asked of where the first one was. */
function queryOf(link: string | undefined, path: string): URLSearchParams | undefined {
  const base = "https://api.digitalocean.com";
  if (link === undefined || link === "" || !URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  if (url.pathname !== path) throw new AnswerError(`GET ${path} names a next page that is of another list`);
  return url.searchParams;
}

function numberOf(text: string | null | undefined): number | undefined {
  return text !== undefined && text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function endless({ path }: Pick<List<unknown>, "path">): AnswerError {
  return new AnswerError(`GET ${path} was answered with pages that do not end`);
}

/** Where an answer is first of another form, without its values: some are secret. */
export function firstOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "unknown";
  const at = issue.path.map(String).join(".");
  return `${at === "" ? "the answer" : at}: ${issue.code === "invalid_type" ? `expected ${issue.expected}` : issue.code}`;
}
