import { ConnectError } from "./connect-error.ts";

/** No answer: the API cannot be reached, or the connection broke or took too long, however often it was tried. */
export class UnreachableError extends ConnectError {
  override readonly name = "UnreachableError";
  /**
   * True if the request may have been done all the same, such as a POST whose answer was lost: look before you do it
   * again.
   */
  readonly mayBeDone: boolean;

  constructor(message: string, options: { readonly mayBeDone: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.mayBeDone = options.mayBeDone;
  }
}
