import { createHash } from "node:crypto";
import { withoutCredentials } from "@infrafabric/governor/internal";
import * as z from "zod";
import { AnswerError } from "../errors/answer-error.ts";
import { ApiError } from "../errors/api-error.ts";
import { codeOf } from "../errors/code-of.ts";
import { DeadlineError } from "../errors/deadline-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { RateLimitError } from "../errors/rate-limit-error.ts";
import { UnreachableError } from "../errors/unreachable-error.ts";
import { readBody } from "./body.ts";
import { type Clock, systemClock } from "./clock.ts";
import { isTooLate, Limiter, type RateLimit } from "./limiter.ts";
import { problemsOfToken, type Settled } from "./options.ts";

/** One request, with all that it takes to do it again. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Such as `/v2/droplets`. */
  readonly path: string;
  readonly query?: URLSearchParams | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Default those of the client. */
  readonly deadlineSeconds?: number | undefined;
  /** Whether what a POST with a lost answer should make is there; asked before it is sent again. */
  readonly exists?: ((sentAt: Date) => Promise<boolean>) | undefined;
  /** A refusal that is certain to end by itself: the request is sent again. */
  readonly passes?: ((refusal: ApiError) => boolean) | undefined;
}

/** An answer that is none of an error. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;
}

/** What came of a call: an answer, or nothing to read since an attempt before had done it already. */
export type Outcome = Answer | "done-before";

/** What time and chance are made of, which tests replace. */
export interface World {
  readonly clock: Clock;
  /** At least 0, below 1. */
  random(): number;
  readonly limiters: Map<string, Limiter>;
}

/** Everything in a process that uses one token shares its limits. */
export const world: World = { clock: systemClock, random: Math.random, limiters: new Map() };

/** How often a request is sent again after an answer 5xx or none. */
const mostRetries = 6;
/** How often one is sent again that is refused for the rate: each time waits as the API says. */
const mostRefusals = 60;

const errorBody = z.object({
  id: z.string().optional(),
  message: z.string().optional(),
  request_id: z.string().optional(),
});

/** Sends requests within the rate limits, and again where that is safe. */
export class Transport {
  readonly #settled: Settled;
  readonly #world: World;
  /** Milliseconds by which the API's clock is ahead, as of the last answer. */
  #skew = 0;
  #rateLimit: RateLimit | undefined;

  constructor(settled: Settled, world: World) {
    this.#settled = settled;
    this.#world = world;
  }

  /** Where the API is. */
  get url(): URL {
    return this.#settled.url;
  }

  /** Seconds by which the API's clock is ahead of this machine's, as of the last answer. */
  get clockSkewSeconds(): number {
    return this.#skew / 1000;
  }

  /** As of the last answer; undefined before it. */
  get rateLimit(): RateLimit | undefined {
    return this.#rateLimit;
  }

