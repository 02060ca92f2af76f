import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

const chunkBytes = 1024 * 1024;

/** SHA-256 of what a file holds, in hex. Throws where it cannot be read. */
export function hashOfFile(path: string): string {
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  try {
    // Chunk by chunk: a file can be larger than a buffer.
    const chunk = Buffer.allocUnsafe(chunkBytes);
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
      hash.update(chunk.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}

/** SHA-256 of a text as UTF-8, in hex. */
export function hashOfText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
