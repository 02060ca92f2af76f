import { SpacesError } from "./errors.ts";

// Names are part of host names, and one with a dot would not match the certificate. DigitalOcean docs: Spaces, 2025-2026.
const bucketName = /^[a-z0-9][a-z0-9-]{2,62}$/;

/** @throws SpacesError where no bucket can have the name. */
export function checkBucketName(name: string): void {
  if (!bucketName.test(name)) throw new SpacesError(400, "InvalidBucketName", "The specified bucket is not valid.");
}

const mostKeyBytes = 1024;

/** @throws SpacesError where no object can have the key. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > mostKeyBytes) throw new SpacesError(400, "KeyTooLongError", "Your key is too long");
}

/** Keys in the order in which S3 lists them: by their bytes in UTF-8, which is not the order of strings. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for characters above all that fit one unit. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
