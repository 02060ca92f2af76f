import { Gate } from "../client/gate.ts";
import { OptionError } from "../errors/option-error.ts";
import { SpacesError } from "../errors/spaces-error.ts";
import { abort } from "./copy-in-parts.ts";
import { copyObject } from "./copy-object.ts";
import { Flight } from "./flight.ts";
import { isSame } from "./is-same.ts";
import { Journal } from "./journal.ts";
import { partBytes } from "./layout.ts";
import { type Bucket, type Listed, listObjects, pairsOf } from "./list-objects.ts";
import { type BucketPlace, checkBuckets, labelOf, openBucket } from "./open-bucket.ts";
import { codeOf, reasonOf, statusOf } from "./reason.ts";
import type { Transfer } from "./transfer.ts";

/** What is copied where, and how. */
export interface CopyOptions {
  readonly from: BucketPlace;
  readonly to: BucketPlace;
  /** Copies, and deletes, only what begins with it; default everything. */
  readonly prefix?: string;
  /** Deletes at the destination what the source does not have; default false. */
  readonly deletes?: boolean;
  /** Lets anybody read what anybody may read at the source; default false: all copies are private. */
  readonly keepAcl?: boolean;
  /** Looks what there is to do, and does nothing; default false. */
  readonly dryRun?: boolean;
  /** Objects and parts under way at once; default 8. They take up to 16 MiB of memory each, larger parts more and fewer. */
  readonly concurrency?: number;
  /** File that remembers uploads in parts that are not complete, so that another run goes on with them. */
  readonly journal: string;
  /** Stops the copy; another run goes on where it stopped. */
  readonly signal?: AbortSignal;
  /** Told of each object that was copied or deleted or, in a dry run, would be. */
  onObject?(what: "copy" | "delete", object: { readonly key: string; readonly size: number }): void;
  /** Told when more bytes have been copied. */
  onProgress?(progress: CopyProgress): void;
}

/** How far a copy is. */
export interface CopyProgress {
  readonly bytes: number;
  /** As counted before the first object was copied. */
  readonly total: { readonly objects: number; readonly bytes: number };
}

/** What a copy came to. */
export interface CopyReport {
  /** In a dry run: what would be copied. */
  readonly copied: { readonly objects: number; readonly bytes: number };
  /** Objects that were there already. */
  readonly same: number;
  readonly deleted: number;
  /** Parts that an earlier run had copied. */
  readonly reusedParts: number;
  /** Copied objects whose bytes were checked part by part on their way, and not together against the ETag of the source. */
  readonly checkedByPart: number;
  /** What was not copied or not deleted, and why. */
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
  /** What ended the copy before all was seen; nothing was deleted then. */
  readonly stopped?: string;
}

/** Errors that all further requests would meet, too. */
const hopeless = new Set(["InvalidAccessKeyId", "SignatureDoesNotMatch", "NoSuchBucket", "RequestTimeTooSkewed"]);

/**
 * Copies the objects of one bucket to another, across regions through this process. What is there already and the same is not
 * copied again: the ETags tell, or what the copy records of its source. Versions, bucket settings and, unless asked for, ACLs
 * are not copied. Memory does not grow with the buckets: of their keys, only those that are to be deleted, or that failed,
 * are kept.
 *
 * @throws OptionError for a concurrency that is none.
 * @throws SpacesError if a bucket cannot be opened or listed; nothing was copied or deleted then.
 * @throws The reason of `signal` once it is aborted.
 */
export async function copyBucket(options: CopyOptions): Promise<CopyReport> {
  const { from, to, concurrency = 8, signal = new AbortController().signal } = options;
  if (from.bucket === to.bucket && from.region === to.region)
    throw new SpacesError(`${labelOf(from)} is source and destination`);
  if (!Number.isSafeInteger(concurrency) || concurrency < 1)
    throw new OptionError(`concurrency is ${concurrency}: a whole number above 0 is expected`);
  const connections = concurrency * 2;
  const [source, destination] = await Promise.all([openBucket(from, connections), openBucket(to, connections)]);
  try {
    await checkBuckets(
      [
        { role: "source", place: from, bucket: source },
        { role: "destination", place: to, bucket: destination },
      ],
      signal,
    );
    return await copyBetween(source, destination, options, signal);
  } finally {
    source.s3.destroy();
    destination.s3.destroy();
  }
}

