import { ConnectError } from "../errors/connect-error.ts";

/** There is no token, or none that can be sent. The message names every problem and no part of a token. */
export class TokenError extends ConnectError {
  override readonly name = "TokenError";
}
