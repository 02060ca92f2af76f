import type { IncomingMessage, ServerResponse } from "node:http";
import type { Hono } from "hono";
import { ApiError, badRequest, forbidden, notImplemented, serverError } from "../api/errors.ts";
import { errorResponse } from "../api/response.ts";
import { runSpaces, type SpacesParts } from "../spaces/handler.ts";
import { NotKept } from "../state/not-kept.ts";
import { type BodyBounds, readBody } from "./body.ts";
import { destinationOf, forwardsNothing, type Reached } from "./destination.ts";
import { hostProblem, isTrusted } from "./guard.ts";
import { send, sendStream } from "./send.ts";
import { attend, type Ran, type TrafficParts } from "./traffic.ts";

/** What a listener hands requests to. */
export interface ListenerParts extends TrafficParts {
  readonly reached: Reached;
  readonly api: Hono;
  readonly control: Hono;
  readonly spaces: SpacesParts;
  /**
   * Does what a request asks for, and makes sure that what it changed outlives the process.
   *
   * @throws NotKept where that cannot be written, and the request is more than a look: nothing of it was done.
   */
  keep<T>(method: string, work: () => Promise<T>): Promise<T>;
}

/** DigitalOcean's own limits are not documented. */
const forApi: BodyBounds = { mostBytes: 1024 * 1024, mostSeconds: 60 };
/** A snapshot that is restored is large. */
const forControl: BodyBounds = { mostBytes: 256 * 1024 * 1024, mostSeconds: 300 };

/** Hands every request to what answers it. */
export function listenerFor(parts: ListenerParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(request, response, parts).catch((error: unknown) => {
      // Whoever hangs up in the middle of a request is no fault of the emulator's.
      if (request.errored !== null || (request.destroyed && !request.complete)) {
        response.destroy();
        return;
      }
      // A fault of the emulator's own, which must not look like one of DigitalOcean's.
      console.error(error);
      if (response.headersSent) response.destroy();
      else
        void send(response, errorResponse(new ApiError(500, "emulator_fault", "the emulator has failed; see its log")));
    });
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: ListenerParts): Promise<void> {
  // HTTP/1.0 knew no hosts.
  if (request.headers.host === "" || (request.headers.host === undefined && request.httpVersion !== "1.0"))
    return send(response, errorResponse(badRequest("the Host header is missing")));
  const destination = destinationOf(request.url ?? "/", request.headers, parts.reached, request.socket.localAddress);
  if (destination === undefined) return send(response, errorResponse(badRequest("no such URL")));
  // Spaces is there for pages of other sites, too: its signatures and CORS say what they may do.
  const isGuarded = destination.to === "control" || destination.to === "api";
  if (isGuarded && !isTrusted(request, destination.url, parts.reached)) {
    const problem = hostProblem(request.headers.host, parts.reached) ?? "requests from another site are refused";
    return send(response, errorResponse(forbidden(problem)));
  }
  switch (destination.to) {
    case "elsewhere":
      return send(response, errorResponse(forwardsNothing(destination.host)));
    case "control":
      return sendStream(response, await fetchFrom(parts.control, request, destination.url, forControl, parts));
    case "api":
      return attend(request, response, destination, parts, async (): Promise<Ran> => {
        const answered = await fetchFrom(parts.api, request, destination.url, forApi, parts);
        const body = parts.faults.wantsCreations ? { body: await answered.clone().text() } : {};
        return { answer: () => send(response, answered), status: answered.status, ...body };
      });
    case "spaces":
      return attend(request, response, destination, parts, () =>
        runSpaces(request, response, destination, parts.spaces),
      );
  }
}

async function fetchFrom(
  app: Hono,
  request: IncomingMessage,
  url: URL,
  bounds: BodyBounds,
  { keep }: ListenerParts,
): Promise<Response> {
  let body: Uint8Array<ArrayBuffer>;
  try {
    body = await readBody(request, bounds);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const refused = errorResponse(error);
    // What has not come may still come, and would be taken for the next request.
    if (!request.complete) refused.headers.set("connection", "close");
    return refused;
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const method = request.method ?? "GET";
  // The one method of those that come here which no `Request` takes.
  if (method === "TRACE") return errorResponse(notImplemented(`${method} ${url.pathname}`));
  const hasBody = method !== "GET" && method !== "HEAD";
  try {
    return await keep(method, async () =>
      app.fetch(new Request(url, { method, headers, ...(hasBody ? { body } : {}) })),
    );
  } catch (error) {
    if (error instanceof NotKept) return errorResponse(serverError());
    throw error;
  }
}
