import type { IncomingMessage, ServerResponse } from "node:http";
import type { Hono } from "hono";
import { ApiError } from "../api/errors.ts";
import { errorResponse } from "../api/response.ts";
import { readBody } from "./body.ts";
import { destinationOf } from "./destination.ts";

/** What a listener hands requests to. */
export interface ListenerParts {
  /** Where the emulator is reached. */
  readonly own: URL;
  readonly api: Hono;
  /** Makes sure that what a request changed outlives the process; called before it is answered. */
  flush(): void;
}

/** Hands every request to what answers it. */
export function listenerFor(parts: ListenerParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(request, response, parts).catch((error: unknown) => {
      // A fault of the emulator's own, which must not look like one of DigitalOcean's.
      console.error(error);
      if (response.headersSent) response.destroy();
      else send(response, errorResponse(new ApiError(500, "emulator_fault", "the emulator has failed; see its log")));
    });
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: ListenerParts): Promise<void> {
  const destination = destinationOf(request.url ?? "/", request.headers, parts.own);
  if (destination === undefined) return send(response, errorResponse(new ApiError(400, "bad_request", "no such URL")));
  switch (destination.to) {
    case "elsewhere":
      return send(
        response,
        errorResponse(
          new ApiError(403, "forbidden", `the emulator forwards nothing, not to ${destination.host} either`),
        ),
      );
    case "api":
      return send(response, await fetchFrom(parts, request, destination.url));
    default:
      return send(response, errorResponse(new ApiError(501, "not_implemented", `no ${destination.to} yet`)));
  }
}

async function fetchFrom({ api, flush }: ListenerParts, request: IncomingMessage, url: URL): Promise<Response> {
  const body = await readBody(request);
  if (body === undefined) return errorResponse(new ApiError(413, "payload_too_large", "the body is larger than 1 MiB"));
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const method = request.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  const response = await api.fetch(new Request(url, { method, headers, ...(hasBody ? { body } : {}) }));
  flush();
  return response;
}

async function send(response: ServerResponse, answered: Response | Promise<Response>): Promise<void> {
  const { status, headers, body } = await answered;
  response.writeHead(status, Object.fromEntries(headers));
  response.end(body === null ? undefined : Buffer.from(await new Response(body).arrayBuffer()));
}
