import { ConnectError } from "./connect-error.ts";

/** The rate limit is used up for longer than the request may wait. */
export class RateLimitError extends ConnectError {
  override readonly name = "RateLimitError";
  /** When a request is allowed again. */
  readonly until: Date;

  constructor(request: { readonly method: string; readonly path: string }, until: Date) {
    super(
      `${request.method} ${request.path} was not sent: the token's rate limit is used up until ${until.toISOString()}`,
    );
    this.until = until;
  }
}
