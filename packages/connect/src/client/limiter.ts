import { RateLimitError } from "../errors/rate-limit-error.ts";
import type { Clock } from "./clock.ts";
import { Window } from "./window.ts";

/** A request, as the rate limits see it. */
export interface Limited {
  readonly method: string;
  readonly path: string;
  /** How many files a purge of the CDN names. */
  readonly files?: number;
  readonly signal?: AbortSignal | undefined;
  /** Latest time to begin, milliseconds since 1970. */
  readonly latest: number;
  /** Longest time in milliseconds to wait for the rate limit once it is this request's turn. */
  readonly longestWait: number;
}

/** Leave to send one request. */
export interface Slot {
  /** To be called once its answer is there, or will never be. */
  end(): void;
}

/** What DigitalOcean said of the rate limit with its last answer. */
export interface RateLimit {
  /** Requests in an hour. */
  readonly limit: number;
  /** Requests that are left, of the hour or of the minute. */
  readonly remaining: number;
  /** When the oldest request no longer counts, which is not when all are forgotten. */
  readonly resetsAt: Date;
}

/** A narrower limit of some requests. */
interface Bucket {
  applies(request: Limited): boolean;
  weight(request: Limited): number;
  readonly window: Window;
}

interface Waiting {
  readonly request: Limited;
  admit(slot: Slot): void;
  refuse(error: unknown): void;
}

/** Requests that share their narrower limits wait in one line; a line that stands does not hold up the others. */
interface Line {
  readonly buckets: readonly Bucket[];
  readonly waiting: Waiting[];
  /** Not before this time, as the API said. */
  pausedUntil: number;
}

const isCdn = ({ path }: Limited) => path.startsWith("/v2/cdn/endpoints");
const isPurge = (request: Limited) => isCdn(request) && request.method === "DELETE" && request.path.endsWith("/cache");

// Source: DigitalOcean's OpenAPI document, its description of rate limits (7 Aug 2026).
const newBuckets = (): readonly Bucket[] => [
  {
    applies: ({ method, path }) => method === "GET" && path === "/v2/account/keys",
    weight: () => 1,
    window: new Window(10, 60),
  },
  { applies: isCdn, weight: () => 1, window: new Window(5, 10) },
  { applies: isPurge, weight: ({ files = 1 }) => Math.min(files, 50), window: new Window(50, 20) },
];

/**
 * Whether a request would begin later than it may. How many stand before it does not count: their turn comes minute by
 * minute, while a limit that is used up, such as that of an hour, holds up the first of them.
 */
export function isTooLate(at: number, now: number, { latest, longestWait }: Limited): boolean {
  return at !== Number.POSITIVE_INFINITY && (at > latest || at - now > longestWait);
}

/** More at once make nothing faster: 250 a minute are four a second. */
const mostAtOnce = 50;

/**
 * Keeps the rate limits of one token, for everything in the process that uses it: a request waits until it may be sent.
 * Others may use the token too, which the API's refusals tell.
 */
export class Limiter {
  readonly #clock: Clock;
  readonly #hour = new Window(5000, 3600);
  readonly #minute = new Window(250, 60);
  readonly #buckets = newBuckets();
  readonly #lines = new Map<string, Line>();
  #atOnce = mostAtOnce;
  #open = 0;
  #pausedUntil = 0;
  #alarm: { readonly at: number; readonly off: AbortController } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Waits until a request may be sent.
   *
   * @throws RateLimitError where that is later than it may wait, and the signal's reason where it aborts first.
   */
  take(request: Limited): Promise<Slot> {
    return new Promise((resolve, reject) => {
      const line = this.#lineOf(request);
      const onAbort = () => {
        const at = line.waiting.indexOf(waiting);
        if (at >= 0) line.waiting.splice(at, 1);
        waiting.refuse(request.signal?.reason);
        this.#pump();
      };
      const waiting: Waiting = {
        request,
        admit: (slot) => {
          request.signal?.removeEventListener("abort", onAbort);
          resolve(slot);
        },
        refuse: (error) => {
          request.signal?.removeEventListener("abort", onAbort);
          reject(error);
        },
      };
      if (request.signal?.aborted === true) return reject(request.signal.reason);
      request.signal?.addEventListener("abort", onAbort, { once: true });
      line.waiting.push(waiting);
      this.#pump();
    });
  }

