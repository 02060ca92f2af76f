import { createHash } from "node:crypto";

/** The MD5 of bytes that pass by. */
export async function md5Of(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("md5");
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest("hex");
}

/** The ETag of an object that came in parts: the MD5 of their MD5s, and how many they were. */
export function etagOfParts(md5s: readonly string[]): string {
  const hash = createHash("md5");
  for (const md5 of md5s) hash.update(Buffer.from(md5, "hex"));
  return `"${hash.digest("hex")}-${md5s.length}"`;
}
