import { setTimeout as sleep } from "node:timers/promises";
import { valueAt } from "./answers";

/** An answer of DigitalOcean's other than success. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** How DigitalOcean is reached. */
export interface ApiOptions {
  readonly url: string;
  readonly token: string;
  /** How long to wait before the first retry, in milliseconds; twice as long before each further one. */
  readonly firstDelay?: number;
}

const attempts = 5;
const longestDelay = 60_000;
const timeout = 60_000;
const perPage = 200;

/** What a request came to. */
type Outcome = { readonly answer: unknown } | { readonly error: ApiError; readonly retryAfter: number | undefined };

/** A client of DigitalOcean's API. */
export class Api {
  constructor(private readonly options: ApiOptions) {}

  /**
   * All elements of a collection, from all its pages.
   *
   * @param read Reads one of them.
   */
  async list<T>(path: string, key: string, read: (element: unknown) => T): Promise<readonly T[]> {
    const all: T[] = [];
    for (let page = 1; ; page += 1) {
      const separator = path.includes("?") ? "&" : "?";
      const answer = await this.send("GET", `${path}${separator}per_page=${perPage}&page=${page}`);
      const elements = valueAt(answer, key);
      if (!Array.isArray(elements)) throw new ApiError(0, `GET ${path}: there is no list of ${key} in the answer`);
      all.push(...elements.map(read));
      if (valueAt(answer, "links", "pages", "next") === undefined) return all;
    }
  }

  /** Asks for something once, or again where it surely was not done: a lost answer must not make two snapshots. */
  async post(path: string, body: object): Promise<void> {
    await this.send("POST", path, body);
  }

  /** Deletes something, or finds that it is gone. */
  async delete(path: string): Promise<void> {
    try {
      await this.send("DELETE", path);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
  }

  private async send(method: string, path: string, body?: object): Promise<unknown> {
    const { firstDelay = 1000 } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.once(method, path, body);
      if ("answer" in outcome) return outcome.answer;
      const { error, retryAfter } = outcome;
      const isSafe = error.status === 429 || method !== "POST";
      const mayPass = error.status === 0 || error.status === 429 || error.status >= 500;
      if (!isSafe || !mayPass || attempt === attempts) throw error;
      await sleep(Math.min(retryAfter ?? firstDelay * 2 ** (attempt - 1), longestDelay));
    }
  }

  private async once(method: string, path: string, body: object | undefined): Promise<Outcome> {
    try {
      const response = await fetch(new URL(path, this.options.url), {
        method,
        headers: { authorization: `Bearer ${this.options.token}`, "content-type": "application/json" },
        signal: AbortSignal.timeout(timeout),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return { answer: text === "" ? {} : JSON.parse(text) };
      const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
      const error = new ApiError(response.status, `${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
      return { error, retryAfter: Number.isNaN(seconds) ? undefined : seconds * 1000 };
    } catch (error) {
      // Without an answer nobody knows whether it was done.
      return { error: new ApiError(0, `${method} ${path}: ${error}`), retryAfter: undefined };
    }
  }
}
