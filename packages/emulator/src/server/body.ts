import type { IncomingMessage } from "node:http";

/** The body of a request, undefined where it is larger than it may be. */
export async function readBody(
  request: IncomingMessage,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Read to its end all the same: a client that is still sending would not see the answer.
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= mostBytes) chunks.push(bytes);
  }
  return size <= mostBytes ? new Uint8Array(Buffer.concat(chunks)) : undefined;
}
