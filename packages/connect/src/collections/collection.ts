import * as z from "zod";
import type { Api, Query, RequestOptions } from "../client/client.ts";
import { AnswerError } from "../errors/answer-error.ts";

/** What the API calls a thing in a path. */
export type Id = string | number;

/** What a request to create takes: the fields of DigitalOcean's API, in its own spelling. */
export type Body = Readonly<Record<string, unknown>>;

/** How a collection stands in the API. */
export interface CollectionShape<T> {
  /** Such as `/v2/droplets`. */
  readonly path: string;
  /** Key of a list, such as `droplets`. */
  readonly many: string;
  /** Key of one, such as `droplet`. */
  readonly one: string;
  readonly schema: z.ZodType<T>;
  /** True where no two have one name, so that a name alone tells whether it was created. */
  readonly hasUniqueNames?: true;
}

/** Things that an account lists. */
export interface Readable<T> {
  /** All of them, over all pages. */
  list(query?: Query, options?: Omit<RequestOptions, "query">): AsyncGenerator<T, void>;
  /** @throws ApiError with status 404 where there is none. */
  get(id: Id, options?: RequestOptions): Promise<T>;
}

/** Things that an account creates, changes and deletes. */
export interface Collection<T> extends Readable<T> {
  /**
   * Creates one. If the answer is lost, it looks for one of the same name and tags that is no older than the request
   * before it sends it again, so that nothing is there twice.
   */
  create(body: Body, options?: Omit<RequestOptions, "query">): Promise<T>;
  /** Replaces what can be changed. */
  update(id: Id, body: Body, options?: Omit<RequestOptions, "query">): Promise<T>;
  /** Deletes it. @throws ApiError with status 404 where it was not there from the start. */
  delete(id: Id, options?: RequestOptions): Promise<void>;
}

/** What tells one thing from another. */
const told = z.looseObject({
  name: z.string().optional(),
  tags: z.array(z.string()).nullish(),
  created_at: z.string().optional(),
});

/** A collection over the API. */
export function collectionOf<T>(api: Api, shape: CollectionShape<T>): Collection<T> {
  const { path, many, one, schema } = shape;
  const answer = z.record(z.string(), z.unknown());
  const at = (id: Id) => `${path}/${encodeURIComponent(id)}`;
  const within = (method: string, where: string, body: Readonly<Record<string, unknown>>): T => {
    const { success, data } = schema.safeParse(body[one]);
    if (success) return data;
    throw new AnswerError(`${method} ${where} was answered without a ${one.replaceAll("_", " ")} of the expected form`);
  };
  /** Those that this client was given for a request of its own: none of them is what another request made. */
  const taken = new Set<unknown>();
  const made = async (body: Body, sentAt: Date, signal: AbortSignal | undefined) => {
    const wanted = told.parse(body);
    for await (const item of api.items(path, many, z.unknown(), { signal })) {
      const { success, data } = schema.safeParse(item);
      if (!success || taken.has(idOf(data)) || !isMade(told.safeParse(item).data, wanted, sentAt, shape)) continue;
      taken.add(idOf(data));
      return data;
    }
    return undefined;
  };
  return {
    list: (query, options) => api.items(path, many, schema, { ...options, query }),
    get: async (id, options) => within("GET", at(id), await api.get(at(id), answer, options)),
    create: async (body, options) => {
      const { success } = told.safeParse(body);
      const isNamed = success && typeof body.name === "string";
      const created = await api.send("POST", path, {
        ...options,
        body,
        schema: answer,
        ...(isNamed
          ? {
              exists: async (sentAt) => {
                const found = await made(body, sentAt, options?.signal);
                return found === undefined ? undefined : { [one]: found };
              },
            }
          : {}),
      });
      const item = within("POST", path, created);
      taken.add(idOf(item));
      return item;
    },
    update: async (id, body, options) =>
      within("PUT", at(id), await api.send("PUT", at(id), { ...options, body, schema: answer })),
    delete: (id, options) => api.send("DELETE", at(id), options),
  };
}

function idOf(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return undefined;
  return "id" in item ? item.id : "uuid" in item ? item.uuid : "name" in item ? item.name : undefined;
}

/** True for what a request of these properties has made. */
function isMade(
  item: z.infer<typeof told> | undefined,
  wanted: z.infer<typeof told>,
  sentAt: Date,
  { hasUniqueNames }: Pick<CollectionShape<unknown>, "hasUniqueNames">,
): boolean {
  if (item === undefined || item.name !== wanted.name) return false;
  if (hasUniqueNames === true) return true;
  const tags = new Set(item.tags);
  if ((wanted.tags ?? []).some((tag) => !tags.has(tag))) return false;
  // The API tells whole seconds.
  return Date.parse(item.created_at ?? "") >= Math.floor(sentAt.getTime() / 1000) * 1000;
}
