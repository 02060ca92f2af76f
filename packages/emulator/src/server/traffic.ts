import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { bearerIn } from "../api/bearer.ts";
import { errorResponse } from "../api/response.ts";
import { type RequestLog, redactedPath } from "../control/request-log.ts";
import { createdPaths } from "../faults/created.ts";
import type { Fault, Faults, Target } from "../faults/faults.ts";
import { type Effect, lostAnswer, notYet, presets, type Refusal } from "../faults/preset.ts";
import type { RateLimits } from "../limits/rate-limits.ts";
import type { Clock } from "../state/clock.ts";
import { tokenId } from "../state/tokens.ts";
import type { Destination } from "./destination.ts";
import { send } from "./send.ts";

/** What befalls requests, whatever they ask for. */
export interface TrafficParts {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly log: RequestLog;
}

/** A request that was done, and is not answered yet. */
export interface Ran {
  readonly status: number;
  /** Of the API, while somebody must know what was created. */
  readonly body?: string;
  answer(): Promise<void>;
}

/** Gives a request its id and its line in the log, and lets limits and faults have their say around it. */
export async function attend(
  request: IncomingMessage,
  response: ServerResponse,
  destination: Extract<Destination, { to: "api" } | { to: "spaces" }>,
  { clock, faults, limits, log }: TrafficParts,
  run: () => Promise<Ran>,
): Promise<void> {
  const id = randomUUID();
  const time = clock.now.toISOString();
  const began = performance.now();
  const target = targetOf(request, destination);
  response.setHeader("x-request-id", id);
  let fault: Fault | undefined;
  response.once("close", () => {
    log.add({
      id,
      time,
      to: target.to,
      method: target.method,
      path: redactedPath(target.path, destination.url.searchParams),
      ...(response.headersSent ? { status: response.statusCode } : {}),
      milliseconds: Math.round((performance.now() - began) * 10) / 10,
      ...(fault === undefined ? {} : { fault: fault.preset }),
    });
  });

  if (target.to === "api") {
    const token = bearerIn(request.headers.authorization);
    const { headers, refusal } = limits.take(tokenId(token ?? ""), target.method, target.path);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (refusal !== undefined) return send(response, errorResponse(refusal));
  }

  fault = faults.strike(target);
  const effect: Effect | undefined = fault === undefined ? undefined : presets[fault.preset].effect;
  switch (effect?.does) {
    case "refuse":
      return send(response, responseOf(effect));
    case "hide":
      return send(response, responseOf(notYet[target.to]));
    case "reset":
      request.socket.resetAndDestroy();
      return;
    default:
  }
  if (effect?.does === "lose-answer") loseAnswer(response, lostAnswer[target.to]);
  const ran = await run();
  if (faults.wantsCreations) faults.created(target, createdPaths(target, ran.status, ran.body ?? ""));
  // What is slow is done all the same: whoever gives up waiting has it nevertheless.
  if (effect?.does === "delay" && fault !== undefined) await delay(fault.seconds * 1000, undefined, { ref: false });
  if (response.destroyed) return;
  return ran.answer();
}

function targetOf(
  request: IncomingMessage,
  destination: Extract<Destination, { to: "api" } | { to: "spaces" }>,
): Target {
  const method = request.method ?? "GET";
  const { pathname } = destination.url;
  if (destination.to === "api" || destination.bucket === undefined)
    return { to: destination.to, method, path: pathname };
  return { to: "spaces", method, path: `/${destination.bucket}${pathname === "/" ? "" : pathname}` };
}

const responseOf = ({ status, headers, body }: Refusal) => new Response(body, { status, headers });

/** Lets whoever answers believe that it does, and sends something else. */
function loseAnswer(response: ServerResponse, { status, headers, body }: Refusal): void {
  const kept = response.getHeaders();
  response.writeHead = () => response;
  response.write = () => true;
  response.end = () => {
    for (const name of ["writeHead", "write", "end"]) Reflect.deleteProperty(response, name);
    for (const name of response.getHeaderNames()) if (!(name in kept)) response.removeHeader(name);
    return response.writeHead(status, { ...headers }).end(body);
  };
}
