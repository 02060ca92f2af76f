import type { IncomingMessage } from "node:http";

/** The API takes no larger body; DigitalOcean's own limit is not documented. */
const mostBytes = 1024 * 1024;

/** The body of a request, undefined where it is larger than any request to the API can be. */
export async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBytes) return undefined;
    chunks.push(bytes);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
