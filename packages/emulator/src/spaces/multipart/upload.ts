import * as z from "zod";
import { timeSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { pieceSchema } from "../body/blobs.ts";
import { checksumNames } from "../body/checksum.ts";
import type { OwnedBucket } from "../buckets/bucket.ts";
import { noSuchUpload } from "../errors.ts";
import { compareKeys } from "../names.ts";
import { attributesSchema } from "../objects/object.ts";
import { wantedChecksumSchema } from "./wanted-checksum.ts";

const upload = z.object({
  id: z.string(),
  bucket: z.string(),
  key: z.string(),
  /** Milliseconds since 1970. */
  initiated: timeSchema,
  attributes: attributesSchema,
  /** The checksum that the object shall have. */
  checksum: wantedChecksumSchema.exactOptional(),
});

/** An object that comes in parts. */
export type Upload = z.infer<typeof upload>;

const uploadTable = tableOf("spaces_uploads", upload);

const part = z.object({
  upload: z.string(),
  number: z.number(),
  modified: timeSchema,
  md5: z.string(),
  pieces: z.array(pieceSchema),
  size: z.number(),
  checksum: z.object({ name: z.enum(checksumNames), value: z.string() }).exactOptional(),
});

/** One part of an upload. */
export type Part = z.infer<typeof part>;

/** Apart from the uploads, so that ten thousand parts are not written again with each. */
export const partTable = tableOf("spaces_parts", part);

belongsTo("SpacesBucket", uploadTable, partTable);

/** The uploads of a bucket, as they are listed. */
export function uploadsOf({ owner, bucket }: OwnedBucket): readonly Upload[] {
  return uploadTable
    .of(owner)
    .filter((one) => one.bucket === bucket.name)
    .toSorted((a, b) => compareKeys(a.key, b.key) || a.initiated - b.initiated);
}

/** @throws SpacesError where there is no such upload of that key. */
export function needUpload({ owner, bucket }: OwnedBucket, key: string, id: string | undefined): Upload {
  const found = uploadTable.of(owner).get(id ?? "");
  if (found === undefined || found.bucket !== bucket.name || found.key !== key) throw noSuchUpload();
  return found;
}

export function addUpload({ owner }: OwnedBucket, added: Upload): void {
  uploadTable.of(owner).put(added.id, added);
}

/** Adds a part, or puts another in its place. */
export function addPart({ owner }: OwnedBucket, added: Part): void {
  partTable.of(owner).put(`${added.upload}/${added.number}`, added);
}

export function partOf({ owner }: OwnedBucket, id: string, number: number): Part | undefined {
  return partTable.of(owner).get(`${id}/${number}`);
}

/** The parts that have come, by their number. */
export function partsOf({ owner }: OwnedBucket, id: string): readonly Part[] {
  return partTable
    .of(owner)
    .filter((one) => one.upload === id)
    .toSorted((a, b) => a.number - b.number);
}

/** Takes an upload away with all its parts. */
export function dropUpload(place: OwnedBucket, id: string): void {
  for (const { number } of partsOf(place, id)) partTable.of(place.owner).delete(`${id}/${number}`);
  uploadTable.of(place.owner).delete(id);
}
