import { invalidArgument } from "../errors.ts";
import { compareKeys } from "../names.ts";
import { type Answer, type BucketCall, bucketOperation, type SpacesOperation } from "../operation.ts";
import { queryValue, type RequestHead } from "../request.ts";
import { encoded } from "../signature/canonical.ts";
import { document, element, type Xml } from "../xml/write.ts";
import { objectsOf, type Version } from "./object.ts";

const mostPerPage = 1000;

/** Listing objects and their versions. */
export const listOperations: readonly SpacesOperation[] = [
  bucketOperation(
    "ListObjectVersions",
    { method: "GET", query: "versions", action: "s3:ListBucketVersions", evidence: "provider" },
    listVersions,
  ),
  bucketOperation("ListObjects", { method: "GET", action: "s3:ListBucket", evidence: "provider" }, (call) => {
    switch (queryValue(call.head, "list-type")) {
      case undefined:
        return listObjects(call);
      case "2":
        return listObjectsV2(call);
      default:
        throw invalidArgument("list-type is 2 or left out");
    }
  }),
];

/** What a list is asked for. */
interface Listing {
  readonly prefix: string;
  readonly delimiter: string;
  readonly most: number;
  /** Writes a prefix, a delimiter or a marker into the answer, as its reader wants it. */
  show(text: string): string;
  /** The same of the key of an object, whose slashes are encoded, too. */
  showKey(key: string): string;
  readonly encoding: Xml;
}

/** A key with what stands under it, or keys that are shown as one. */
type Entry<T> = { readonly key: string; readonly item: T } | { readonly key: string; readonly isPrefix: true };

interface Page<T> {
  readonly items: readonly T[];
  readonly prefixes: readonly string[];
  /** The last entry, where more follow. */
  readonly last: Entry<T> | undefined;
}

/** Reads what all lists have in common. */
export function listingIn(head: RequestHead, size: string): Listing {
  const encoding = queryValue(head, "encoding-type");
  if (encoding !== undefined && encoding !== "url")
    throw invalidArgument("Invalid Encoding Method specified in Request");
  return {
    prefix: queryValue(head, "prefix") ?? "",
    delimiter: queryValue(head, "delimiter") ?? "",
    most: sizeIn(head, size),
    show: encoding === undefined ? (text) => text : (text) => text.split("/").map(encoded).join("/"),
    showKey: encoding === undefined ? (key) => key : encoded,
    encoding: element("EncodingType", encoding),
  };
}

