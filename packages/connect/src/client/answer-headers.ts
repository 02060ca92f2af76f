import type { RateLimit } from "./limiter.ts";

/** The id of a request, as its answer tells it. */
export function requestIdOf(headers: Headers): string | undefined {
  return requestIdIn(headers.get("x-request-id") ?? undefined);
}

/** A text that can be the id of a request. */
export function requestIdIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[\da-f-]{8,40}$/i.test(text) ? text : undefined;
}

/** Seconds that an answer asks to wait; undefined if it asks for none. */
export function retryAfterOf(headers: Headers): number | undefined {
  const seconds = Number.parseFloat(headers.get("retry-after") ?? "");
  return seconds >= 0 ? seconds : undefined;
}

/** What an answer tells of the rate limit; undefined if it tells nothing that is valid. */
export function rateLimitOf(headers: Headers): RateLimit | undefined {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
    Number.parseInt(headers.get(`ratelimit-${name}`) ?? "", 10),
  );
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  // Headers that are not valid numbers or times are ignored.
  if (!(limit > 0) || !(remaining >= 0) || !(reset >= 0) || reset > 8e12) return undefined;
  return { limit, remaining, resetsAt: new Date(reset * 1000) };
}
