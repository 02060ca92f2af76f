import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Destination } from "../server/destination.ts";
import type { Ran } from "../server/traffic.ts";
import type { Cloud } from "../state/cloud.ts";
import { NotKept } from "../state/not-kept.ts";
import type { Blobs } from "./body/blobs.ts";
import { Body } from "./body/body.ts";
import type { AccessLogs } from "./buckets/access-logs.ts";
import { findBucket } from "./buckets/bucket.ts";
import { corsHeaders } from "./buckets/cors-rule.ts";
import type { Expiry } from "./buckets/expire.ts";
import { internalError, SpacesError } from "./errors.ts";
import type { Answer } from "./operation.ts";
import { loggedAs, operationFor } from "./operations.ts";
import { headOf, type RequestHead } from "./request.ts";
import { authenticate, type Caller } from "./signature/authenticate.ts";
import { serve, websiteRegion } from "./website/serve.ts";
import { element, errorDocument } from "./xml/write.ts";

/** Where a request to Spaces goes. */
export type SpacesDestination = Extract<Destination, { to: "spaces" }>;

/** What answers requests to Spaces. */
export interface SpacesParts {
  readonly cloud: Cloud;
  readonly blobs: Blobs;
  readonly expiry: Expiry;
  readonly logs: AccessLogs;
  /** Does what a request asks for, and makes sure that what it changed outlives the process. */
  keep<T>(method: string, work: () => Promise<T>): Promise<T>;
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
  const answer = await parts
    .keep(request.method ?? "GET", () => answerTo(request, destination, parts, id))
    .catch((error: unknown): Answer => {
      if (error instanceof NotKept) return errorAnswer(internalError(), destination, id);
      throw error;
    });
  const { status, headers } = answer;
  return {
    status,
    answer: () => send(request, response, { ...answer, headers: { "x-amz-request-id": id, ...headers } }),
  };
}

async function answerTo(
  request: IncomingMessage,
  destination: SpacesDestination,
  { cloud, blobs, expiry, logs }: SpacesParts,
  id: string,
): Promise<Answer> {
  const head = headIn(request);
  if (head instanceof SpacesError) return errorAnswer(head, destination, id);
  expiry.settle();
  await logs.settle();
  const subject = subjectOf(head, destination);
  const { bucketName: bucket, key } = subject;
  const about = key !== "" ? "object" : bucket !== "" ? "bucket" : "account";
  const cross = head.method === "OPTIONS" ? {} : crossOriginHeaders(cloud, head, subject);
  let caller: Caller | undefined;
  let code: string | undefined;
  let answer: Answer;
  try {
    const site = websiteRegion(destination.region);
    if (head.method === "OPTIONS") answer = preflight(cloud, head, subject);
    else if (site !== undefined) {
      const body = new Body(bytesOf(request), head, { kind: "unsigned" });
      answer = await serve({ cloud, blobs, head, body, caller, region: site, ...subject });
    } else {
      const operation = operationFor(head, about);
      const authenticated = authenticate(cloud, head, destination.bucket);
      caller = authenticated.caller;
      const body = new Body(bytesOf(request), head, authenticated.payload);
      answer = await operation.answer({ cloud, blobs, head, body, caller, region: destination.region, ...subject });
    }
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    code = error.code;
    answer = errorAnswer(error, destination, id);
  }
  const { status, headers } = answer;
  const bytes = headers?.["content-length"];
  logs.note({
    id,
    head,
    operation: loggedAs(head, about),
    bucket,
    key,
    requester: caller?.account.id,
    status,
    code,
    bytes,
  });
  return { ...answer, headers: { ...cross, ...headers } };
}

/** The head of a request, or why it cannot be read. */
function headIn(request: IncomingMessage): RequestHead | SpacesError {
  try {
    return headOf(request);
  } catch (error) {
    if (error instanceof SpacesError) return error;
    throw error;
  }
}

/** Who gets a refusal early is still sending, and must be heard out to hear it: nothing may hang up on the way. */
function bytesOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }) };
}

/** The bucket is in the name of the host, or comes first in the path. */
function subjectOf({ path }: RequestHead, { bucket }: SpacesDestination): Subject {
  if (bucket !== undefined) return { bucketName: bucket, key: path.slice(1) };
  const [bucketName = "", ...key] = path.slice(1).split("/");
  return { bucketName, key: key.join("/") };
}

/** What a browser asks before it lets a page of another origin in. Nobody signs that. */
function preflight(cloud: Cloud, head: RequestHead, subject: Subject): Answer {
  if (!head.headers.has("origin") || !head.headers.has("access-control-request-method")) {
    throw new SpacesError(400, "BadRequest", "Insufficient information. Origin request header needed.");
  }
  const headers = crossOriginHeaders(cloud, head, subject);
  if (headers === undefined) {
    throw new SpacesError(403, "AccessForbidden", "CORSResponse: This CORS request is not allowed.");
  }
  return { status: 200, headers };
}

function crossOriginHeaders(
  cloud: Cloud,
  { headers, method: own }: RequestHead,
  { bucketName }: Subject,
): Readonly<Record<string, string>> | undefined {
  const origin = headers.get("origin");
  if (origin === undefined) return undefined;
  const wanted = headers.get("access-control-request-headers") ?? "";
  const asked = wanted.split(",").map((name) => name.trim().toLowerCase());
  const method = headers.get("access-control-request-method") ?? own;
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

/**
 * Objects are anybody's pages, and come from the address of the control endpoints: a browser that opens one gives it an
 * origin of its own, runs none of its scripts, and takes nothing for a page that is none.
 */
const confined = { "content-security-policy": "sandbox", "x-content-type-options": "nosniff" };

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
    ...confined,
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
