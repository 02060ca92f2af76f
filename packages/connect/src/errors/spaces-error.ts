import { ConnectError } from "./connect-error.ts";

/** What Spaces refused, or what kept a request from reaching it. Its message holds no key and no signature. */
export class SpacesError extends ConnectError {
  override readonly name = "SpacesError";
  /** S3's code, such as `NoSuchBucket`, or the network's, such as `ECONNREFUSED`; undefined if it has none. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}
