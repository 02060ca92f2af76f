import { Readable } from "node:stream";
import type { GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { SpacesError } from "../errors/spaces-error.ts";
import { md5Of } from "./etag.ts";
import type { Bucket, Listed } from "./list-objects.ts";
import { reasonOf } from "./reason.ts";

/** Where in an object bytes lie. */
export interface Range {
  readonly from: number;
  readonly size: number;
}

/** Bytes that were read, with their MD5 and what the answer said of the object. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly md5: string;
  readonly answer: GetObjectCommandOutput;
}

const mostAttempts = 3;

/**
 * Reads an object, or a range of it, into memory. What breaks off or arrives damaged is read again.
 *
 * @param md5 What the MD5 of the bytes must be; undefined if nobody knows it.
 */
export async function readObject(
  { s3, name }: Bucket,
  { key, etag }: Listed,
  range: Range,
  md5: string | undefined,
  signal: AbortSignal,
): Promise<Bytes> {
  const { from, size } = range;
  for (let attempt = 1; ; attempt += 1) {
    // The SDK itself repeats a request that gets no answer.
    const answer = await s3.getObject(
      {
        Bucket: name,
        Key: key,
        IfMatch: `"${etag}"`,
        // An empty object has no first byte to ask for.
        ...(size === 0 ? {} : { Range: `bytes=${from}-${from + size - 1}` }),
      },
      { abortSignal: signal },
    );
    try {
      const bytes = await collected(answer.Body, size, signal);
      const found = md5Of(bytes);
      if (md5 !== undefined && md5 !== found)
        throw new SpacesError(`arrived damaged: the MD5 is ${found}, and the source says ${md5}`);
      return { bytes, md5: found, answer };
    } catch (error) {
      signal.throwIfAborted();
      if (attempt === mostAttempts) throw error instanceof SpacesError ? error : new SpacesError(reasonOf(error));
    }
  }
}

async function collected(body: unknown, size: number, signal: AbortSignal): Promise<Uint8Array> {
  const bytes = Buffer.alloc(size);
  let at = 0;
  if (!(body instanceof Readable)) throw new SpacesError("the answer has no body");
  for await (const chunk of body) {
    signal.throwIfAborted();
    if (!(chunk instanceof Uint8Array) || at + chunk.length > size)
      throw new SpacesError(`the answer is longer than the ${size} bytes asked for`);
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at < size) throw new SpacesError(`the answer ended after ${at} of ${size} bytes`);
  return bytes;
}
