import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { type Listed, listObjects, pairsOf } from "./list-objects.ts";
import { openSpaces } from "./open-spaces.ts";

/** A listing of a bucket whose server answers with these pages, one after another and then the last one for ever. */
async function listed(...pages: readonly string[]): Promise<AsyncGenerator<Listed>> {
  const left = [...pages];
  const server = createServer((_, response) => {
    const page = left.length > 1 ? left.shift() : left[0];
    response.writeHead(200, { "content-type": "application/xml" }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const endpoint = `http://127.0.0.1:${port}`;
  const s3 = await openSpaces({ region: "nyc3", accessKeyId: "a", secretAccessKey: "b", endpoint });
  onTestFinished(() => {
    s3.destroy();
    server.close();
  });
  return listObjects({ s3, name: "files", label: "files@nyc3" }, "", new AbortController().signal);
}

const page = (isTruncated: boolean, ...keys: readonly string[]) =>
  `<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${keys
    .map((key) => `<Contents><Key>${key}</Key><Size>1</Size><ETag>"e"</ETag></Contents>`)
    .join("")}</ListBucketResult>`;

const keysOf = async (listing: AsyncIterable<Listed>) => {
  const keys: string[] = [];
  for await (const { key } of listing) keys.push(key);
  return keys;
};

it("decodes keys, with a plus for a space as S3 writes it", async () => {
  const listing = await listed(page(true, "a+b", "a%20c"), page(false, "%2B", "\u00fc").replace("%2B", "b%2B"));
  expect(await keysOf(listing)).toEqual(["a b", "a c", "b+", "ü"]);
});

it.each([
  ["goes backwards", [page(false, "b", "a")], "is out of order"],
  ["shows the same page for ever", [page(true, "a", "b")], "is out of order"],
  ["has no end", [page(true, "a"), page(true)], "does not go on"],
  ["is the page of a gateway", ["<html><body>Sign in</body></html>"], "is not a listing"],
  ["has a key that is not encoded", [page(false, "%zz")], "has a key that is not encoded as it says"],
  ["has an object without a size", [page(false, "a").replace("<Size>1</Size>", "")], "without a key, size or ETag"],
])("refuses a listing that %s", async (_, pages, message) => {
  await expect(keysOf(await listed(...pages))).rejects.toThrow(message);
});

it("pairs two listings by key, in the order of bytes", async () => {
  const listing = async function* (...keys: readonly string[]) {
    for (const key of keys) yield { key, size: 1, etag: "e" };
  };
  const pairs: string[] = [];
  for await (const { source, destination } of pairsOf(listing("a", "b", "\ue000", "🚀"), listing("b", "c", "🚀"))) {
    pairs.push(`${source?.key ?? "-"} ${destination?.key ?? "-"}`);
  }
  expect(pairs).toEqual(["a -", "b b", "- c", "\ue000 -", "🚀 🚀"]);
});
