import type { Gate } from "../client/gate.ts";
import { SpacesError } from "../errors/spaces-error.ts";
import type { Journal } from "./journal.ts";
import type { Bucket } from "./list-objects.ts";

/** A copy under way: what all its objects share. */
export interface Transfer {
  readonly from: Bucket;
  readonly to: Bucket;
  /** Admits what is held in memory, in bytes. */
  readonly gate: Gate;
  readonly journal: Journal;
  readonly keepAcl: boolean;
  /** True while Spaces itself is to copy, which it does within a region. */
  isWithin: boolean;
  readonly signal: AbortSignal;
  /** Told of bytes that have arrived. */
  moved(bytes: number): void;
}

/** How an object was copied. */
export interface Copied {
  /** Parts that an earlier run had copied. */
  readonly reusedParts: number;
  /** True if all bytes together were checked against the ETag of the source, not only each part on its way. */
  readonly isChecked: boolean;
}

/** The source of a copy as a header names it, which holds ASCII alone. */
export const copySource = ({ name }: Bucket, key: string): string =>
  `${name}/${key.split("/").map(encodeURIComponent).join("/")}`;

/** @throws SpacesError if what arrived has another ETag. */
export function checkEtag(found: string | undefined, wanted: string): void {
  const etag = found?.replaceAll('"', "");
  if (etag !== wanted)
    throw new SpacesError(`arrived damaged: the ETag of the copy is ${etag ?? "missing"}, and must be ${wanted}`);
}
