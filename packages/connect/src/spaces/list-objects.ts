import type { S3 } from "@aws-sdk/client-s3";
import { SpacesError } from "../errors/spaces-error.ts";
import { reasonOf } from "./reason.ts";

/** A bucket as it is opened. */
export interface Bucket {
  readonly s3: S3;
  readonly name: string;
  /** As messages call it: `backups@nyc3`. */
  readonly label: string;
}

/** An object as a listing shows it. */
export interface Listed {
  readonly key: string;
  readonly size: number;
  /** Without quotes: the MD5 of the bytes, or `<MD5 of the MD5s of the parts>-<number of parts>`. */
  readonly etag: string;
}

/**
 * Lists the objects of a bucket by their keys, in the order of the bytes of these. Holds one page in memory.
 *
 * @throws SpacesError if the listing is incomplete or out of order: nothing may be concluded from what it lacks.
 */
export async function* listObjects(
  { s3, name, label }: Bucket,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<Listed> {
  let last: string | undefined;
  for (;;) {
    const page = await s3
      .listObjectsV2(
        {
          Bucket: name,
          // XML cannot hold every key.
          EncodingType: "url",
          ...(prefix === "" ? {} : { Prefix: prefix }),
          // Not the token: with encoded keys, implementations disagree on what is in it.
          ...(last === undefined ? {} : { StartAfter: last }),
        },
        { abortSignal: signal },
      )
      .catch((error: unknown) => {
        signal.throwIfAborted();
        const after = last === undefined ? "" : ` after ${JSON.stringify(last)}`;
        throw new SpacesError(`the listing of ${label} failed${after}: ${reasonOf(error)}`);
      });
    const { Contents: contents = [], IsTruncated: isTruncated } = page;
    // Such as the page of a gateway: no objects in it does not mean that there are none.
    if (isTruncated === undefined) throw new SpacesError(`what ${label} answered is not a listing`);
    for (const { Key, Size, ETag } of contents) {
      if (Key === undefined || Size === undefined || ETag === undefined)
        throw new SpacesError(`the listing of ${label} has an object without a key, size or ETag`);
      const key = decoded(Key);
      if (key === undefined) throw new SpacesError(`the listing of ${label} has a key that is not encoded as it says`);
      if (last !== undefined && compareKeys(last, key) >= 0)
        throw new SpacesError(`the listing of ${label} is out of order at ${JSON.stringify(key)}`);
      last = key;
      yield { key, size: Size, etag: ETag.replaceAll('"', "") };
    }
    if (!isTruncated) return;
    if (contents.length === 0) throw new SpacesError(`the listing of ${label} does not go on, though it is incomplete`);
  }
}

/** A key of a listing; undefined for what is no encoded text. S3 writes a space as a plus. */
function decoded(key: string): string | undefined {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/** Compares keys by their bytes in UTF-8, as S3 sorts them. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** One key in two listings: in the one, in the other or in both. */
export type Pair =
  | { readonly source: Listed; readonly destination: Listed | undefined }
  | { readonly source: undefined; readonly destination: Listed };

/** Goes through two listings side by side. */
export async function* pairsOf(
  sources: AsyncIterator<Listed>,
  destinations: AsyncIterator<Listed>,
): AsyncGenerator<Pair> {
  const next = async (from: AsyncIterator<Listed>): Promise<Listed | undefined> => {
    const { done, value } = await from.next();
    return done === true ? undefined : value;
  };
  let [source, destination] = await Promise.all([next(sources), next(destinations)]);
  while (source !== undefined || destination !== undefined) {
    const order = source === undefined ? 1 : destination === undefined ? -1 : compareKeys(source.key, destination.key);
    if (source !== undefined && order <= 0) yield { source, destination: order === 0 ? destination : undefined };
    else if (destination !== undefined) yield { source: undefined, destination };
    // What is written meanwhile sorts before the key at hand, so a page that is asked for only now does not show it.
    if (order <= 0) source = await next(sources);
    if (order >= 0) destination = await next(destinations);
  }
}