  /** Takes note of an answer that was no refusal for the rate. */
  answered(rateLimit: RateLimit | undefined): void {
    this.#note(rateLimit);
    this.#atOnce = Math.min(mostAtOnce, this.#atOnce * 2);
  }

  /**
   * Takes note that a request was refused for the rate, which another client of the token can cause: all wait, then go on
   * carefully.
   *
   * @param until When the API allows the next, milliseconds since 1970.
   */
  refused(request: Limited, until: number, rateLimit: RateLimit | undefined): void {
    this.#note(rateLimit);
    this.#atOnce = 1;
    const line = this.#lineOf(request);
    // Which limit it was, the API does not say. Where the request has a narrower one, it was that.
    if (line.buckets.length > 0) line.pausedUntil = Math.max(line.pausedUntil, until);
    else this.#pausedUntil = Math.max(this.#pausedUntil, until);
    this.#pump();
  }

  #note(rateLimit: RateLimit | undefined): void {
    if (rateLimit !== undefined) this.#hour.limit = rateLimit.limit;
  }

  #lineOf(request: Limited): Line {
    const buckets = this.#buckets.filter((bucket) => bucket.applies(request));
    const key = buckets.map((bucket) => this.#buckets.indexOf(bucket)).join(" ");
    const line = this.#lines.get(key) ?? { buckets, waiting: [], pausedUntil: 0 };
    this.#lines.set(key, line);
    return line;
  }

  /** Sends off all that may go, and comes back when more may. */
  #pump(): void {
    const now = this.#clock.now();
    let next = Number.POSITIVE_INFINITY;
    // Those with narrower limits go first: they are few, and lose most by waiting.
    for (const line of [...this.#lines.values()].sort((a, b) => b.buckets.length - a.buckets.length)) {
      for (let first = line.waiting[0]; first !== undefined; first = line.waiting[0]) {
        const { request } = first;
        const at = this.#admitsAt(now, line, request);
        if (at <= now) {
          line.waiting.shift();
          first.admit(this.#begin(line, request));
        } else if (isTooLate(at, now, request)) {
          line.waiting.shift();
          first.refuse(new RateLimitError(request, new Date(at)));
        } else {
          next = Math.min(next, at);
          break;
        }
      }
    }
    this.#wakeAt(next);
  }

  #admitsAt(now: number, line: Line, request: Limited): number {
    if (this.#open >= this.#atOnce) return Number.POSITIVE_INFINITY;
    return Math.max(
      this.#pausedUntil,
      line.pausedUntil,
      this.#hour.freeAt(now),
      this.#minute.freeAt(now),
      ...line.buckets.map(({ window, weight }) => window.freeAt(now, weight(request))),
    );
  }

  #begin(line: Line, request: Limited): Slot {
    const counted = [
      { window: this.#hour, weight: 1 },
      { window: this.#minute, weight: 1 },
      ...line.buckets.map(({ window, weight }) => ({ window, weight: weight(request) })),
    ];
    for (const { window, weight } of counted) window.begin(weight);
    this.#open += 1;
    return {
      end: () => {
        const now = this.#clock.now();
        for (const { window, weight } of counted) window.end(now, weight);
        this.#open -= 1;
        this.#pump();
      },
    };
  }

  #wakeAt(at: number): void {
    if (this.#alarm?.at === at) return;
    this.#alarm?.off.abort();
    this.#alarm = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const alarm = { at, off: new AbortController() };
    this.#alarm = alarm;
    this.#clock.wait(Math.max(0, at - this.#clock.now()), alarm.off.signal).then(
      () => {
        this.#alarm = undefined;
        this.#pump();
      },
      // Another alarm has taken its place.
      () => {},
    );
  }
}
