import { slice } from "../body/blobs.ts";
import type { OwnedBucket } from "../buckets/bucket.ts";
import { invalidArgument, methodNotAllowed, noSuchKey, preconditionFailed, SpacesError } from "../errors.ts";
import { type Answer, type BucketCall, objectOperation, type SpacesOperation } from "../operation.ts";
import { queryValue } from "../request.ts";
import { refuseUnknown } from "./attributes.ts";
import { conditionsIn, judgeRead } from "./conditions.ts";
import { type ContentVersion, versionsOf } from "./object.ts";
import { type Range, rangeIn } from "./range.ts";

/** Reading objects. */
export const readOperations: readonly SpacesOperation[] = [
  objectOperation("GetObject", { method: "GET", action: "s3:GetObject", evidence: "provider" }, read),
  objectOperation("HeadObject", { method: "HEAD", action: "s3:GetObject", evidence: "provider" }, read),
];

/** Headers of an answer that a signed request can choose. */
const overrides = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
] as const;

/**
 * A version of an object that has bytes.
 *
 * @throws SpacesError where there is none.
 */
export function needContent(place: OwnedBucket, key: string, versionId: string | undefined): ContentVersion {
  const versions = versionsOf(place, key);
  const found = versionId === undefined ? versions[0] : versions.find(({ id }) => id === versionId);
  if (found === undefined) {
    if (versionId === undefined) throw noSuchKey();
    throw new SpacesError(404, "NoSuchVersion", "The specified version does not exist.");
  }
  if (found.kind === "content") return found;
  const headers = { "x-amz-delete-marker": "true", "x-amz-version-id": found.id };
  if (versionId !== undefined) throw methodNotAllowed({ ...headers, allow: "DELETE" });
  throw new SpacesError(404, "NoSuchKey", "The specified key does not exist.", headers);
}

/** The id of a version as headers have it, which buckets without versions do not. */
export function versionHeader({ bucket }: OwnedBucket, { id }: { readonly id: string }): Record<string, string> {
  return bucket.versioning === undefined ? {} : { "x-amz-version-id": id };
}

function read(call: BucketCall): Answer {
  const { head, key, blobs } = call;
  refuseUnknown(head);
  const version = needContent(call, key, queryValue(head, "versionId"));
  const validators = {
    etag: version.etag,
    "last-modified": new Date(version.modified).toUTCString(),
    ...versionHeader(call, version),
  };
  const verdict = judgeRead(conditionsIn(head.headers, "if-"), version);
  if (verdict === "failed") throw preconditionFailed();
  if (verdict === "not modified") return { status: 304, headers: validators };

  const part = queryValue(head, "partNumber");
  const range = part === undefined ? rangeIn(head.headers.get("range"), version.size) : rangeOfPart(part, version);
  const { from, size } = range ?? { from: 0, size: version.size };
  // A part that is all of the object, and empty, has no first byte to speak of.
  const isWhole = range === undefined || size === 0;
  const tags = Object.keys(version.tags).length;
  const isChecked = head.headers.get("x-amz-checksum-mode")?.toUpperCase() === "ENABLED" && range === undefined;
  return {
    status: isWhole ? 200 : 206,
    headers: {
      ...version.headers,
      ...overridesIn(call),
      ...validators,
      "accept-ranges": "bytes",
      "content-length": String(size),
      ...(isWhole ? {} : { "content-range": `bytes ${from}-${from + size - 1}/${version.size}` }),
      ...(part === undefined || !version.parts ? {} : { "x-amz-mp-parts-count": String(version.parts.sizes.length) }),
      ...(tags === 0 ? {} : { "x-amz-tagging-count": String(tags) }),
      ...(isChecked && version.checksum ? { [`x-amz-checksum-${version.checksum.name}`]: version.checksum.value } : {}),
      ...Object.fromEntries(Object.entries(version.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    },
    body: blobs.read(slice(version.pieces, from, size)),
  };
}

/** Where a part of an object lies; an object that came in one piece is its own first part. */
function rangeOfPart(text: string, { parts, size }: ContentVersion): Range {
  const sizes = parts?.sizes ?? [size];
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number < 1)
    throw invalidArgument("Part number must be an integer between 1 and 10000");
  const own = sizes[number - 1];
  if (own === undefined) {
    throw new SpacesError(400, "InvalidPart", "The object has no part of this number");
  }
  return { from: sizes.slice(0, number - 1).reduce((sum, one) => sum + one, 0), size: own };
}

function overridesIn({ head, caller }: BucketCall): Record<string, string> {
  const wanted = overrides.flatMap((name) => {
    const value = queryValue(head, `response-${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (wanted.length > 0 && caller === undefined) {
    throw new SpacesError(
      400,
      "InvalidRequest",
      "Request specific response headers cannot be used for anonymous GET requests.",
    );
  }
  // What no header can hold would break the answer.
  const broken = wanted.find(([, value]) => /[^\t\x20-\x7e\x80-\xff]/.test(value));
  if (broken !== undefined)
    throw new SpacesError(400, "InvalidArgument", `response-${broken[0]} is not a valid value of a header`);
  return Object.fromEntries(wanted);
}
