import { aclInHeaders } from "../access/acl.ts";
import { notImplemented, SpacesError } from "../errors.ts";
import { compareKeys } from "../names.ts";
import type { RequestHead } from "../request.ts";
import type { Attributes } from "./object.ts";

/** Headers that come back as they were sent. */
const kept = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
  "x-amz-website-redirect-location",
] as const;

const metadataPrefix = "x-amz-meta-";
const mostMetadataBytes = 2048;
const mostTags = 10;

/** What the headers of a request say of an object that is to be made. */
export function attributesIn(head: RequestHead): Attributes {
  refuseUnknown(head);
  const headers: Record<string, string> = { "content-type": "binary/octet-stream" };
  for (const name of kept) {
    const value = name === "content-encoding" ? encodingIn(head) : head.headers.get(name);
    if (value !== undefined && value !== "") headers[name] = value;
  }
  const metadata = Object.fromEntries(
    [...head.headers]
      .filter(([name]) => name.startsWith(metadataPrefix))
      .map(([name, value]) => [name.slice(metadataPrefix.length), value]),
  );
  const size = Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (size > mostMetadataBytes) {
    throw new SpacesError(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
  }
  return { headers, metadata, acl: aclInHeaders(head) ?? "private", tags: tagsIn(head.headers.get("x-amz-tagging")) };
}

/** Refuses what a request asks for besides, rather than let it believe it got it. */
export function refuseUnknown({ headers }: RequestHead): void {
  const name = [...headers.keys()].find(
    (one) =>
      one.startsWith("x-amz-object-lock-") ||
      one.startsWith("x-amz-server-side-encryption-") ||
      one.startsWith("x-amz-copy-source-server-side-encryption-") ||
      one === "x-amz-mfa",
  );
  if (name !== undefined) throw notImplemented(`The header ${name}`);
  // At rest everything is encrypted anyway; keys of one's own to that end are not had.
  const encryption = headers.get("x-amz-server-side-encryption");
  if (encryption !== undefined && encryption !== "AES256") throw notImplemented(`Encryption by ${encryption}`);
  const storage = headers.get("x-amz-storage-class");
  if (storage !== undefined && storage !== "STANDARD") {
    throw new SpacesError(400, "InvalidStorageClass", "The storage class you specified is not valid");
  }
}

/** Tags as they are checked in headers and documents. */
export function checkTags(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const isValid = pairs.every(([name, value]) => name.length >= 1 && name.length <= 128 && value.length <= 256);
  if (!isValid || new Set(pairs.map(([name]) => name)).size < pairs.length) {
    throw new SpacesError(400, "InvalidTag", "The tag provided was not a valid tag.");
  }
  if (pairs.length > mostTags) throw new SpacesError(400, "InvalidTag", "Object tags cannot be greater than 10");
  // Sorted, as S3 answers with them.
  return Object.fromEntries(pairs.toSorted(([a], [b]) => compareKeys(a, b)));
}

function tagsIn(text: string | undefined): Record<string, string> {
  return checkTags([...new URLSearchParams(text ?? "")]);
}

/** How the object is encoded, without how it was sent. */
function encodingIn({ headers }: RequestHead): string | undefined {
  const names = headers.get("content-encoding")?.split(",") ?? [];
  return names
    .map((name) => name.trim())
    .filter((name) => name !== "aws-chunked")
    .join(", ");
}
