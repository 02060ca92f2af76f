import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openSpaces, type Spaces, texts } from "../../test/spaces.ts";

const mebibyte = 1024 * 1024;
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();
const md5 = (bytes: Uint8Array | string) => createHash("md5").update(bytes).digest();

const open = async (): Promise<{ readonly spaces: Spaces; readonly uploadId: string }> => {
  const spaces = await openSpaces();
  await spaces.send("PUT", "/files");
  const begun = await spaces.send("POST", "/files/big", { query: { uploads: "" }, headers: { "x-amz-meta-a": "1" } });
  return { spaces, uploadId: texts(begun.text, "UploadId")[0] ?? "" };
};

const complete = (spaces: Spaces, uploadId: string, parts: readonly (readonly [number, string])[], headers = {}) =>
  spaces.send("POST", "/files/big", {
    query: { uploadId },
    headers,
    body: `<CompleteMultipartUpload>${parts
      .map(([number, etag]) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
      .join("")}</CompleteMultipartUpload>`,
  });

const part = async (spaces: Spaces, uploadId: string, number: number, body: Uint8Array<ArrayBuffer> | string) => {
  const answer = await spaces.send("PUT", "/files/big", { query: { uploadId, partNumber: String(number) }, body });
  expect(answer.status).toBe(200);
  return answer.headers.get("etag") ?? "";
};

