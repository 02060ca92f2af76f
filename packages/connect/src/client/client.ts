import type * as z from "zod";
import { type Collections, collectionsOf } from "../collections/collections.ts";
import { AnswerError } from "../errors/answer-error.ts";
import type { ApiError } from "../errors/api-error.ts";
import type { RateLimit } from "./limiter.ts";
import { type ClientOptions, settle } from "./options.ts";
import { firstOf, itemsOf } from "./pages.ts";
import { type Call, nameOf, parseJson, Transport, type World, world } from "./transport.ts";

/** Methods that change something. */
export type Change = "POST" | "PUT" | "PATCH" | "DELETE";

/** What a query may hold; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a single request takes besides what it is. */
export interface RequestOptions {
  readonly query?: Query | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Seconds for the request with all its attempts and waits; default those of the client. */
  readonly deadlineSeconds?: number | undefined;
}

/** What a request that changes something takes. */
export interface SendOptions<T> extends RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Form of the answer. */
  readonly schema: z.ZodType<T>;
  /**
   * Looks for what a POST makes, after its answer was lost: what it finds is the answer, and where it finds nothing, the
   * request is sent again. Without it a POST whose answer is lost fails, since it may have been done.
   *
   * @param sentAt When it was first sent, by the API's clock.
   */
  readonly exists?: ((sentAt: Date) => Promise<T | undefined>) | undefined;
  /** Tells a refusal that ends by itself, such as one for a pending event: the request is sent again. */
  readonly passes?: ((refusal: ApiError) => boolean) | undefined;
}

/** Requests of DigitalOcean's API v2. */
export interface Api {
  /** Where it is. */
  readonly url: string;
  /** As of the last answer; undefined before the first. */
  readonly rateLimit: RateLimit | undefined;
  /** Seconds by which the API's clock is ahead of this machine's, as of the last answer; 0 below two seconds. */
  readonly clockSkewSeconds: number;
  /**
   * Reads one thing.
   *
   * @throws ApiError for a refusal, AnswerError for an answer of another form, UnreachableError, RateLimitError,
   * DeadlineError, or the signal's reason.
   */
  get<T>(path: string, schema: z.ZodType<T>, options?: RequestOptions): Promise<T>;
  /** Reads every element of a list, over all its pages. @throws as `get`. */
  items<T>(path: string, root: string, schema: z.ZodType<T>, options?: RequestOptions): AsyncGenerator<T, void>;
  /** Changes something. @throws as `get`. */
  send<T>(method: Change, path: string, options: SendOptions<T>): Promise<T>;
  /** Changes something, without reading the answer. @throws as `get`. */
  send(method: Change, path: string, options?: Omit<SendOptions<unknown>, "schema">): Promise<void>;
}

/** A client of DigitalOcean's API v2, with its collections by name: `client.droplets.list()`. */
export type Client = Api & Collections;

/**
 * Opens a client. It sends nothing by itself.
 *
 * @throws OptionError that names every option which cannot be used.
 */
export function openClient(options: ClientOptions): Client {
  return openClientIn(world, options);
}

/** Opens a client in a world of its own, such as one whose clock is moved. */
export function openClientIn(world: World, options: ClientOptions): Client {
  const api = new OpenApi(new Transport(settle(options), world));
  return Object.assign(api, collectionsOf(api));
}

class OpenApi implements Api {
  readonly url: string;
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.url = transport.url.origin;
    this.#transport = transport;
  }

  get rateLimit(): RateLimit | undefined {
    return this.#transport.rateLimit;
  }

  get clockSkewSeconds(): number {
    return this.#transport.clockSkewSeconds;
  }

  async get<T>(path: string, schema: z.ZodType<T>, { query, ...options }: RequestOptions = {}): Promise<T> {
    const call: Call = { method: "GET", path, query: queryOf(query), ...options };
    return parsed(call, await this.#read(call), schema);
  }

  items<T>(path: string, root: string, schema: z.ZodType<T>, { query, ...options }: RequestOptions = {}) {
    return itemsOf({ path, root, schema, query: queryOf(query) }, (call) => this.#read({ ...call, ...options }));
  }

  send<T>(method: Change, path: string, options: SendOptions<T>): Promise<T>;
  send(method: Change, path: string, options?: Omit<SendOptions<unknown>, "schema">): Promise<void>;
  async send(
    method: Change,
    path: string,
    { query, signal, deadlineSeconds, body, schema, exists, passes }: Partial<SendOptions<unknown>> = {},
  ): Promise<unknown> {
    let found: unknown;
    const call: Call = {
      method,
      path,
      query: queryOf(query),
      ...{ body, signal, deadlineSeconds, passes },
      exists:
        exists &&
        (async (sentAt) => {
          found = await exists(sentAt);
          return found !== undefined;
        }),
    };
    const outcome = await this.#transport.call(call);
    if (outcome === "done-before" || schema === undefined) return found;
    return parsed(call, outcome.text, schema);
  }

  async #read(call: Call): Promise<string> {
    const outcome = await this.#transport.call(call);
    return outcome === "done-before" ? "" : outcome.text;
  }
}

function parsed<T>(call: Call, text: string, schema: z.ZodType<T>): T {
  const body = parseJson(text);
  if (body === undefined) throw new AnswerError(`${nameOf(call)} was answered with something else than JSON`);
  const result = schema.safeParse(body);
  if (!result.success)
    throw new AnswerError(`${nameOf(call)} was answered in an unexpected form: ${firstOf(result.error)}`);
  return result.data;
}

function queryOf(query: Query = {}): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
