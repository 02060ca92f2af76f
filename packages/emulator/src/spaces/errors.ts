/** An answer of Spaces that says what was wrong, with S3's codes and words. */
export class SpacesError extends Error {
  override readonly name = "SpacesError";
  readonly status: number;
  /** Such as `NoSuchKey`. */
  readonly code: string;
  /** What S3 sends beside the error, such as how large the object is. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const internalError = (message = "We encountered an internal error.") =>
  new SpacesError(500, "InternalError", message);

export const accessDenied = (message = "Access Denied") => new SpacesError(403, "AccessDenied", message);

export const noSuchBucket = () => new SpacesError(404, "NoSuchBucket", "The specified bucket does not exist");

export const noSuchKey = () => new SpacesError(404, "NoSuchKey", "The specified key does not exist.");

export const noSuchUpload = () =>
  new SpacesError(404, "NoSuchUpload", "The specified multipart upload does not exist, or was aborted or completed.");

export const malformedXml = (message: string) => new SpacesError(400, "MalformedXML", message);

export const invalidArgument = (message: string) => new SpacesError(400, "InvalidArgument", message);

export const invalidRequest = (message: string) => new SpacesError(400, "InvalidRequest", message);

export const badDigest = (name: string) =>
  new SpacesError(400, "BadDigest", `The ${name} you specified did not match what we received.`);

export const preconditionFailed = () =>
  new SpacesError(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

export const methodNotAllowed = (headers: Readonly<Record<string, string>> = {}) =>
  new SpacesError(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", headers);

/** What Spaces does not have, and what the emulator does not. */
export const notImplemented = (what: string) => new SpacesError(501, "NotImplemented", `${what} is not implemented`);