async function copyBetween(from: Bucket, to: Bucket, options: CopyOptions, signal: AbortSignal): Promise<CopyReport> {
  const { prefix = "", deletes = false, dryRun = false, concurrency = 8, onObject } = options;
  const pairs = () => pairsOf(listObjects(from, prefix, signal), listObjects(to, prefix, signal));
  // Both listings are read to their end before anything is changed.
  const counted = await count(pairs());
  if (counted.sources === 0 && prefix !== "")
    throw new SpacesError(`no object of ${from.label} has a key that begins with ${JSON.stringify(prefix)}`);
  if (counted.sources === 0 && deletes && counted.extra > 0)
    throw new SpacesError(
      `${from.label} is empty, and to delete would leave nothing of the ${counted.extra} objects of ${to.label}`,
    );

  const report = { copied: { objects: 0, bytes: 0 }, same: 0, deleted: 0, reusedParts: 0, checkedByPart: 0 };
  const failed: { key: string; reason: string }[] = [];
  let stopped: string | undefined;
  const fail = ({ key }: Listed, reason: string, error: unknown) => {
    if (signal.aborted) return;
    failed.push({ key, reason });
    if (hopeless.has(codeOf(error) ?? ""))
      stopped ??= `every further request would be refused, too: ${reasonOf(error)}`;
  };
  const transfer = dryRun ? undefined : transferOf(from, to, options, signal, counted);
  const copy = async (source: Listed, destination: Listed | undefined): Promise<void> => {
    try {
      if (destination !== undefined && (await isSame({ from, to, signal }, source, destination))) {
        report.same += 1;
        return;
      }
      if (transfer !== undefined) {
        const { reusedParts, isChecked } = await copyObject(transfer, source);
        report.reusedParts += reusedParts;
        if (!isChecked) report.checkedByPart += 1;
      }
      report.copied.objects += 1;
      report.copied.bytes += source.size;
      onObject?.("copy", source);
    } catch (error) {
      fail(source, statusOf(error) === 412 ? "changed while it was copied" : reasonOf(error), error);
    }
  };
  const remove = async (object: Listed): Promise<void> => {
    try {
      // One by one: a list of keys needs a checksum that the SDK no longer sends as Spaces wants it.
      if (!dryRun) await to.s3.deleteObject({ Bucket: to.name, Key: object.key }, { abortSignal: signal });
      report.deleted += 1;
      onObject?.("delete", object);
    } catch (error) {
      fail(object, `not deleted: ${reasonOf(error)}`, error);
    }
  };

  const extra: Listed[] = [];
  const flight = new Flight(concurrency);
  try {
    for await (const { source, destination } of pairs()) {
      if (stopped !== undefined || signal.aborted) break;
      if (source !== undefined) await flight.start(() => copy(source, destination));
      else if (deletes) extra.push(destination);
    }
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    stopped ??= error.message;
  } finally {
    await flight.landed();
  }
  if (stopped === undefined && failed.length === 0) {
    if (transfer !== undefined) await dropLeft(transfer, prefix);
    for (const object of extra) if (stopped === undefined && !signal.aborted) await flight.start(() => remove(object));
    await flight.landed();
  }
  signal.throwIfAborted();
  transfer?.journal.close();
  return { ...report, failed, ...(stopped === undefined ? {} : { stopped }) };
}

function transferOf(
  from: Bucket,
  to: Bucket,
  options: CopyOptions,
  signal: AbortSignal,
  total: { readonly objects: number; readonly bytes: number },
): Transfer {
  let bytes = 0;
  return {
    from,
    to,
    gate: new Gate((options.concurrency ?? 8) * partBytes),
    journal: new Journal(options.journal),
    keepAcl: options.keepAcl ?? false,
    isWithin: isWithin(options),
    signal,
    moved(more) {
      bytes += more;
      options.onProgress?.({ bytes, total });
    },
  };
}

/** Gives up what was begun for objects that the source no longer has. */
async function dropLeft({ to, journal }: Transfer, prefix: string): Promise<void> {
  for (const upload of journal.all()) {
    if (!upload.key.startsWith(prefix)) continue;
    // One that cannot be given up now stays on record for the next run.
    await abort(to, upload).then(
      () => journal.end(upload),
      () => undefined,
    );
  }
}

/** Spaces itself copies only for a key that may read the one bucket and write to the other. */
function isWithin({ from, to }: CopyOptions): boolean {
  return from.region === to.region && from.accessKeyId === to.accessKeyId && from.endpoint === to.endpoint;
}

async function count(
  pairs: AsyncIterable<{ readonly source: Listed | undefined; readonly destination: Listed | undefined }>,
) {
  const counted = { sources: 0, objects: 0, bytes: 0, extra: 0 };
  for await (const { source, destination } of pairs) {
    if (source === undefined) counted.extra += 1;
    else {
      counted.sources += 1;
      if (destination !== undefined && destination.size === source.size && destination.etag === source.etag) continue;
      counted.objects += 1;
      counted.bytes += source.size;
    }
  }
  return counted;
}
