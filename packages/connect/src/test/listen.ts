import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { onTestFinished } from "vitest";

/**
 * Serves an API of a test's own until the test is over.
 *
 * @returns Its URL.
 */
export async function listen(answer: RequestListener): Promise<string> {
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server is not listening on a port");
  return `http://127.0.0.1:${address.port}`;
}
