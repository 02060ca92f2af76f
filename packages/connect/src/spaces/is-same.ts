import { partsIn } from "./etag.ts";
import type { Listed } from "./list-objects.ts";
import { recordedSource } from "./object-attributes.ts";
import type { Transfer } from "./transfer.ts";

/** Whether the destination has an object as the source has it. */
export async function isSame(
  { from, to, signal }: Pick<Transfer, "from" | "to" | "signal">,
  source: Listed,
  destination: Listed,
): Promise<boolean> {
  if (source.size !== destination.size) return false;
  if (source.etag === destination.etag) return true;
  if (partsIn(source.etag) === undefined && partsIn(destination.etag) === undefined) return false;
  const heads = await Promise.all([
    to.s3.headObject({ Bucket: to.name, Key: source.key }, { abortSignal: signal }),
    from.s3.headObject({ Bucket: from.name, Key: source.key }, { abortSignal: signal }),
  ]);
  const [of, back] = heads.map(recordedSource);
  // A copy of the source, or that of which the source is a copy, as after a failover.
  return of === source.etag || back === destination.etag;
}
