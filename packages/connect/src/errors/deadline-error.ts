import { ConnectError } from "./connect-error.ts";

/** The time that the caller allowed is over; the message tells what stood in the way. */
export class DeadlineError extends ConnectError {
  override readonly name = "DeadlineError";

  /** @param failure What came of the last attempt that had ended; undefined if none had. */
  constructor(
    { method, path }: { readonly method: string; readonly path: string },
    seconds: number,
    failure: Error | undefined,
  ) {
    super(`${method} ${path} was not done within ${seconds} s: ${failure?.message ?? "no answer came"}`, {
      cause: failure,
    });
  }
}
