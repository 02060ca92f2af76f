import { type RequestOptions, request } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modules } from "../api/modules.ts";
import { openClient } from "../test/client.ts";

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Bodies that would fill a report, by what stands for them there. */
const large = new Map([
  ["larger than may be", `"${"x".repeat(2_000_000)}"`],
  ["deeper than is parsed", "[".repeat(100_000)],
]);

/** Sends a request as it is: `fetch` would tidy it up. */
function send(url: string, { method, path, body }: Asked): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  const text = large.get(body) ?? body;
  const headers = { authorization: "Bearer token", "content-length": Buffer.byteLength(text) };
  const options: RequestOptions = { hostname, port, method, path, headers };
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      let received = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        received += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: received }));
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

const operations = modules.flatMap((module) => module.operations);
const bodyFields = fc.constantFrom(
  "name",
  "region",
  "id",
  "type",
  "tags",
  "ip_range",
  "size",
  "image",
  "rules",
  "spec",
);

/** Text that can stand in a request line. */
const target = fc
  .oneof(fc.string(), fc.constantFrom("..", "%2e%2e", "%", "%00", "%ff", "-1", "1e999", "__proto__", "constructor"))
  .map((text) => text.replaceAll(/[^\x21-\x7e]/g, ""));

const value = fc.jsonValue({ maxDepth: 3 });
const body = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(bodyFields, value).map((fields) => JSON.stringify(fields)) },
  { weight: 2, arbitrary: value.map((any) => JSON.stringify(any)) },
  fc.string(),
  fc.constantFrom("{", "[[[[", '{"name":"a","name":}', ...large.keys()),
);

const apiRequest = fc
  .record({ operation: fc.constantFrom(...operations), part: target, query: target, body })
  .map(({ operation, part, query, body }) => ({
    method: operation.method,
    path: `${operation.path.replaceAll(/\{\w+\}/g, part.replaceAll(/[?#]/g, "") || "-")}?page=${query}&${query}`,
    body,
  }));
const anyRequest = fc.record({
  method: fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"),
  path: target.map((part) => `/${part}`),
  body,
});
const controlRequest = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
  path: fc
    .constantFrom(
      ...[
        "health",
        "restore",
        "clock",
        "clock/advance",
        "clock/stop",
        "transitions/policies",
        "transitions/x/complete",
      ],
      ...["faults/x", "limits", "requests?count=-1", "coverage", "resources", "page.css", "unheard/of", "%2e%2e/x"],
    )
    .map((path) => `/_emulator/${path}`),
  body,
});

describe("whatever is sent to an emulator", () => {
  it("gets an answer that is no fault of the emulator's", async () => {
    const { emulator, get } = await openClient();
    const property = fc.asyncProperty(fc.oneof(apiRequest, anyRequest, controlRequest), async (asked) => {
      const { status, text } = await send(emulator.url, asked);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(text).not.toContain("emulator_fault");
    });
    await fc.assert(property, { numRuns: 1500 });
    expect((await get("/v2/vpcs")).status).toBe(200);
  });

  it("may be no HTTP at all", async () => {
    const { emulator, get } = await openClient();
    const { hostname, port } = new URL(emulator.url);
    const garbage = [
      "GET\r\n\r\n",
      "\0\0\0\0",
      "GET / HTTP/9.9\r\n\r\n",
      "GET http://[bad HTTP/1.1\r\nhost: x\r\n\r\n",
      "GET http://elsewhere.example/ HTTP/1.1\r\nhost: x\r\n\r\n",
      "GET /v2/vpcs HTTP/1.1\r\nhost: a b\r\n\r\n",
      "CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: x\r\n\r\n",
      "POST /v2/vpcs HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{",
      "POST /v2/vpcs HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
      `GET / HTTP/1.1\r\nhost: x\r\nlong: ${"x".repeat(100_000)}\r\n\r\n`,
    ];
    for (const text of garbage) {
      const answer = await new Promise<string>((resolve) => {
        let received = "";
        const socket = connect(Number(port), hostname, () => socket.write(text));
        socket.setTimeout(300, () => socket.destroy());
        socket.on("data", (data) => {
          received += data;
        });
        socket.on("error", () => socket.destroy());
        socket.on("close", () => resolve(received));
      });
      expect(answer, text.slice(0, 60)).not.toContain("emulator_fault");
    }
    expect((await get("/v2/vpcs")).status).toBe(200);
  });
});
