import { ConnectError } from "./connect-error.ts";

/** Options of a client that cannot be used; the message names every one. */
export class OptionError extends ConnectError {
  override readonly name = "OptionError";
}
