import { SpacesError } from "../errors/spaces-error.ts";

/**
 * The code of what the SDK threw. Only the code is ever shown: what a server writes beside it, nobody has checked for
 * secrets.
 */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // The network's codes are on the error or on its cause; S3's is its name.
  const own = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const code = own ?? (error.name === "Error" ? undefined : error.name);
  return code !== undefined && /^[A-Za-z0-9._-]{1,64}$/.test(code) ? code : undefined;
}

/** The HTTP status of what the SDK threw; undefined if no answer came. */
export function statusOf(error: unknown): number | undefined {
  const metadata: unknown = error instanceof Error && "$metadata" in error ? error.$metadata : undefined;
  const status: unknown = Object(metadata).httpStatusCode;
  return typeof status === "number" ? status : undefined;
}

/** What went wrong in a few words, such as `SlowDown (HTTP 503)`. */
export function reasonOf(error: unknown): string {
  if (error instanceof SpacesError) return error.message;
  const code = codeOf(error) ?? "unknown error";
  const status = statusOf(error);
  return status === undefined ? code : `${code} (HTTP ${status})`;
}
