import { ConnectError } from "./connect-error.ts";

/** An answer that cannot be what DigitalOcean sends: of another form, too large, without end, or from elsewhere. */
export class AnswerError extends ConnectError {
  override readonly name = "AnswerError";
}
