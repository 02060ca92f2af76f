/** An answer that says what was wrong, with the ids and words that DigitalOcean uses. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  /** Such as `not_found`. */
  readonly id: string;
  /** What some services have besides, such as `ALREADY_EXISTS`. */
  readonly code: string | undefined;

  constructor(status: number, id: string, message: string, code?: string) {
    super(message);
    this.status = status;
    this.id = id;
    this.code = code;
  }
}

export const unauthorized = () => new ApiError(401, "unauthorized", "Unable to authenticate you");

export const notFound = () => new ApiError(404, "not_found", "The resource you were accessing could not be found.");

/** The request is understood and cannot be done. */
export const unprocessable = (message: string) => new ApiError(422, "unprocessable_entity", message);

export const badRequest = (message: string) => new ApiError(400, "bad_request", message);

export const forbidden = (message: string) => new ApiError(403, "forbidden", message);

/** The token lacks a scope. This `id` alone begins with a capital. */
export const unscoped = () => new ApiError(403, "Forbidden", "You are not authorized to perform this operation");

export const conflict = (message: string) => new ApiError(409, "conflict", message);

export const preconditionFailed = (message: string) => new ApiError(412, "precondition_failed", message);

export const serverError = () => new ApiError(500, "server_error", "Unexpected server-side error");

/** What the emulator does not have. Never 404: a provider takes that as gone, and forgets what it manages. */
export const notImplemented = (what: string, reason?: string) =>
  new ApiError(
    501,
    "not_implemented",
    `the emulator does not have ${what}${reason === undefined ? "" : `: ${reason}`}`,
  );