  /**
   * Sends a request until it is done. A request that changes nothing by being repeated is sent again after an answer 5xx,
   * a broken connection or a timeout; a POST only after a refusal for the rate, or once it is certain that it was not
   * done.
   */
  async call(call: Call): Promise<Outcome> {
    const { signal: own } = this.#settled;
    const { deadlineSeconds = this.#settled.deadlineSeconds } = call;
    const { clock } = this.#world;
    const end = clock.now() + deadlineSeconds * 1000;
    const over = new AbortController();
    const finished = new AbortController();
    if (deadlineSeconds !== Number.POSITIVE_INFINITY)
      clock.wait(deadlineSeconds * 1000, finished.signal).then(
        () => over.abort(new DeadlineError(`${nameOf(call)} was not done within ${deadlineSeconds} s`)),
        () => {},
      );
    const signal = AbortSignal.any([over.signal, ...[own, call.signal].filter((one) => one !== undefined)]);
    try {
      return await this.#attempts({ ...call, signal }, end);
    } finally {
      finished.abort();
    }
  }

  async #attempts(call: Call & { readonly signal: AbortSignal }, end: number): Promise<Outcome> {
    const { clock } = this.#world;
    const startedAt = clock.now();
    const isRepeatable = call.method !== "POST";
    let token = await this.#token({ signal: call.signal });
    let lost = 0;
    let refusals = 0;
    let passing = 0;
    for (let attempt = 1; ; attempt += 1) {
      let failure: ApiError | UnreachableError;
      try {
        const answer = await this.#exchange(call, token, attempt, end);
        if (answer.status < 300) return answer;
        if (answer.status === 429) {
          refusals += 1;
          if (refusals > mostRefusals) throw refusalOf(call, answer, token);
          await this.#backOff(Math.min(refusals, 3), call.signal);
          continue;
        }
        if (answer.status === 401 && !this.#settled.isFixed) {
          const other = await this.#token({ rejected: token, signal: call.signal });
          if (other !== token) {
            token = other;
            continue;
          }
        }
        failure = refusalOf(call, answer, token);
        // It is gone: an attempt before has done it.
        if (call.method === "DELETE" && answer.status === 404 && lost > 0) return "done-before";
        if (call.passes?.(failure) === true && passing < mostRetries) {
          passing += 1;
          await this.#backOff(passing, call.signal);
          continue;
        }
        if (answer.status < 500 || answer.status === 501) throw failure;
      } catch (error) {
        if (!(error instanceof UnreachableError)) throw error;
        failure = error;
      }
      lost += 1;
      if (lost > mostRetries) throw failure;
      const isUnsent = failure instanceof UnreachableError && !failure.mayBeDone;
      if (!isRepeatable && !isUnsent && call.exists === undefined) throw failure;
      await this.#backOff(lost, call.signal);
      if (isRepeatable || isUnsent || call.exists === undefined) continue;
      if (await call.exists(new Date(startedAt + this.#skew))) return "done-before";
    }
  }

  async #token(asked: Parameters<Settled["token"]>[0]): Promise<string> {
    const token = await this.#settled.token(asked);
    const problems = problemsOfToken(token);
    if (problems.length > 0) throw new OptionError(problems.join("\n"));
    return token;
  }

  /** Exponential, with full jitter: those that failed together do not come back together. */
  async #backOff(count: number, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#world;
    await clock.wait(random() * Math.min(30_000, 500 * 2 ** count), signal);
  }

  async #exchange(
    call: Call & { readonly signal: AbortSignal },
    token: string,
    attempt: number,
    end: number,
  ): Promise<Answer> {
    const { clock } = this.#world;
    const { url, timeoutSeconds, longestWaitSeconds, onRequest } = this.#settled;
    const { method, path, signal } = call;
    const limiter = this.#limiterOf(token);
    const waitedFrom = clock.now();
    const limited = {
      method,
      path,
      files: filesOf(call.body),
      signal,
      latest: end,
      longestWait: longestWaitSeconds * 1000,
    };
    const slot = await limiter.take(limited);
    const sentAt = clock.now();
    let answer: { readonly status: number; readonly text: string; readonly headers: Headers } | undefined;
    try {
      answer = await exchange(call, new URL(url), token, timeoutSeconds);
    } finally {
      slot.end();
      onRequest({
        method,
        path,
        attempt,
        status: answer?.status,
        requestId: answer && requestIdOf(answer.headers),
        seconds: (clock.now() - sentAt) / 1000,
        waitedSeconds: (sentAt - waitedFrom) / 1000,
      });
    }
    const { status, text, headers } = answer;
    const date = Date.parse(headers.get("date") ?? "");
    // The header has no fraction of a second.
    if (!Number.isNaN(date)) this.#skew = Math.abs(date - clock.now()) < 2000 ? 0 : date - clock.now();
    const rateLimit = rateLimitOf(headers);
    this.#rateLimit = rateLimit ?? this.#rateLimit;
    if (status !== 429) limiter.answered(rateLimit);
    else {
      const until = this.#allowedAt(headers, rateLimit);
      limiter.refused(limited, until, rateLimit);
      if (isTooLate(until, clock.now(), limited)) throw new RateLimitError(call, new Date(until));
    }
    return { status, text, requestId: requestIdOf(headers) };
  }

