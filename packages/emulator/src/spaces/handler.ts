import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Destination } from "../server/destination.ts";
import type { Ran } from "../server/traffic.ts";
import type { Cloud } from "../state/cloud.ts";
import type { Blobs } from "./body/blobs.ts";
import { Body } from "./body/body.ts";
import { findBucket } from "./buckets/bucket.ts";
import { corsHeaders } from "./buckets/cors-rule.ts";
import type { Expiry } from "./buckets/expire.ts";
import { SpacesError } from "./errors.ts";
import type { Answer } from "./operation.ts";
import { operationFor } from "./operations.ts";
import { headOf, type RequestHead } from "./request.ts";
import { authenticate } from "./signature/authenticate.ts";
import { element, errorDocument } from "./xml/write.ts";

/** Where a request to Spaces goes. */
export type SpacesDestination = Extract<Destination, { to: "spaces" }>;

/** What answers requests to Spaces. */
export interface SpacesParts {
  readonly cloud: Cloud;
  readonly blobs: Blobs;
  readonly expiry: Expiry;
  /** Makes sure that what a request changed outlives the process; called before it is answered. */
  flush(): void;
}

/** What a request is about. */
interface Subject {
  readonly bucketName: string;
  readonly key: string;
}

/** Does what a request to Spaces asks for. Bodies pass through, and none is ever held in memory. */
export async function runSpaces(
  request: IncomingMessage,
  response: ServerResponse,
  destination: SpacesDestination,
  parts: SpacesParts,
): Promise<Ran> {
  const id = `tx${randomUUID().replaceAll("-", "")}`;
  let answer: Answer;
  let cross: Readonly<Record<string, string>> = {};
  try {
    const head = headOf(request);
    const subject = subjectOf(head, destination);
    parts.expiry.settle();
    if (head.method === "OPTIONS") answer = preflight(parts.cloud, head, subject);
    else {
      cross =
        crossOriginHeaders(
          parts.cloud,
          head,
          subject,
          head.headers.get("access-control-request-method") ?? head.method,
        ) ?? {};
      answer = await run(request, head, subject, destination, parts);
    }
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    answer = errorAnswer(error, destination, id);
  }
  parts.flush();
  const { status, headers } = answer;
  return {
    status,
    answer: () => send(request, response, { ...answer, headers: { "x-amz-request-id": id, ...cross, ...headers } }),
  };
}

function run(
  request: IncomingMessage,
  head: RequestHead,
  { bucketName, key }: Subject,
  { region }: SpacesDestination,
  { cloud, blobs }: SpacesParts,
): Promise<Answer> {
  const operation = operationFor(head, key !== "" ? "object" : bucketName !== "" ? "bucket" : "account");
  const { caller, payload } = authenticate(cloud, head);
  return operation.answer({
    cloud,
    blobs,
    head,
    // Who gets a refusal early is still sending, and must be heard out to hear it: nothing may hang up on the way.
    body: new Body({ [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) }, head, payload),
    caller,
    region,
    bucketName,
    key,
  });
}

/** The bucket is in the name of the host, or comes first in the path. */
function subjectOf({ path }: RequestHead, { bucket }: SpacesDestination): Subject {
  if (bucket !== undefined) return { bucketName: bucket, key: path.slice(1) };
  const [bucketName = "", ...key] = path.slice(1).split("/");
  return { bucketName, key: key.join("/") };
}

/** What a browser asks before it lets a page of another origin in. Nobody signs that. */
function preflight(cloud: Cloud, head: RequestHead, subject: Subject): Answer {
  const method = head.headers.get("access-control-request-method");
  if (!head.headers.has("origin") || method === undefined) {
    throw new SpacesError(400, "BadRequest", "Insufficient information. Origin request header needed.");
  }
  const headers = crossOriginHeaders(cloud, head, subject, method);
  if (headers === undefined) {
    throw new SpacesError(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.");
  }
  return { status: 200, headers };
}

function crossOriginHeaders(
  cloud: Cloud,
  { headers }: RequestHead,
  { bucketName }: Subject,
  method: string,
): Readonly<Record<string, string>> | undefined {
  const origin = headers.get("origin");
  if (origin === undefined) return undefined;
  const wanted = headers.get("access-control-request-headers") ?? "";
  const asked = wanted.split(",").map((name) => name.trim().toLowerCase());
  const rules = findBucket(cloud, bucketName)?.bucket.cors ?? [];
  return corsHeaders(rules, { origin, method, headers: asked.filter((name) => name !== "") });
}

function errorAnswer({ status, code, message, headers }: SpacesError, { url }: SpacesDestination, id: string): Answer {
  return {
    status,
    headers,
    body: errorDocument([
      element("Code", code),
      element("Message", message),
      element("Resource", url.pathname),
      element("RequestId", id),
      element("HostId", url.host),
    ]),
  };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
): Promise<void> {
  const text = typeof body === "string" ? Buffer.from(body) : undefined;
  // What nobody read goes by, so that the answer is heard and the connection can serve again.
  if (!request.complete) request.resume();
  response.writeHead(status, {
    ...(text === undefined ? {} : { "content-type": "application/xml" }),
    ...(body === undefined && status !== 204 && status !== 304 ? { "content-length": "0" } : {}),
    ...headers,
    ...(text === undefined || request.method === "HEAD" ? {} : { "content-length": String(text.length) }),
  });
  if (request.method === "HEAD" || body === undefined) response.end();
  else if (typeof body === "string") response.end(text);
  else await stream(body, response);
}

async function stream(body: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  try {
    await pipeline(body, response);
  } catch (error) {
    // Whoever has read enough hangs up.
    if (!isEarlyEnd(error)) throw error;
  }
}

function isEarlyEnd(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