/** How many entries a page has at most. */
export function sizeIn(head: RequestHead, name: string): number {
  const text = queryValue(head, name);
  if (text === undefined || text === "") return mostPerPage;
  if (!/^\d{1,9}$/.test(text)) throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`);
  return Math.min(Number(text), mostPerPage);
}

/**
 * One page of sorted items.
 *
 * @param after Goes on after this key, or after the keys that this prefix stands for.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { prefix, delimiter, most }: Pick<Listing, "prefix" | "delimiter" | "most">,
  after: string,
): Page<T> {
  const found: T[] = [];
  const prefixes: string[] = [];
  let last: Entry<T> | undefined;
  if (most === 0) return { items: found, prefixes, last };
  for (const item of items) {
    const key = keyOf(item);
    if (!key.startsWith(prefix) || (after !== "" && compareKeys(key, after) <= 0)) continue;
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const shared = end < 0 ? undefined : key.slice(0, end + delimiter.length);
    if (shared !== undefined && (shared === after || shared === prefixes.at(-1))) continue;
    if (found.length + prefixes.length === most) return { items: found, prefixes, last };
    if (shared === undefined) {
      found.push(item);
      last = { key, item };
    } else {
      prefixes.push(shared);
      last = { key: shared, isPrefix: true };
    }
  }
  return { items: found, prefixes, last: undefined };
}

/** What follows a marker of a key and an id: the rest of that key, then the others. */
export function afterMarker<T extends { readonly key: string }>(
  all: readonly T[],
  idOf: (item: T) => string,
  key: string,
  id: string,
): { readonly items: readonly T[]; readonly after: string } {
  if (id === "") return { items: all, after: key };
  const found = all.findIndex((item) => item.key === key && idOf(item) === id);
  // Whoever deletes page by page has deleted the marker by now, and what is left of its key is still to come.
  const from = found < 0 ? all.findIndex((item) => compareKeys(item.key, key) >= 0) : found + 1;
  return { items: from < 0 ? [] : all.slice(from), after: "" };
}

export function prefixElements({ show }: Listing, prefixes: readonly string[]): readonly Xml[] {
  return prefixes.map((prefix) => element("CommonPrefixes", [element("Prefix", show(prefix))]));
}

/** What is there: not what was deleted. */
function current(call: BucketCall, prefix: string) {
  return objectsOf(call, prefix).flatMap(({ key, versions: [version] }) =>
    version?.kind === "content" ? [{ key, version }] : [],
  );
}

function listObjects(call: BucketCall): Answer {
  const listing = listingIn(call.head, "max-keys");
  const marker = queryValue(call.head, "marker") ?? "";
  const page = pageOf(current(call, listing.prefix), ({ key }) => key, listing, marker);
  const { show, showKey, delimiter } = listing;
  return {
    status: 200,
    body: document("ListBucketResult", [
      element("Name", call.bucket.name),
      // As Ceph, on which Spaces stands, has it; boto3 decodes the keys alone.
      element("Prefix", listing.prefix),
      element("Marker", show(marker)),
      element("NextMarker", page.last && delimiter !== "" ? show(page.last.key) : undefined),
      element("MaxKeys", listing.most),
      element("Delimiter", delimiter === "" ? undefined : show(delimiter)),
      listing.encoding,
      element("IsTruncated", page.last !== undefined),
      ...page.items.map(({ key, version }) => element("Contents", contents(call, showKey(key), version, true))),
      ...prefixElements(listing, page.prefixes),
    ]),
  };
}

function listObjectsV2(call: BucketCall): Answer {
  const listing = listingIn(call.head, "max-keys");
  const token = queryValue(call.head, "continuation-token");
  const start = queryValue(call.head, "start-after");
  const after = token === undefined ? (start ?? "") : Buffer.from(token, "base64url").toString("utf8");
  if (token !== undefined && Buffer.from(after).toString("base64url") !== token) {
    throw invalidArgument("The continuation token provided is incorrect");
  }
  const page = pageOf(current(call, listing.prefix), ({ key }) => key, listing, after);
  const { show, showKey, delimiter } = listing;
  const withOwner = queryValue(call.head, "fetch-owner") === "true";
  return {
    status: 200,
    body: document("ListBucketResult", [
      element("Name", call.bucket.name),
      element("Prefix", show(listing.prefix)),
      element("StartAfter", start === undefined ? undefined : show(start)),
      element("ContinuationToken", token),
      element("NextContinuationToken", page.last && Buffer.from(page.last.key).toString("base64url")),
      element("KeyCount", page.items.length + page.prefixes.length),
      element("MaxKeys", listing.most),
      element("Delimiter", delimiter === "" ? undefined : show(delimiter)),
      listing.encoding,
      element("IsTruncated", page.last !== undefined),
      ...page.items.map(({ key, version }) => element("Contents", contents(call, showKey(key), version, withOwner))),
      ...prefixElements(listing, page.prefixes),
    ]),
  };
}

function listVersions(call: BucketCall): Answer {
  const listing = listingIn(call.head, "max-keys");
  const { show, showKey, delimiter } = listing;
  const keyMarker = queryValue(call.head, "key-marker") ?? "";
  const versionMarker = queryValue(call.head, "version-id-marker") ?? "";
  const all = objectsOf(call, listing.prefix).flatMap(({ key, versions }) =>
    versions.map((version, index) => ({ key, version, isLatest: index === 0 })),
  );
  const { items: left, after } = afterMarker(all, ({ version }) => version.id, keyMarker, versionMarker);
  const page = pageOf(left, ({ key }) => key, listing, after);
  const { last } = page;
  const items = page.items.map(({ key, version, isLatest }) => {
    const about = [element("Key", showKey(key)), element("VersionId", version.id), element("IsLatest", isLatest)];
    if (version.kind === "content") {
      return element("Version", [...about, ...contents(call, undefined, version, true)]);
    }
    return element("DeleteMarker", [...about, modifiedElement(version), ownerElement(call)]);
  });
  return {
    status: 200,
    body: document("ListVersionsResult", [
      element("Name", call.bucket.name),
      element("Prefix", show(listing.prefix)),
      element("KeyMarker", show(keyMarker)),
      element("VersionIdMarker", versionMarker),
      element("NextKeyMarker", last && show(last.key)),
      element("NextVersionIdMarker", last && "item" in last ? last.item.version.id : undefined),
      element("MaxKeys", listing.most),
      element("Delimiter", delimiter === "" ? undefined : show(delimiter)),
      listing.encoding,
      element("IsTruncated", last !== undefined),
      ...items,
      ...prefixElements(listing, page.prefixes),
    ]),
  };
}

function contents(
  call: BucketCall,
  key: string | undefined,
  version: Extract<Version, { kind: "content" }>,
  withOwner: boolean,
): readonly Xml[] {
  return [
    element("Key", key),
    modifiedElement(version),
    element("ETag", version.etag),
    element("Size", version.size),
    element("StorageClass", "STANDARD"),
    ...(withOwner ? [ownerElement(call)] : []),
  ];
}

const modifiedElement = ({ modified }: Version): Xml => element("LastModified", new Date(modified).toISOString());

const ownerElement = ({ owner }: BucketCall): Xml =>
  element("Owner", [element("ID", owner.id), element("DisplayName", owner.id)]);
