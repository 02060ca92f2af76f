import type { IncomingMessage } from "node:http";
import { ApiError } from "../api/errors.ts";

/** How large a body may be, and how long it may take. */
export interface BodyBounds {
  readonly mostBytes: number;
  readonly mostSeconds: number;
}

/**
 * The body of a request.
 *
 * @throws ApiError where it is larger than it may be, or has not come in time.
 */
export async function readBody(
  request: IncomingMessage,
  { mostBytes, mostSeconds }: BodyBounds,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const late = new ApiError(408, "request_timeout", `the body has not come within ${mostSeconds} seconds`);
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late), mostSeconds * 1000);
  });
  const read = async () => {
    // Read to its end all the same: a client that is still sending would not see the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size <= mostBytes) chunks.push(bytes);
    }
  };
  await Promise.race([read(), deadline]).finally(() => clearTimeout(timer));
  if (size > mostBytes) {
    throw new ApiError(413, "payload_too_large", `the body is larger than ${mostBytes / 1024 / 1024} MiB`);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
