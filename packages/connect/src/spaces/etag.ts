import { createHash } from "node:crypto";

/** The MD5 of bytes, in hexadecimal as ETags have it. */
export const md5Of = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");

/** An MD5 as the header `Content-MD5` has it. */
export const contentMd5 = (md5: string): string => Buffer.from(md5, "hex").toString("base64");

/** How many parts an object came in by its ETag; undefined if it came in one piece, so that the ETag is its MD5. */
export function partsIn(etag: string): number | undefined {
  const [, count] = /^[0-9a-f]{32}-(\d{1,5})$/.exec(etag) ?? [];
  return count === undefined ? undefined : Number(count);
}

/** True if an ETag is the MD5 of the object's bytes. */
export const isMd5 = (etag: string): boolean => /^[0-9a-f]{32}$/.test(etag);

/** The ETag of an object that came in parts. */
export function etagOfParts(md5s: readonly string[]): string {
  const all = createHash("md5");
  for (const md5 of md5s) all.update(md5, "hex");
  return `${all.digest("hex")}-${md5s.length}`;
}
