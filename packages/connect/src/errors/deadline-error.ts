import { ConnectError } from "./connect-error.ts";

/** The time that the caller allowed is over. */
export class DeadlineError extends ConnectError {
  override readonly name = "DeadlineError";
}
