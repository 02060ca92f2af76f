import type { ApiError } from "../errors/api-error.ts";

/** One request, with all that it takes to do it again. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Such as `/v2/droplets`. */
  readonly path: string;
  readonly query?: URLSearchParams | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** Seconds for all attempts and waits; default those of the client. */
  readonly deadlineSeconds?: number | undefined;
  /** Whether what a POST with a lost answer should make is there; asked before it is sent again. */
  readonly exists?: ((sentAt: () => Date) => Promise<boolean>) | undefined;
  /** A refusal that is certain to end by itself: the request is sent again. */
  readonly passes?: ((refusal: ApiError) => boolean) | undefined;
}

/** An answer that is none of an error. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;
  /** How long the API asks to wait. */
  readonly retryAfterSeconds: number | undefined;
}

/** The method and path of a request. */
export function nameOf({ method, path }: Pick<Call, "method" | "path">): string {
  return `${method} ${path}`;
}
