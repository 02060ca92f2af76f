import type { HeadObjectCommandOutput } from "@aws-sdk/client-s3";
import { partsIn } from "./etag.ts";
import type { Listed } from "./list-objects.ts";
import { statusOf } from "./reason.ts";
import type { Transfer } from "./transfer.ts";

const mebibyte = 1024 ** 2;

/** Larger objects are copied in parts of this size, unless those of the source are known. */
export const partBytes = 16 * mebibyte;

/** Parts of the source that are larger are not taken over: each is in memory while it passes. */
const mostPartBytes = 64 * mebibyte;

const mostParts = 10_000;

/** The parts in which an object is copied, all of one size but the last. */
export interface Layout {
  readonly partSize: number;
  readonly count: number;
  /** True if the source came in the same parts, so that the copy has the same ETag. */
  readonly isSources: boolean;
  readonly head: HeadObjectCommandOutput;
}

/** How an object is cut: as its source was, so that the ETag checks it, or into parts of our own. */
export async function layoutOf({ from, isWithin, signal }: Transfer, { key, etag, size }: Listed): Promise<Layout> {
  const count = partsIn(etag);
  const asked = { Bucket: from.name, Key: key, IfMatch: `"${etag}"` };
  const options = { abortSignal: signal };
  if (count !== undefined && count > 0) {
    const head = await from.s3.headObject({ ...asked, PartNumber: 1 }, options).catch((error: unknown) => {
      // Whoever does not know parts by number refuses the question.
      if (statusOf(error) === 412 || statusOf(error) === 404) throw error;
      return undefined;
    });
    const first = head?.ContentLength ?? 0;
    const isUniform = first > 0 && Math.ceil(size / first) === count;
    if (head !== undefined && isUniform && (isWithin || first <= mostPartBytes))
      return { partSize: first, count, isSources: true, head };
  }
  const partSize = Math.max(partBytes, Math.ceil(size / mostParts / mebibyte) * mebibyte);
  const parts = size <= partBytes ? 0 : Math.ceil(size / partSize);
  return { partSize, count: parts, isSources: false, head: await from.s3.headObject(asked, options) };
}