describe("an upload in parts", () => {
  it("answers a part with its checksum only if it was begun with one", async () => {
    const { spaces, uploadId } = await open();
    const headers = { "x-amz-checksum-sha256": sha256("a").toString("base64") };
    const put = async (id: string) =>
      (
        await spaces.send("PUT", "/files/big", { query: { uploadId: id, partNumber: "1" }, headers, body: "a" })
      ).headers.get("x-amz-checksum-sha256");
    expect(await put(uploadId)).toBeNull();
    const begun = await spaces.send("POST", "/files/big", {
      query: { uploads: "" },
      headers: { "x-amz-checksum-algorithm": "SHA256" },
    });
    expect(await put(texts(begun.text, "UploadId")[0] ?? "")).toBe(headers["x-amz-checksum-sha256"]);
  });

  it("becomes one object, whatever order its parts come in", async () => {
    const { spaces, uploadId } = await open();
    const first = new Uint8Array(5 * mebibyte).fill(97);
    const last = await part(spaces, uploadId, 10_000, "end");
    const etag = await part(spaces, uploadId, 1, first);
    const listed = await spaces.send("GET", "/files/big", { query: { uploadId, "max-parts": "1" } });
    expect([texts(listed.text, "PartNumber"), texts(listed.text, "IsTruncated")]).toEqual([["1"], ["true"]]);
    const done = await complete(spaces, uploadId, [
      [1, etag],
      [10_000, last],
    ]);
    const expected = md5(Buffer.concat([md5(first), md5("end")])).toString("hex");
    expect(texts(done.text, "ETag")).toEqual([`&quot;${expected}-2&quot;`]);
    const range = { range: `bytes=${5 * mebibyte - 2}-${5 * mebibyte + 1}` };
    expect((await spaces.send("GET", "/files/big", { headers: range })).text).toBe("aaen");
    const head = (await spaces.send("HEAD", "/files/big")).headers;
    expect([head.get("content-length"), head.get("x-amz-meta-a")]).toEqual([String(5 * mebibyte + 3), "1"]);
    const second = await spaces.send("GET", "/files/big", { query: { partNumber: "2" } });
    expect([second.status, second.text, second.headers.get("x-amz-mp-parts-count")]).toEqual([206, "end", "2"]);
    expect((await spaces.send("GET", "/files/big", { query: { partNumber: "3" } })).code).toBe("InvalidPart");
    // Whoever lost the answer asks again.
    const list = [
      [1, etag],
      [10_000, last],
    ] as const;
    expect((await complete(spaces, uploadId, list)).text).toBe(done.text);
    expect((await complete(spaces, uploadId, [[1, etag]])).code).toBe("InvalidPart");
    expect((await complete(spaces, "2~other", [[1, etag]])).code).toBe("NoSuchUpload");
  });

  it("is refused where a part is missing, too small or out of order", async () => {
    const { spaces, uploadId } = await open();
    const [a, b] = [await part(spaces, uploadId, 1, "a"), await part(spaces, uploadId, 2, "b")];
    const code = async (parts: readonly (readonly [number, string])[]) =>
      (await complete(spaces, uploadId, parts)).code;
    expect(
      await code([
        [1, a],
        [2, b],
      ]),
    ).toBe("EntityTooSmall");
    expect(
      await code([
        [2, b],
        [1, a],
      ]),
    ).toBe("InvalidPartOrder");
    expect(await code([[1, b]])).toBe("InvalidPart");
    expect(await code([[3, b]])).toBe("InvalidPart");
    expect(await code([])).toBe("MalformedXML");
    const query = { uploadId, partNumber: "10001" };
    expect((await spaces.send("PUT", "/files/big", { query, body: "x" })).code).toBe("InvalidArgument");
    expect((await spaces.send("GET", "/files/big")).code).toBe("NoSuchKey");
  });

  it.each([
    // CRC-32 of "123456789" is cbf43926, as everywhere.
    ["crc32", "FULL_OBJECT", "y/Q5Jg=="],
    ["sha256", "COMPOSITE", `${sha256(sha256("123456789")).toString("base64")}-1`],
  ])("has the checksum %s of type %s that it was begun with", async (name, type, value) => {
    const spaces = await openSpaces();
    await spaces.send("PUT", "/files");
    const headers = { "x-amz-checksum-algorithm": name.toUpperCase(), "x-amz-checksum-type": type };
    const begun = await spaces.send("POST", "/files/big", { query: { uploads: "" }, headers });
    expect(Object.fromEntries(begun.headers)).toMatchObject(headers);
    const uploadId = texts(begun.text, "UploadId")[0] ?? "";
    const etag = await part(spaces, uploadId, 1, "123456789");
    const end = (checksum: string) =>
      complete(spaces, uploadId, [[1, etag]], { [`x-amz-checksum-${name}`]: checksum, "x-amz-checksum-type": type });
    expect((await end(value.replace(/^./, "_"))).code).toBe("BadDigest");
    expect(texts((await end(value)).text, `Checksum${name.toUpperCase()}`)).toEqual([value]);
    const head = await spaces.send("HEAD", "/files/big", { headers: { "x-amz-checksum-mode": "ENABLED" } });
    expect(head.headers.get(`x-amz-checksum-${name}`)).toBe(value);
  });

  it("is listed until it is given up", async () => {
    const { spaces, uploadId } = await open();
    const list = async () => texts((await spaces.send("GET", "/files", { query: { uploads: "" } })).text, "UploadId");
    expect(await list()).toEqual([uploadId]);
    expect((await spaces.send("DELETE", "/files/big", { query: { uploadId } })).status).toBe(204);
    expect(await list()).toEqual([]);
    const query = { uploadId, partNumber: "1" };
    expect((await spaces.send("PUT", "/files/big", { query, body: "x" })).code).toBe("NoSuchUpload");
  });

  it("takes parts from objects that are there", async () => {
    const { spaces, uploadId } = await open();
    await spaces.send("PUT", "/files/source", { body: "0123456789" });
    const copy = async (number: string, headers: Record<string, string>) =>
      spaces.send("PUT", "/files/big", {
        query: { uploadId, partNumber: number },
        headers: { "x-amz-copy-source": "/files/source", ...headers },
      });
    expect((await copy("1", { "x-amz-copy-source-range": "bytes=5-20" })).code).toBe("InvalidRange");
    const copied = await copy("1", { "x-amz-copy-source-range": "bytes=2-4" });
    expect(texts(copied.text, "ETag")).toEqual([`&quot;${md5("234").toString("hex")}&quot;`]);
    await complete(spaces, uploadId, [[1, md5("234").toString("hex")]]);
    expect((await spaces.send("GET", "/files/big")).text).toBe("234");
  });
});
