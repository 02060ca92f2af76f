import { createHash } from "node:crypto";
import type { ApiError } from "../errors/api-error.ts";
import { DeadlineError } from "../errors/deadline-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { RateLimitError } from "../errors/rate-limit-error.ts";
import { UnreachableError } from "../errors/unreachable-error.ts";
import { rateLimitOf, requestIdOf, retryAfterOf } from "./answer-headers.ts";
import type { Answer, Call } from "./call.ts";
import { type Clock, systemClock } from "./clock.ts";
import { exchange } from "./exchange.ts";
import { isTooLate, Limiter, type RateLimit } from "./limiter.ts";
import { problemsOfToken, type Settled } from "./options.ts";
import { refusalOf } from "./refusal.ts";

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

/** Milliseconds by which clocks may differ unnoticed: a header tells whole seconds, and an answer takes a while. */
const clockTolerance = 2000;

/** Seconds of a refusal for the rate that are believed: a year, which stays a date. */
const longestRefusal = 366 * 86_400;

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
    const deadlineSeconds = Math.min(this.#settled.deadlineSeconds, call.deadlineSeconds ?? Number.POSITIVE_INFINITY);
    const { clock } = this.#world;
    const end = clock.now() + deadlineSeconds * 1000;
    const over = new AbortController();
    const finished = new AbortController();
    let failure: Error | undefined;
    if (deadlineSeconds !== Number.POSITIVE_INFINITY)
      clock.wait(deadlineSeconds * 1000, finished.signal).then(
        () => over.abort(new DeadlineError(call, deadlineSeconds, failure)),
        () => {},
      );
    const signal = AbortSignal.any([over.signal, ...[own, call.signal].filter((one) => one !== undefined)]);
    try {
      return await this.#attempts({ ...call, signal }, end, (error) => {
        failure = error;
      });
    } finally {
      finished.abort();
    }
  }

  async #attempts(
    call: Call & { readonly signal: AbortSignal },
    end: number,
    onFailure: (error: Error) => void,
  ): Promise<Outcome> {
    const { clock } = this.#world;
    const startedAt = clock.now();
    const isRepeatable = call.method !== "POST";
    let token = await this.#token({ signal: call.signal });
    let lost = 0;
    let refusals = 0;
    let passing = 0;
    for (let attempt = 1; ; attempt += 1) {
      let failure: ApiError | UnreachableError;
      let leastSeconds = 0;
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
        leastSeconds = Math.min(answer.retryAfterSeconds ?? 0, this.#settled.longestWaitSeconds);
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
      onFailure(failure);
      if (lost > mostRetries) throw failure;
      const isUnsent = failure instanceof UnreachableError && !failure.mayBeDone;
      if (!isRepeatable && !isUnsent && call.exists === undefined) throw failure;
      await this.#backOff(lost, call.signal, leastSeconds);
      if (isRepeatable || isUnsent || call.exists === undefined) continue;
      if (await call.exists(() => new Date(startedAt + this.#skew - clockTolerance))) return "done-before";
    }
  }

  async #token(asked: Parameters<Settled["token"]>[0]): Promise<string> {
    const token = await this.#settled.token(asked);
    const problems = problemsOfToken(token);
    if (problems.length > 0) throw new OptionError(problems.join("\n"));
    return token;
  }

  /** Exponential, with full jitter: those that failed together do not come back together. */
  async #backOff(count: number, signal: AbortSignal, leastSeconds = 0): Promise<void> {
    const { clock, random } = this.#world;
    await clock.wait(leastSeconds * 1000 + random() * Math.min(30_000, 500 * 2 ** count), signal);
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
    if (!Number.isNaN(date)) this.#skew = Math.abs(date - clock.now()) < clockTolerance ? 0 : date - clock.now();
    const rateLimit = rateLimitOf(headers);
    this.#rateLimit = rateLimit ?? this.#rateLimit;
    if (status !== 429) limiter.answered(rateLimit);
    else {
      const until = this.#allowedAt(headers, rateLimit);
      limiter.refused(limited, until, rateLimit);
      if (isTooLate(until, clock.now(), limited)) throw new RateLimitError(call, new Date(until));
    }
    return { status, text, requestId: requestIdOf(headers), retryAfterSeconds: retryAfterOf(headers) };
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
    const seconds = retryAfterOf(headers);
    if (seconds !== undefined) return now + Math.min(seconds, longestRefusal) * 1000;
    const reset = rateLimit === undefined ? now : rateLimit.resetsAt.getTime() - this.#skew;
    return Math.max(now, reset);
  }
}

function filesOf(body: unknown): number {
  const files = typeof body === "object" && body !== null && "files" in body ? body.files : undefined;
  return Array.isArray(files) ? Math.max(1, files.length) : 1;
}
