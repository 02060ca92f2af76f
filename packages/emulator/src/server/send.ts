import { once } from "node:events";
import type { ServerResponse } from "node:http";

/** Sends a whole answer. */
export async function send(response: ServerResponse, { status, headers, body }: Response): Promise<void> {
  response.writeHead(status, Object.fromEntries(headers));
  response.end(body === null ? undefined : Buffer.from(await new Response(body).arrayBuffer()));
}

/** Sends an answer as it comes, until it ends or nobody listens any more. */
export async function sendStream(response: ServerResponse, { status, headers, body }: Response): Promise<void> {
  response.writeHead(status, Object.fromEntries(headers));
  const reader = body?.getReader();
  const left = new AbortController();
  response.once("close", () => {
    left.abort();
    void reader?.cancel();
  });
  for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
    // For whoever reads slowly nothing is read ahead: it would pile up here.
    if (!response.write(read.value)) await once(response, "drain", { signal: left.signal }).catch(() => {});
  }
  response.end();
}
