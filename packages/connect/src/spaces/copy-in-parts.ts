import { createHash } from "node:crypto";
import { SpacesError } from "../errors/spaces-error.ts";
import { contentMd5, etagOfParts, isMd5 } from "./etag.ts";
import type { Unfinished } from "./journal.ts";
import { type Layout, partBytes } from "./layout.ts";
import type { Bucket, Listed } from "./list-objects.ts";
import { attributesOf, isPublic, tagging } from "./object-attributes.ts";
import { type Range, readObject } from "./read-object.ts";
import { codeOf } from "./reason.ts";
import { type Copied, checkEtag, copySource, type Transfer } from "./transfer.ts";

/** Copies an object in parts, or the parts that an earlier run has left to copy. */
export async function copyInParts(transfer: Transfer, object: Listed, layout: Layout): Promise<Copied> {
  const { from, to, journal, signal } = transfer;
  const { upload, md5s } = (await resumed(transfer, object, layout)) ?? (await begun(transfer, object, layout));
  const reusedParts = md5s.size;
  const missing = rangesOf(object.size, layout).filter(({ number }) => !md5s.has(number));
  // Of all bytes in their order, as far as one run sees them all.
  const whole = reusedParts === 0 && isMd5(object.etag) && !transfer.isWithin ? createHash("md5") : undefined;
  let inOrder: Promise<unknown> = Promise.resolve();
  const failures: unknown[] = [];
  const running: Promise<void>[] = [];
  for (const { number, range } of missing) {
    if (failures.length > 0 || signal.aborted) break;
    const leave = await transfer.gate.enter(transfer.isWithin ? partBytes : Math.max(range.size, partBytes));
    const part = { upload, number, range };
    const before = inOrder;
    const copying = transfer.isWithin
      ? copyPartWithin(transfer, object, part)
      : copyPart(transfer, object, part, async (bytes) => {
          await before;
          whole?.update(bytes);
        });
    inOrder = copying.hashed;
    running.push(
      // The bytes are in memory until they are hashed, too.
      Promise.all([copying.sent, copying.hashed])
        .then(
          ([md5]) => {
            md5s.set(number, md5);
            transfer.moved(range.size);
          },
          (error: unknown) => {
            failures.push(error);
          },
        )
        .finally(leave),
    );
  }
  await Promise.all(running);
  signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];

  const parts = [...md5s].sort(([a], [b]) => a - b);
  const etag = etagOfParts(parts.map(([, md5]) => md5));
  const isDamaged =
    whole === undefined
      ? layout.isSources && etag !== object.etag && (await isUniform(from, object, layout, signal))
      : whole.digest("hex") !== object.etag;
  if (isDamaged) {
    await abort(to, upload);
    journal.end(upload);
    throw new SpacesError("arrived damaged: the bytes do not have the ETag of the source");
  }
  await complete(to, upload, parts, etag);
  journal.end(upload);
  return { reusedParts, isChecked: whole !== undefined || etag === object.etag };
}

/** A part on its way. */
interface Part {
  readonly upload: Unfinished;
  readonly number: number;
  readonly range: Range;
}

interface Copying {
  /** Its MD5, once it has arrived. */
  readonly sent: Promise<string>;
  readonly hashed: Promise<void>;
}

function copyPart(
  { from, to, signal }: Transfer,
  object: Listed,
  { upload: { uploadId }, number, range }: Part,
  hash: (bytes: Uint8Array) => Promise<void>,
): Copying {
  const reading = readObject(from, object, range, undefined, signal);
  const send = async () => {
    const { bytes, md5 } = await reading;
    const sent = await to.s3.uploadPart(
      {
        Bucket: to.name,
        Key: object.key,
        UploadId: uploadId,
        PartNumber: number,
        Body: bytes,
        ContentMD5: contentMd5(md5),
      },
      { abortSignal: signal },
    );
    checkEtag(sent.ETag, md5);
    return md5;
  };
  return { sent: send(), hashed: reading.then(({ bytes }) => hash(bytes)) };
}

function copyPartWithin({ from, to, signal }: Transfer, { key, etag }: Listed, part: Part): Copying {
  const { upload, number, range } = part;
  const send = async () => {
    const { CopyPartResult: result } = await to.s3.uploadPartCopy(
      {
        Bucket: to.name,
        Key: key,
        UploadId: upload.uploadId,
        PartNumber: number,
        CopySource: copySource(from, key),
        CopySourceIfMatch: `"${etag}"`,
        CopySourceRange: `bytes=${range.from}-${range.from + range.size - 1}`,
      },
      { abortSignal: signal },
    );
    return result?.ETag?.replaceAll('"', "") ?? "";
  };
  return { sent: send(), hashed: Promise.resolve() };
}

function rangesOf(size: number, { partSize, count }: Layout) {
  return Array.from({ length: count }, (_, index) => {
    const from = index * partSize;
    return { number: index + 1, range: { from, size: Math.min(partSize, size - from) } };
  });
}

/** An upload with the MD5s of the parts that are there, by their numbers. */
interface Begun {
  readonly upload: Unfinished;
  readonly md5s: Map<number, string>;
}

