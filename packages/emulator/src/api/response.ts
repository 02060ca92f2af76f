import type { ApiError } from "./errors.ts";
import type { Answer } from "./operation.ts";

/** An answer as HTTP sends it. */
export function responseOf({ status, body, headers = {} }: Answer): Response {
  if (body === undefined) return new Response(null, { status, headers });
  if (body instanceof Uint8Array) return new Response(new Uint8Array(body), { status, headers });
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}

/** An error as DigitalOcean answers with it. */
export function errorResponse({ status, id, message, code }: ApiError): Response {
  return responseOf({ status, body: { id, message, ...(code === undefined ? {} : { code }) } });
}
