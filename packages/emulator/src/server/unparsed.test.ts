import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";

/** Sends bytes as they are, and answers with all that comes back until the connection ends. */
async function answerTo(url: string, sent: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.write(sent));
  const [, status, body = "null"] = /^HTTP\/1\.1 ([^\r]*)\r\n.*?\r\n\r\n[^{]*(\{.*\})?/s.exec(await text(socket)) ?? [];
  return { status, body: JSON.parse(body) };
}

const long = "x".repeat(20_000);
const missingHost = { id: "bad_request", message: "the Host header is missing" };
const tooLong = {
  id: "request_header_fields_too_large",
  message: "the URL and the headers are longer than 16 KiB together",
};
const notHttp = { id: "bad_request", message: "the request is not valid HTTP" };

describe("a request that cannot be read", () => {
  it.each([
    [
      "a long URL",
      `GET /v2/${long} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
      "431 Request Header Fields Too Large",
      tooLong,
    ],
    [
      "a long header",
      `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${long}\r\n\r\n`,
      "431 Request Header Fields Too Large",
      tooLong,
    ],
    ["no host", "GET /v2/vpcs HTTP/1.1\r\nConnection: close\r\n\r\n", "400 Bad Request", missingHost],
    ["an empty host", "GET /v2/vpcs HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", "400 Bad Request", missingHost],
    ["another protocol", "HELO there\r\n\r\n", "400 Bad Request", notHttp],
    ["TLS", "\x16\x03\x01\x02\x00\x01\x00\x01", "400 Bad Request", notHttp],
    [
      "a body that is not in chunks",
      "POST /v2/vpcs HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n\r\n",
      "400 Bad Request",
      notHttp,
    ],
    [
      "a tunnel",
      "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n",
      "403 Forbidden",
      { id: "forbidden", message: "the emulator forwards nothing, not to example.com:443 either" },
    ],
  ])("is told so: %s", async (_, sent, status, body) => {
    const { url } = (await openClient()).emulator;
    expect(await answerTo(url, sent)).toEqual({ status, body });
  });

  it("is told so after one that could be", async () => {
    const { url } = (await openClient()).emulator;
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () =>
      socket.write("GET /_emulator/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
    );
    socket.once("data", () => socket.write("nonsense\r\n\r\n"));
    const answers = await text(socket);
    expect(answers).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answers).toContain("HTTP/1.1 400 Bad Request\r\n");
  });
});
