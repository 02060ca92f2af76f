import { timingSafeEqual } from "node:crypto";
import { type Grant, holderOf, secretOf } from "../../api/spaces/key.ts";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { accessDenied, invalidRequest, notImplemented, SpacesError } from "../errors.ts";
import { queryValue, type RequestHead } from "../request.ts";
import { type Scope, scopeText, signed, signingKey, stringToSign } from "./canonical.ts";
import { version2Claim, version2Signatures } from "./version-2.ts";

/** Who sends a request, proved by its signature. */
export interface Caller {
  readonly account: Account;
  readonly grants: readonly Grant[];
}

/** What the head of a request says of its body. */
export type Payload =
  | { readonly kind: "unsigned" }
  /** The body has this hash. */
  | { readonly kind: "hashed"; readonly sha256: string }
  /** The body comes in chunks, with `chain` each signed over the one before. */
  | { readonly kind: "chunked"; readonly hasTrailer: boolean; readonly chain?: Chain };

/** What the signature of the first chunk goes on from. */
export interface Chain {
  readonly key: Buffer;
  readonly time: string;
  readonly scope: string;
  readonly signature: string;
}

/** A request that was let in; without a caller it is anybody's. */
export interface Authenticated {
  readonly caller: Caller | undefined;
  readonly payload: Payload;
}

/** A signature and all that it was made of. */
interface Claim {
  readonly accessKey: string;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly time: string;
  readonly payload: string;
}

const quarterHour = 15 * 60 * 1000;
const week = 7 * 24 * 3600;

/**
 * Proves who sends a request: by a header, by a query (a presigned URL), or nobody at all. Times are compared with the
 * machine's clock, by which clients sign, even where the emulator's has been moved.
 *
 * @param bucket The one in the name of the host, if any.
 * @throws SpacesError where the signature does not hold.
 */
export function authenticate(cloud: Cloud, head: RequestHead, bucket: string | undefined): Authenticated {
  const header = head.headers.get("authorization");
  const isPresigned = queryValue(head, "X-Amz-Algorithm") !== undefined;
  const old = version2Claim(head);
  const mechanisms = [header !== undefined, isPresigned, old !== undefined].filter((is) => is).length;
  if (mechanisms > 1) throw invalidRequest("Only one auth mechanism allowed");
  if (header === undefined && !isPresigned) {
    const says = head.headers.get("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD";
    const payload = payloadOf(says, undefined);
    if (old === undefined) return { caller: undefined, payload };
    const expected = version2Signatures(secretOf(cloud, old.accessKey), head, bucket);
    const isSigned = expected.some((one) => isSame(one, old.signature));
    return { caller: callerWith(cloud, old.accessKey, isSigned), payload };
  }
  const claim = header === undefined ? claimInQuery(head) : claimInHeader(head, header);
  const key = signingKey(secretOf(cloud, claim.accessKey), claim.scope);
  const expected = signed(key, stringToSign(head, claim.signedHeaders, claim.payload, claim.time, claim.scope));
  const caller = callerWith(cloud, claim.accessKey, isSame(expected, claim.signature));
  const chain = { key, time: claim.time, scope: scopeText(claim.scope), signature: claim.signature };
  return {
    caller,
    payload: payloadOf(claim.payload, chain),
  };
}

/** Whose key it is that a request claims to be signed with. */
export function callerWith(cloud: Cloud, accessKey: string, isSigned: boolean): Caller {
  const caller = holderOf(cloud, accessKey, isSigned);
  if (caller === undefined) {
    const message = "The AWS Access Key Id you provided does not exist in our records.";
    throw new SpacesError(403, "InvalidAccessKeyId", message);
  }
  if (!isSigned) throw signatureDoesNotMatch();
  return caller;
}

export const signatureDoesNotMatch = () =>
  new SpacesError(
    403,
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  );

/** Compares in the same time whatever the difference is. */
export function isSame(expected: string, given: string): boolean {
  const [own, other] = [Buffer.from(expected), Buffer.from(given)];
  return own.length === other.length && timingSafeEqual(own, other);
}

function claimInHeader(head: RequestHead, header: string): Claim {
  const malformed = (message: string) => new SpacesError(400, "AuthorizationHeaderMalformed", message);
  if (!header.startsWith("AWS4-HMAC-SHA256")) {
    // Spaces takes version 2 here as well, for old clients; the emulator takes it in presigned URLs alone.
    if (header.startsWith("AWS ")) throw notImplemented("Signature version 2 in a header");
    throw new SpacesError(400, "InvalidArgument", "Unsupported Authorization Type");
  }
  const parts = new Map(
    header
      .slice("AWS4-HMAC-SHA256".length)
      .split(",")
      .map((part) => {
        const [name = "", ...value] = part.trim().split("=");
        return [name, value.join("=")];
      }),
  );
  const { accessKey, scope } = credentialIn(parts.get("Credential"), malformed);
  const signedHeaders = parts.get("SignedHeaders")?.split(";");
  const signature = parts.get("Signature");
  if (signedHeaders === undefined || signature === undefined) {
    throw malformed("The authorization header requires SignedHeaders and Signature.");
  }
  const time = head.headers.get("x-amz-date") ?? stampOf(head.headers.get("date"));
  const at = timeOf(time);
  if (at === undefined) throw accessDenied("AWS authentication requires a valid Date or x-amz-date header");
  if (Math.abs(Date.now() - at) > quarterHour) {
    throw new SpacesError(
      403,
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
    );
  }
  if (!time.startsWith(scope.date)) throw malformed("Date in Credential scope does not match YYYYMMDD from x-amz-date");
  checkSigned(head, signedHeaders);
  const payload = head.headers.get("x-amz-content-sha256");
  if (payload === undefined) throw invalidRequest("Missing required header for this request: x-amz-content-sha256");
  return { accessKey, scope, signedHeaders, signature, time, payload };
}

function claimInQuery(head: RequestHead): Claim {
  const malformed = (message: string) => new SpacesError(400, "AuthorizationQueryParametersError", message);
  if (queryValue(head, "X-Amz-Algorithm") !== "AWS4-HMAC-SHA256") {
    throw malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  }
  const { accessKey, scope } = credentialIn(queryValue(head, "X-Amz-Credential"), malformed);
  const signedHeaders = queryValue(head, "X-Amz-SignedHeaders")?.split(";");
  const signature = queryValue(head, "X-Amz-Signature");
  const time = queryValue(head, "X-Amz-Date") ?? "";
  const at = timeOf(time);
  const seconds = Number(queryValue(head, "X-Amz-Expires"));
  if (signedHeaders === undefined || signature === undefined || at === undefined) {
    throw malformed("Query-string authentication version 4 requires X-Amz-SignedHeaders, -Signature and -Date.");
  }
  // As Ceph, on which Spaces stands; S3 itself answers 400.
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > week) {
    throw accessDenied("X-Amz-Expires must be a number of seconds, and at most a week");
  }
  if (!time.startsWith(scope.date)) throw malformed("Invalid credential date: it is not that of X-Amz-Date");
  if (at - Date.now() > quarterHour) throw accessDenied("Request is not valid yet");
  if (Date.now() > at + seconds * 1000) throw accessDenied("Request has expired");
  checkSigned(head, signedHeaders);
  const payload = head.headers.get("x-amz-content-sha256") ?? queryValue(head, "X-Amz-Content-Sha256");
  return { accessKey, scope, signedHeaders, signature, time, payload: payload ?? "UNSIGNED-PAYLOAD" };
}

