import { copyInParts } from "./copy-in-parts.ts";
import { contentMd5, isMd5, partsIn } from "./etag.ts";
import { layoutOf, partBytes } from "./layout.ts";
import type { Listed } from "./list-objects.ts";
import { attributesOf, isPublic, tagging } from "./object-attributes.ts";
import { readObject } from "./read-object.ts";
import { codeOf, statusOf } from "./reason.ts";
import { type Copied, checkEtag, copySource, type Transfer } from "./transfer.ts";

/**
 * Copies one object with all that belongs to it.
 *
 * @throws An error of the SDK, or a SpacesError if the bytes that arrived are not those of the source. Then the object at the
 * destination is as it was.
 */
export async function copyObject(transfer: Transfer, object: Listed): Promise<Copied> {
  if (!transfer.isWithin) return copyThrough(transfer, object);
  try {
    return isMd5(object.etag) ? await copyWithin(transfer, object) : await copyThrough(transfer, object);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // A region may have clusters that do not see each other.
    transfer.isWithin = false;
    return copyThrough(transfer, object);
  }
}

function isRefusal(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  const code = codeOf(error) ?? "";
  return (status === 501 || (status >= 400 && status < 500)) && code !== "NoSuchKey" && code !== "PreconditionFailed";
}

async function copyWithin(
  { from, to, keepAcl, signal, moved }: Transfer,
  { key, etag, size }: Listed,
): Promise<Copied> {
  const { CopyObjectResult: result } = await to.s3.copyObject(
    {
      Bucket: to.name,
      Key: key,
      CopySource: copySource(from, key),
      CopySourceIfMatch: `"${etag}"`,
      ...(keepAcl && (await isPublic(from, key, signal)) ? { ACL: "public-read" } : {}),
    },
    { abortSignal: signal },
  );
  checkEtag(result?.ETag, etag);
  moved(size);
  return { reusedParts: 0, isChecked: true };
}

async function copyThrough(transfer: Transfer, object: Listed): Promise<Copied> {
  const { key, etag, size } = object;
  const layout = partsIn(etag) === undefined && size <= partBytes ? undefined : await layoutOf(transfer, object);
  if (layout !== undefined && layout.count > 0) return copyInParts(transfer, object, layout);
  const { from, to, gate, keepAcl, signal, moved } = transfer;
  const leave = await gate.enter(Math.max(size, partBytes));
  try {
    const isChecked = isMd5(etag);
    const { bytes, md5, answer } = await readObject(
      from,
      object,
      { from: 0, size },
      isChecked ? etag : undefined,
      signal,
    );
    const { ETag: arrived } = await to.s3.putObject(
      {
        Bucket: to.name,
        Key: key,
        Body: bytes,
        // Spaces refuses what does not fit it, so nothing damaged is ever written.
        ContentMD5: contentMd5(md5),
        ...attributesOf(answer, isChecked ? undefined : etag),
        Tagging: await tagging(from, key, answer, signal),
        ...(keepAcl && (await isPublic(from, key, signal)) ? { ACL: "public-read" } : {}),
      },
      { abortSignal: signal },
    );
    checkEtag(arrived, md5);
    moved(size);
    return { reusedParts: 0, isChecked };
  } finally {
    leave();
  }
}
