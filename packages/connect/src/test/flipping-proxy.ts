import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Which bytes on their way are damaged. */
export interface Flips {
  /** Of a request on its way there; default none. */
  readonly sent?: (request: IncomingMessage) => boolean;
  /** Of the answer to a request; default none. */
  readonly answered?: (request: IncomingMessage) => boolean;
}

/** A proxy before a server that turns a byte around, in the middle of a body. */
export async function openFlippingProxy(url: string, { sent, answered }: Flips): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const onward = request(
      url,
      { method: incoming.method, path: incoming.url, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        void pass(answer, outgoing, answered?.(incoming) === true);
      },
    );
    void pass(incoming, onward, sent?.(incoming) === true);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address: string | AddressInfo | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy is not listening");
  return `http://127.0.0.1:${address.port}`;
}

async function pass(from: IncomingMessage, to: NodeJS.WritableStream, isDamaged: boolean): Promise<void> {
  let left = isDamaged;
  for await (const chunk of from) {
    const bytes = Buffer.from(chunk);
    const middle = bytes.length >> 1;
    if (left && bytes.length > 0) bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    left = false;
    to.write(bytes);
  }
  to.end();
}
