import type { Evidence } from "../api/operation.ts";
import type { Cloud } from "../state/cloud.ts";
import { authorize } from "./access/authorize.ts";
import type { Blobs } from "./body/blobs.ts";
import type { Body } from "./body/body.ts";
import { findBucket, isSameBucket, type OwnedBucket } from "./buckets/bucket.ts";
import { accessDenied, noSuchBucket, type SpacesError } from "./errors.ts";
import { checkKey } from "./names.ts";
import { queryValue, type RequestHead } from "./request.ts";
import type { Caller } from "./signature/authenticate.ts";

/** A request to Spaces, and all that answers it. */
export interface Call {
  readonly cloud: Cloud;
  readonly blobs: Blobs;
  readonly head: RequestHead;
  readonly body: Body;
  /** Undefined where nobody has signed. */
  readonly caller: Caller | undefined;
  /** Region by whose endpoint the request came; undefined where it came without, straight to the emulator. */
  readonly region: string | undefined;
  /** Empty: the request is about no bucket. */
  readonly bucketName: string;
  /** Empty: the request is about no object. */
  readonly key: string;
}

/** A call about a bucket that exists, by somebody who may. */
export interface BucketCall extends Call, OwnedBucket {
  /**
   * The same call once its body has come. A body may take long: the bucket may have changed meanwhile, have become closed
   * to the caller, or have gone, and another account have one of that name.
   *
   * @throws SpacesError where the call would not be let in again, to the same bucket.
   */
  now(): BucketCall;
}

/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A document, or the bytes of an object. */
  readonly body?: string | AsyncIterable<Uint8Array>;
}

/** One operation of S3. */
export interface SpacesOperation {
  /** As S3 calls it: `PutObject`. */
  readonly name: string;
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly about: "account" | "bucket" | "object";
  /** What the query must have, such as `acl`. */
  readonly query: string | undefined;
  /** A header that it must have, such as `x-amz-copy-source`. */
  readonly header: string | undefined;
  readonly evidence: Evidence;
  answer(call: Call): Promise<Answer>;
}

type Respond<C> = (call: C) => Answer | Promise<Answer>;

/** An operation that needs an account and no bucket yet. */
export function accountOperation(
  name: string,
  method: SpacesOperation["method"],
  about: SpacesOperation["about"],
  evidence: Evidence,
  respond: Respond<Call & { readonly caller: Caller }>,
): SpacesOperation {
  return {
    name,
    method,
    about,
    query: undefined,
    header: undefined,
    evidence,
    async answer(call) {
      const { caller } = call;
      if (caller === undefined) throw accessDenied();
      return respond({ ...call, caller });
    },
  };
}

/** What an operation on a bucket or an object is. */
interface Shape {
  readonly method: SpacesOperation["method"];
  readonly query?: string;
  readonly header?: string;
  /**
   * What a policy calls it; `s3:GetObject` is `s3:GetObjectVersion` where a version is named. Undefined: the operation asks
   * for each object by itself.
   */
  readonly action: string | undefined;
  readonly evidence: Evidence;
  /** What it answers for a bucket that is not there, if not `NoSuchBucket`. */
  readonly missing?: () => SpacesError;
}

/** An operation on a bucket. */
export function bucketOperation(name: string, shape: Shape, respond: Respond<BucketCall>): SpacesOperation {
  return onBucket(name, "bucket", shape, respond);
}

/** An operation on an object. */
export function objectOperation(name: string, shape: Shape, respond: Respond<BucketCall>): SpacesOperation {
  return onBucket(name, "object", shape, async (call) => {
    checkKey(call.key);
    return respond(call);
  });
}

const versioned = new Set(["s3:GetObject", "s3:DeleteObject"]);

function onBucket(
  name: string,
  about: "bucket" | "object",
  { method, query, header, action, evidence, missing = noSuchBucket }: Shape,
  respond: Respond<BucketCall>,
): SpacesOperation {
  const enter = (call: Call, before?: OwnedBucket): BucketCall => {
    const place = bucketOf(call);
    if (place === undefined || (before !== undefined && !isSameBucket(before, place))) throw missing();
    const expected = call.head.headers.get("x-amz-expected-bucket-owner");
    if (expected !== undefined && expected !== place.owner.id) throw accessDenied();
    const versionId = queryValue(call.head, "versionId");
    if (action !== undefined) {
      authorize(call, {
        place,
        action: versioned.has(action) && versionId !== undefined ? `${action}Version` : action,
        ...(about === "object" ? { key: call.key, versionId } : {}),
      });
    }
    return { ...call, ...place, now: () => enter(call, place) };
  };
  return { name, method, about, query, header, evidence, answer: async (call) => respond(enter(call)) };
}

/** An endpoint knows the buckets of its own region only. */
function bucketOf({ cloud, region, bucketName }: Call): OwnedBucket | undefined {
  const place = findBucket(cloud, bucketName);
  return region === undefined || region === place?.bucket.region ? place : undefined;
}