  #limiterOf(token: string): Limiter {
    const { limiters, clock } = this.#world;
    // No map of the process holds tokens.
    const key = createHash("sha256").update(`${this.#settled.url.origin} ${token}`).digest("base64");
    const limiter = limiters.get(key) ?? new Limiter(clock);
    limiters.set(key, limiter);
    return limiter;
  }

  /** `retry-after` is sent for the limit of a minute alone; for that of an hour, the time when the oldest request ends. */
  #allowedAt(headers: Headers, rateLimit: RateLimit | undefined): number {
    const now = this.#world.clock.now();
    const seconds = Number.parseFloat(headers.get("retry-after") ?? "");
    if (seconds >= 0) return now + seconds * 1000;
    const reset = rateLimit === undefined ? now : rateLimit.resetsAt.getTime() - this.#skew;
    return Math.max(now, reset);
  }
}

/** Sends a request once. @throws UnreachableError without an answer, AnswerError for one that leads elsewhere. */
async function exchange(
  call: Call & { readonly signal: AbortSignal },
  url: URL,
  token: string,
  timeoutSeconds: number,
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const { method, path, query, body, signal } = call;
  url.pathname = path;
  url.search = query?.toString() ?? "";
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: "application/json",
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "manual",
      signal: AbortSignal.any([signal, timeout]),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new AnswerError(
        `${nameOf(call)} was answered with a redirection (${response.status}), which is not followed: is ${url.origin} DigitalOcean's API?`,
      );
    }
    return { status: response.status, text: await readBody(response, nameOf(call)), headers: response.headers };
  } catch (error) {
    if (error instanceof AnswerError) throw error;
    if (signal.aborted) throw signal.reason;
    if (timeout.aborted)
      throw new UnreachableError(`${nameOf(call)} was not answered by ${url.origin} within ${timeoutSeconds} s`, {
        mayBeDone: true,
      });
    const code = codeOf(error);
    throw new UnreachableError(`${nameOf(call)} was not answered: ${wordsOf(code, url)}`, {
      mayBeDone: !unsent.has(code),
      cause: error,
    });
  }
}

/** Codes of a connection that was never made. */
const unsent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function wordsOf(code: string, { origin, host }: URL): string {
  switch (code) {
    case "ECONNREFUSED":
      return `nothing listens at ${origin}`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the host ${host} is not found: check the network and DIGITALOCEAN_API_URL`;
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
      return `${origin} closed the connection`;
    default:
      return `${origin} cannot be reached (${code})`;
  }
}

function refusalOf(call: Call, { status, text, requestId }: Answer, token: string): ApiError {
  const { data } = errorBody.safeParse(parseJson(text));
  // Whoever answers may say the token back, or what a terminal takes for a command.
  const shown = (said: string) =>
    withoutCredentials(said.replaceAll(token, "(not shown)"))
      .replaceAll(/[\p{C}\s]+/gu, " ")
      .trim();
  const message = shown(data?.message ?? text);
  return new ApiError(call, {
    status,
    id: data?.id === undefined ? undefined : cut(shown(data.id), 100),
    message: message === "" ? "no reason is given" : cut(message, 500),
    requestId: requestIdIn(data?.request_id) ?? requestId,
  });
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);

/** A text as JSON; undefined for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The method and path of a request. */
export function nameOf({ method, path }: Pick<Call, "method" | "path">): string {
  return `${method} ${path}`;
}

function requestIdOf(headers: Headers): string | undefined {
  return requestIdIn(headers.get("x-request-id") ?? undefined);
}

/** A text that can be the id of a request. */
function requestIdIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[\da-f-]{8,40}$/i.test(text) ? text : undefined;
}

function rateLimitOf(headers: Headers): RateLimit | undefined {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
    Number.parseInt(headers.get(`ratelimit-${name}`) ?? "", 10),
  );
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  // Headers that are not valid numbers or times are ignored.
  if (!(limit > 0) || !(remaining >= 0) || !(reset >= 0) || reset > 8e12) return undefined;
  return { limit, remaining, resetsAt: new Date(reset * 1000) };
}

function filesOf(body: unknown): number {
  const files = typeof body === "object" && body !== null && "files" in body ? body.files : undefined;
  return Array.isArray(files) ? Math.max(1, files.length) : 1;
}
