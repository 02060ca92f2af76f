import { connect } from "node:net";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openSpaces, type Spaces } from "../test/spaces.ts";

const runs = 300;

const methods = ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"];
const subresources = [
  "acl",
  "cors",
  "delete",
  "lifecycle",
  "location",
  "logging",
  "partNumber",
  "policy",
  "tagging",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
];
const parameters = ["list-type", "max-keys", "marker", "prefix", "delimiter", "encoding-type", "continuation-token"];
const headers = [
  "content-md5",
  "if-match",
  "if-modified-since",
  "origin",
  "range",
  "x-amz-acl",
  "x-amz-checksum-crc32",
  "x-amz-copy-source",
  "x-amz-copy-source-range",
  "x-amz-decoded-content-length",
  "x-amz-meta-a",
  "x-amz-tagging",
  "x-amz-trailer",
];
const payloads = [
  "UNSIGNED-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "nonsense",
];
const documents = [
  "<Delete><Object><Key>a</Key></Object></Delete>",
  "<Delete><Object><Key>&#xD800;</Key></Object></Delete>",
  "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>",
  "<CORSConfiguration><CORSRule/></CORSConfiguration>",
  "<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/></Rule></LifecycleConfiguration>",
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::files"}]}',
  "5\r\nhello\r\n0\r\n\r\n",
  "5;chunk-signature=00\r\nhello",
  "<a><__proto__><b/></__proto__></a>",
];

// What no header can hold does not leave the client.
const value = fc.oneof(
  fc.string({ unit: "grapheme-ascii", maxLength: 20 }),
  fc.constantFrom("bytes=0-", "bytes=-0", "/files/a", "-1", "2", "99999999999", "*", "x-amz-checksum-crc32", ""),
);

const requests = fc.record({
  method: fc.constantFrom(...methods),
  path: fc.oneof(
    fc.constantFrom("/", "/files", "/files/a", "/files/new", "/other", "/files//", "/files/../a", "/__proto__/a"),
    fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => `/${text.toWellFormed()}`),
  ),
  query: fc.dictionary(fc.constantFrom(...subresources, ...parameters), value, { maxKeys: 3 }),
  headers: fc.dictionary(fc.constantFrom(...headers), value, { maxKeys: 3 }),
  payload: fc.option(fc.constantFrom(...payloads), { nil: undefined }),
  body: fc.oneof(fc.constantFrom(...documents), fc.string({ maxLength: 50 })),
});

/** A bucket with something in it, and who owns it. */
async function open(): Promise<Spaces> {
  const spaces = await openSpaces();
  await spaces.send("PUT", "/files");
  await spaces.send("PUT", "/files/a", { body: "hello" });
  return spaces;
}

it("answers every signed request, and never with a fault of its own", async () => {
  const spaces = await open();
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, path, query, headers: sent, payload, body }) => {
      // Node's client normalises a path that the signature was made for.
      const { pathname } = new URL(`http://a${encodeURI(path)}`);
      const { status } = await spaces.send(method, decodeURIComponent(pathname), {
        query,
        headers: sent,
        body,
        ...(payload === undefined ? {} : { payload }),
      });
      expect([500, 502, 503]).not.toContain(status);
    }),
    { numRuns: runs },
  );
  expect((await spaces.account("other").send("GET", "/")).status).toBe(200);
});

it("answers whatever is sent to it, or hangs up", async () => {
  const spaces = await open();
  const { port } = new URL(spaces.emulator.url);
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1");
      let answer = "";
      socket.on("data", (chunk) => {
        answer += chunk.toString("latin1");
      });
      socket.on("error", () => resolve(answer));
      socket.on("close", () => resolve(answer));
      socket.end(text, "latin1");
    });
  const line = fc.string({ unit: "binary-ascii", maxLength: 40 });
  const target = fc.oneof(
    fc.constantFrom(
      "/files/%zz",
      "/%",
      "http://files.nyc3.spaces.emulator.test/%ff",
      "/files?%",
      "*",
      "/files/a?X-Amz-Algorithm=x",
    ),
    line.map((text) => `/${text.replaceAll(/[\s\0]/g, "")}`),
  );
  const authorization = fc.oneof(
    fc.constantFrom(
      "AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request, SignedHeaders=host, Signature=é",
      "AWS4-HMAC-SHA256 Credential=DO00, SignedHeaders=, Signature=",
      "AWS a:b",
      "Bearer a",
    ),
    line.map((text) => `AWS4-HMAC-SHA256 ${text}`),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...methods), target, authorization, line, async (method, path, auth, body) => {
      const safe = auth.replaceAll(/[\r\n]/g, " ");
      const answer = await raw(
        `${method} ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: ${safe}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      expect(answer).not.toMatch(/^HTTP\/1.1 50[023]/);
    }),
    { numRuns: runs },
  );
  expect((await spaces.send("GET", "/files/a")).text).toBe("hello");
});
