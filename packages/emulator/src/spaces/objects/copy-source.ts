import { authorize } from "../access/authorize.ts";
import { findBucket } from "../buckets/bucket.ts";
import { invalidArgument, noSuchBucket, preconditionFailed } from "../errors.ts";
import type { BucketCall } from "../operation.ts";
import { conditionsIn, judgeRead } from "./conditions.ts";
import type { ContentVersion } from "./object.ts";
import { needContent } from "./read.ts";

/** The object that a copy is made of. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly version: ContentVersion;
  /** What the answer says of it. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Finds what `x-amz-copy-source` names.
 *
 * @throws SpacesError where it is not there, may not be read, or is not as the request wants it.
 */
export function copySource(call: BucketCall): CopySource {
  const [, source = "", versionId] =
    /^([^?]+)(?:\?versionId=([^&]*))?$/.exec(call.head.headers.get("x-amz-copy-source") ?? "") ?? [];
  // The slash between the two may be encoded like the rest.
  const [, bucket, name] = /^\/?([^/]+)\/(.+)$/s.exec(decode(source)) ?? [];
  if (bucket === undefined || name === undefined) {
    throw invalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
  }
  const place = findBucket(call.cloud, bucket);
  // Nothing is copied across regions: an endpoint does not know the buckets of another.
  if (place === undefined || place.bucket.region !== call.bucket.region) throw noSuchBucket();
  const action = versionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  authorize(call, { place, action, key: name, versionId });
  const version = needContent(place, name, versionId);
  const verdict = judgeRead(conditionsIn(call.head.headers, "x-amz-copy-source-if-"), version);
  if (verdict !== "go on") throw preconditionFailed();
  const headers = place.bucket.versioning === undefined ? {} : { "x-amz-copy-source-version-id": version.id };
  return { bucket: place.bucket.name, key: name, version, headers };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidArgument("Copy Source must be URL-encoded");
  }
}
