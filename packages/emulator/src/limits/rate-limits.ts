import { ApiError } from "../api/errors.ts";
import { Window } from "./window.ts";

/** What a token may do: a window for all requests, another for bursts, and some for single operations. */
interface Allowance {
  readonly hour: Window;
  readonly bursts: readonly { applies(method: string, path: string): boolean; readonly window: Window }[];
}

// Source: DigitalOcean's OpenAPI document, its description of rate limits (7 Aug 2026).
const newAllowance = (): Allowance => ({
  hour: new Window(5000, 3600),
  bursts: [
    { applies: () => true, window: new Window(250, 60) },
    {
      applies: (method, path) => method === "GET" && path === "/v2/account/keys",
      window: new Window(10, 60),
    },
    { applies: (_method, path) => path.startsWith("/v2/cdn/endpoints"), window: new Window(5, 10) },
  ],
});

/** What the limits say of a request. */
export interface Allowed {
  /** Sent with the answer, whatever it is. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer in place of the operation's; undefined where the request may go on. */
  readonly refusal?: ApiError;
}

/** DigitalOcean's rate limits, per token. They are counted always and enforced on request. */
export class RateLimits {
  /** Whether requests beyond the limits are refused. */
  enforced: boolean;
  private readonly allowances = new Map<string, Allowance>();
  private swept = 0;

  constructor(enforced: boolean) {
    this.enforced = enforced;
  }

  /**
   * Counts a request. A refused one is not counted: it takes nothing from what is left, or a client that polls would
   * never get through.
   *
   * @param holder Whose limits they are: the id of the token.
   */
  take(holder: string, method: string, path: string): Allowed {
    // Not by the emulator's clock, which may stand still or be set back: clients wait by their own.
    const now = performance.timeOrigin + performance.now();
    this.sweep(now);
    const allowance = this.allowances.get(holder) ?? newAllowance();
    this.allowances.set(holder, allowance);
    const { hour } = allowance;
    const bursts = allowance.bursts.filter(({ applies }) => applies(method, path)).map(({ window }) => window);
    const spent = this.enforced ? bursts.find((window) => window.remaining(now) === 0) : undefined;
    const isExhausted = this.enforced && hour.remaining(now) === 0;
    if (spent === undefined && !isExhausted) for (const window of [hour, ...bursts]) window.add(now);
    const headers = {
      "ratelimit-limit": String(hour.limit),
      "ratelimit-remaining": String(spent === undefined ? hour.remaining(now) : 0),
      "ratelimit-reset": String(Math.ceil((spent ?? hour).reset(now) / 1000)),
    };
    if (spent === undefined) return isExhausted ? { headers, refusal: tooManyRequests() } : { headers };
    // Only the limit of a burst says how long to wait: the hourly one leaves that to `ratelimit-reset`.
    const wait = Math.max(1, Math.ceil((spent.reset(now) - now) / 1000));
    return { headers: { ...headers, "retry-after": String(wait) }, refusal: tooManyRequests() };
  }

  /** Counts the requests of a token anew. */
  forget(holder: string): void {
    this.allowances.delete(holder);
  }

  /** How many tokens it knows: those that asked within the hour. */
  get size(): number {
    return this.allowances.size;
  }

  /** Forgets whose requests no longer count, once a minute: any word is a token. */
  private sweep(now: number): void {
    if (now - this.swept < 60_000) return;
    this.swept = now;
    for (const [holder, { hour }] of this.allowances) {
      if (hour.remaining(now) === hour.limit) this.allowances.delete(holder);
    }
  }

  /** Forgets who has asked how often. */
  reset(): void {
    this.allowances.clear();
  }
}

export const tooManyRequests = () => new ApiError(429, "too_many_requests", "API rate limit exceeded.");