/** What changes the meaning of a request must be signed, so that nobody adds it on the way. */
function checkSigned({ headers }: RequestHead, signedHeaders: readonly string[]): void {
  const known = new Set(signedHeaders);
  const touching = [...headers.keys()].filter(
    (name) => name === "host" || (name.startsWith("x-amz-") && name !== "x-amz-content-sha256"),
  );
  const unsigned = touching.filter((name) => !known.has(name));
  if (unsigned.length > 0) {
    throw accessDenied(`There were headers present in the request which were not signed: ${unsigned.join(", ")}`);
  }
}

/** The parts of a credential: `DO00…/20261125/nyc3/s3/aws4_request`. */
export function credentialIn(
  text: string | undefined,
  malformed: (message: string) => SpacesError,
): { readonly accessKey: string; readonly scope: Scope } {
  const [accessKey, date, region, service, end, ...rest] = text?.split("/") ?? [];
  if (accessKey === undefined || date === undefined || region === undefined || rest.length > 0) {
    throw malformed('the Credential is malformed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  }
  if (service !== "s3") throw malformed('incorrect service; this endpoint belongs to "s3".');
  if (end !== "aws4_request") throw malformed('incorrect terminal; this endpoint uses "aws4_request".');
  return { accessKey, scope: { date, region } };
}

/** `20261125T100000Z` for `Wed, 25 Nov 2026 10:00:00 GMT`, by which a client may sign instead; empty where it is none. */
function stampOf(date = ""): string {
  const at = Date.parse(date);
  return Number.isNaN(at) ? "" : new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}

/** Milliseconds since 1970 of `20261125T100000Z`. */
function timeOf(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function payloadOf(says: string, chain: Chain | undefined): Payload {
  switch (says) {
    case "UNSIGNED-PAYLOAD":
      return { kind: "unsigned" };
    case "STREAMING-UNSIGNED-PAYLOAD-TRAILER":
      return { kind: "chunked", hasTrailer: true };
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD":
    case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER":
      if (chain === undefined) throw invalidRequest("A request that nobody signed has no signed chunks");
      return { kind: "chunked", hasTrailer: says.endsWith("TRAILER"), chain };
    default:
      if (/^[0-9a-f]{64}$/.test(says)) return { kind: "hashed", sha256: says };
      throw invalidRequest(`x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING value or a SHA-256`);
  }
}
