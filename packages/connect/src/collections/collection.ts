import * as z from "zod";
import type { Api, Query, RequestOptions } from "../client/client.ts";
import { AnswerError } from "../errors/answer-error.ts";
import { OptionError } from "../errors/option-error.ts";

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
  /**
   * How to tell what a lost answer was about: by the time at which it was made, or, if the API tells none and no two have
   * one name, by the name alone. Default not at all.
   */
  readonly toldBy?: "time" | "name";
}

/** Things that an account lists. */
export interface Readable<T> {
  /** All of them, over all pages. */
  list(query?: Query, options?: Omit<RequestOptions, "query">): AsyncGenerator<T, void>;
  /** @throws ApiError with status 404 where there is none. */
  get(id: Id, options?: RequestOptions): Promise<T>;
}

/** Things that an account lists and deletes. */
export interface Deletable<T> extends Readable<T> {
  /** Deletes it. @throws ApiError with status 404 where it was not there from the start. */
  delete(id: Id, options?: RequestOptions): Promise<void>;
}

/** Things that an account creates and deletes. */
export interface Collection<T> extends Deletable<T> {
  /**
   * Creates one. If the answer is lost, it looks for one of the same name and tags that is no older than the request
   * before it sends it again, so that nothing is there twice.
   *
   * @throws UnreachableError whose `mayBeDone` is true if the answer is lost and the API does not tell what was made.
   */
  create(body: Body, options?: Omit<RequestOptions, "query">): Promise<T>;
}

/** Things that an account creates, replaces and deletes. */
export interface Changeable<T> extends Collection<T> {
  /** Replaces all that can be changed: what the body leaves out is set to its default. */
  update(id: Id, body: Body, options?: Omit<RequestOptions, "query">): Promise<T>;
}

/** What tells one thing from another. */
const told = z.looseObject({
  name: z.string().optional(),
  tags: z.array(z.string()).nullish(),
  created_at: z.string().optional(),
});

const answer = z.record(z.string(), z.unknown());

/** The path of a thing. @throws OptionError for what would be another path, such as that of the whole list. */
function pathOf(path: string, id: Id): string {
  if (["", ".", ".."].includes(String(id))) throw new OptionError(`${JSON.stringify(id)} is not a valid id in ${path}`);
  return `${path}/${encodeURIComponent(id)}`;
}

function within<T>({ one, schema }: CollectionShape<T>, request: string, body: Readonly<Record<string, unknown>>): T {
  const { success, data } = schema.safeParse(body[one]);
  if (success) return data;
  throw new AnswerError(`${request} was answered without a ${one.replaceAll("_", " ")} of the expected form`);
}

/** Things to read, over the API. */
export function readableOf<T>(api: Api, shape: CollectionShape<T>): Readable<T> {
  const { path, many, schema } = shape;
  return {
    list: (query, options) => api.items(path, many, schema, { ...options, query }),
    async get(id, options) {
      const at = pathOf(path, id);
      return within(shape, `GET ${at}`, await api.get(at, answer, options));
    },
  };
}

/** Things to read and to delete, over the API. */
export function deletableOf<T>(api: Api, shape: CollectionShape<T>): Deletable<T> {
  return {
    ...readableOf(api, shape),
    delete: async (id, options) => api.send("DELETE", pathOf(shape.path, id), options),
  };
}

/** Things to read, to create and to delete, over the API. */
export function collectionOf<T>(api: Api, shape: CollectionShape<T>): Collection<T> {
  const { path, many, one, schema, toldBy } = shape;
  /** Those that this client was given for a request of its own: none of them is what another request made. */
  const taken = new Set<unknown>();
  const made = async (body: Body, sentAt: () => Date, signal: AbortSignal | undefined) => {
    const wanted = told.parse(body);
    for await (const item of api.items(path, many, z.unknown(), { signal })) {
      const { success, data } = schema.safeParse(item);
      if (!success || taken.has(idOf(data)) || !isMade(told.safeParse(item).data, wanted, sentAt())) continue;
      taken.add(idOf(data));
      return data;
    }
    return undefined;
  };
  return {
    ...deletableOf(api, shape),
    async create(body, options) {
      const isTold = toldBy !== undefined && told.safeParse(body).success && typeof body.name === "string";
      const created = await api.send("POST", path, {
        ...options,
        body,
        schema: answer,
        ...(isTold
          ? {
              exists: async (sentAt) => {
                const found = await made(body, sentAt, options?.signal);
                return found === undefined ? undefined : { [one]: found };
              },
            }
          : {}),
      });
      const item = within(shape, `POST ${path}`, created);
      taken.add(idOf(item));
      return item;
    },
  };
}

/** Things to read, to create, to replace and to delete, over the API. */
export function changeableOf<T>(api: Api, shape: CollectionShape<T>): Changeable<T> {
  return {
    ...collectionOf(api, shape),
    async update(id, body, options) {
      const at = pathOf(shape.path, id);
      return within(shape, `PUT ${at}`, await api.send("PUT", at, { ...options, body, schema: answer }));
    },
  };
}

function idOf(item: unknown): unknown {
  if (typeof item !== "object" || item === null) return undefined;
  return "id" in item ? item.id : "uuid" in item ? item.uuid : "name" in item ? item.name : undefined;
}

/** True for what a request of these properties has made; what tells no time is told by its name alone. */
function isMade(item: z.infer<typeof told> | undefined, wanted: z.infer<typeof told>, sentAt: Date): boolean {
  if (item === undefined || item.name !== wanted.name) return false;
  const tags = new Set(item.tags);
  if ((wanted.tags ?? []).some((tag) => !tags.has(tag))) return false;
  return item.created_at === undefined || Date.parse(item.created_at) >= sentAt.getTime();
}
