import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { timeSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { aclSchema } from "../access/acl.ts";
import { pieceSchema } from "../body/blobs.ts";
import { checksumNames } from "../body/checksum.ts";
import type { OwnedBucket } from "../buckets/bucket.ts";
import { compareKeys } from "../names.ts";

/** What an object says of itself. */
export const attributesSchema = z.object({
  /** Headers that come back as they were sent, such as `content-type`. */
  headers: z.record(z.string(), z.string()),
  /** The user's own, by name without `x-amz-meta-`. */
  metadata: z.record(z.string(), z.string()),
  acl: aclSchema,
  tags: z.record(z.string(), z.string()),
});

export type Attributes = z.infer<typeof attributesSchema>;

const content = attributesSchema.extend({
  kind: z.literal("content"),
  /** `null` where the bucket was not versioned. */
  id: z.string(),
  /** Milliseconds since 1970. */
  modified: timeSchema,
  /** With its quotes. */
  etag: z.string(),
  pieces: z.array(pieceSchema),
  size: z.number(),
  /** Where it came in parts: their sizes, and by which upload. */
  parts: z.object({ upload: z.string(), sizes: z.array(z.number()) }).exactOptional(),
  checksum: z.object({ name: z.enum(checksumNames), value: z.string() }).exactOptional(),
});

const marker = z.object({ kind: z.literal("marker"), id: z.string(), modified: timeSchema });

const version = z.discriminatedUnion("kind", [content, marker]);

/** One version of an object with its bytes. */
export type ContentVersion = z.infer<typeof content>;

/** One version of an object: its bytes, or that it was deleted. */
export type Version = z.infer<typeof version>;

const stored = z.object({
  bucket: z.string(),
  key: z.string(),
  /** Counts the versions of a key: the newest has the highest. */
  serial: z.int().min(1),
  version,
});

type Stored = z.infer<typeof stored>;

const nameOf = (bucket: string, key: string): string => `${bucket}/${key}`;

/** A record for each version, so that a thousand of them are not written again with each. */
export const objectTable = tableOf("spaces_objects", stored, ({ bucket, key }) => nameOf(bucket, key));

/** All versions under one key. */
export interface StoredObject {
  readonly key: string;
  /** The newest first; never empty. */
  readonly versions: readonly Version[];
}

const newestFirst = (rows: readonly Stored[]): readonly Stored[] => rows.toSorted((a, b) => b.serial - a.serial);

belongsTo("SpacesBucket", objectTable);

const rowsOf = ({ owner, bucket }: OwnedBucket, key: string): readonly Stored[] =>
  newestFirst(objectTable.of(owner).group(nameOf(bucket.name, key)));

/** All versions under a key, the newest first. */
export function versionsOf(place: OwnedBucket, key: string): readonly Version[] {
  return rowsOf(place, key).map(({ version }) => version);
}

/** The objects of a bucket, in the order in which they are listed. */
export function objectsOf({ owner, bucket }: OwnedBucket, prefix = ""): readonly StoredObject[] {
  return objectTable
    .of(owner)
    .groups()
    .flatMap((rows) => {
      const [first] = rows;
      if (first === undefined || first.bucket !== bucket.name || !first.key.startsWith(prefix)) return [];
      return [{ key: first.key, versions: newestFirst(rows).map(({ version }) => version) }];
    })
    .toSorted((a, b) => compareKeys(a.key, b.key));
}

export function isEmpty(owner: Account, bucket: string): boolean {
  return objectTable.of(owner).find((one) => one.bucket === bucket) === undefined;
}

/** What a new version is called: nobody can tell versions apart in a bucket that is not versioned. */
export function nextVersionId(cloud: Cloud, { bucket }: OwnedBucket): string {
  return bucket.versioning === "Enabled" ? cloud.ids.hex(32) : "null";
}

/** What the answer to a writer says of a new version: nothing where it has no id of its own. */
export function newVersionHeader(id: string): Record<string, string> {
  return id === "null" ? {} : { "x-amz-version-id": id };
}

function put({ owner, bucket }: OwnedBucket, key: string, serial: number, added: Version): void {
  objectTable.of(owner).put(idOf(bucket.name, key, added), { bucket: bucket.name, key, serial, version: added });
}

/** No version has a space in its id, whatever the key has. */
const idOf = (bucket: string, key: string, { id }: Version): string => `${id} ${nameOf(bucket, key)}`;

/** Puts a version on top; one that is called `null` takes the place of the one before. */
export function addVersion(place: OwnedBucket, key: string, added: Version): void {
  put(place, key, (rowsOf(place, key)[0]?.serial ?? 0) + 1, added);
}

/** Puts a version in the place of what it was. */
export function changeVersion(place: OwnedBucket, key: string, changed: Version): void {
  const old = rowsOf(place, key).find(({ version }) => version.id === changed.id);
  if (old !== undefined) put(place, key, old.serial, changed);
}

/** Deletes as a request without a version does: for good, or by a marker where the bucket keeps versions. */
export function removeObject(cloud: Cloud, place: OwnedBucket, key: string): Version | undefined {
  if (place.bucket.versioning === undefined) {
    for (const { id } of versionsOf(place, key)) removeVersion(place, key, id);
    return undefined;
  }
  const added: Version = { kind: "marker", id: nextVersionId(cloud, place), modified: cloud.clock.time };
  addVersion(place, key, added);
  return added;
}

/** Deletes one version for good; answers with it, undefined where it was not there. */
export function removeVersion(place: OwnedBucket, key: string, versionId: string): Version | undefined {
  const { owner, bucket } = place;
  const removed = versionsOf(place, key).find(({ id }) => id === versionId);
  if (removed !== undefined) objectTable.of(owner).delete(idOf(bucket.name, key, removed));
  return removed;
}