async function begun({ from, to, journal, keepAcl, signal }: Transfer, object: Listed, layout: Layout): Promise<Begun> {
  const { key, etag, size } = object;
  const startedAt = performance.now();
  const { UploadId: uploadId, $metadata: made } = await to.s3.createMultipartUpload(
    {
      Bucket: to.name,
      Key: key,
      // Always: whether the parts of the source are all of one size is known only at the end.
      ...attributesOf(layout.head, etag),
      Tagging: await tagging(from, key, layout.head, signal),
      ...(keepAcl && (await isPublic(from, key, signal)) ? { ACL: "public-read" } : {}),
    },
    { abortSignal: signal },
  );
  if (uploadId === undefined) throw new SpacesError("the answer to CreateMultipartUpload has no upload id");
  const upload = { key, uploadId, etag, size, partSize: layout.partSize };
  journal.begin(upload);
  if ((made.attempts ?? 1) > 1) await abortTwins(to, upload, performance.now() - startedAt);
  return { upload, md5s: new Map() };
}

/**
 * Gives up uploads that were begun for the same key while ours was: their answers were lost. Nothing would
 * ever complete them.
 *
 * @param took Milliseconds that it took to begin ours.
 */
async function abortTwins(to: Bucket, { key, uploadId }: Unfinished, took: number): Promise<void> {
  const { Uploads: uploads = [] } = await to.s3.listMultipartUploads({ Bucket: to.name, Prefix: key });
  const begunAt = uploads.find((one) => one.UploadId === uploadId)?.Initiated?.getTime();
  if (begunAt === undefined) return;
  for (const { Key, UploadId: twin, Initiated } of uploads) {
    const isTwin = Key === key && twin !== uploadId && Math.abs((Initiated?.getTime() ?? 0) - begunAt) <= took + 1000;
    if (isTwin && twin !== undefined) await abort(to, { key, uploadId: twin });
  }
}

/** What an earlier run has begun; undefined if nothing, or of a source that is no longer so. */
async function resumed(
  { to, journal, signal }: Transfer,
  { key, etag, size }: Listed,
  layout: Layout,
): Promise<Begun | undefined> {
  const upload = journal.of(key);
  if (upload === undefined) return undefined;
  if (upload.etag !== etag || upload.size !== size || upload.partSize !== layout.partSize) {
    await abort(to, upload);
    journal.end(upload);
    return undefined;
  }
  const sizes = new Map(rangesOf(size, layout).map(({ number, range }) => [number, range.size]));
  const md5s = new Map<number, string>();
  let marker: string | undefined;
  do {
    const page = await to.s3
      .listParts(
        { Bucket: to.name, Key: key, UploadId: upload.uploadId, PartNumberMarker: marker },
        { abortSignal: signal },
      )
      .catch((error: unknown) => {
        if (codeOf(error) !== "NoSuchUpload") throw error;
        journal.end(upload);
        return undefined;
      });
    if (page === undefined) return undefined;
    for (const { PartNumber: number = 0, ETag = "", Size } of page.Parts ?? []) {
      // A part of another size is sent again, in its place.
      if (sizes.get(number) === Size) md5s.set(number, ETag.replaceAll('"', ""));
    }
    const isMore = page.IsTruncated === true && page.NextPartNumberMarker !== marker;
    marker = isMore ? page.NextPartNumberMarker : undefined;
  } while (marker !== undefined);
  return { upload, md5s };
}

async function complete(
  { s3, name }: Bucket,
  { key, uploadId }: Unfinished,
  parts: readonly (readonly [number: number, md5: string])[],
  etag: string,
): Promise<void> {
  const Parts = parts.map(([PartNumber, md5]) => ({ PartNumber, ETag: `"${md5}"` }));
  try {
    // Not aborted by a signal: it takes no time, and nothing would be left to do.
    const completed = await s3.completeMultipartUpload({
      Bucket: name,
      Key: key,
      UploadId: uploadId,
      MultipartUpload: { Parts },
    });
    checkEtag(completed.ETag, etag);
  } catch (error) {
    if (codeOf(error) !== "NoSuchUpload") throw error;
    // It was completed and the answer was lost, if the object is there.
    checkEtag((await s3.headObject({ Bucket: name, Key: key })).ETag, etag);
  }
}

/** Gives up an upload; what is gone already is fine. */
export async function abort(
  { s3, name }: Bucket,
  { key, uploadId }: Pick<Unfinished, "key" | "uploadId">,
): Promise<void> {
  await s3.abortMultipartUpload({ Bucket: name, Key: key, UploadId: uploadId }).catch((error: unknown) => {
    if (codeOf(error) !== "NoSuchUpload") throw error;
  });
}

/** Whether all parts of a source but the last are as large as the first: only then its ETag says something of our parts. */
async function isUniform(
  { s3, name }: Bucket,
  { key, etag }: Listed,
  { count, partSize }: Layout,
  signal: AbortSignal,
): Promise<boolean> {
  for (let PartNumber = 2; PartNumber < count; PartNumber += 1) {
    const asked = { Bucket: name, Key: key, IfMatch: `"${etag}"`, PartNumber };
    const { ContentLength: size } = await s3.headObject(asked, { abortSignal: signal });
    if (size !== partSize) return false;
  }
  return true;
}
