import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openSpaces, type Spaces, texts } from "../../test/spaces.ts";

const md5 = (text: string) => createHash("md5").update(text).digest();

const bucket = async (name = "files"): Promise<Spaces> => {
  const spaces = await openSpaces();
  expect((await spaces.send("PUT", `/${name}`)).status).toBe(200);
  return spaces;
};

const versioning = (spaces: Spaces, status: string) =>
  spaces.send("PUT", "/files", {
    query: { versioning: "" },
    body: `<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>${status}</Status></VersioningConfiguration>`,
  });

describe("an object", () => {
  it("comes back with all that was said of it", async () => {
    const spaces = await bucket();
    const headers = {
      "content-type": "text/plain",
      "cache-control": "max-age=5",
      "content-disposition": "attachment",
      "x-amz-website-redirect-location": "https://example.com",
      "x-amz-meta-Colour": "blue",
      "content-md5": md5("hello").toString("base64"),
    };
    const put = await spaces.send("PUT", "/files/a/b.txt", { body: "hello", headers });
    expect(put.headers.get("etag")).toBe(`"${md5("hello").toString("hex")}"`);
    expect(put.headers.has("x-amz-version-id")).toBe(false);
    for (const method of ["GET", "HEAD"]) {
      const answer = await spaces.send(method, "/files/a/b.txt");
      expect(answer.text).toBe(method === "GET" ? "hello" : "");
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": "text/plain",
        "cache-control": "max-age=5",
        "content-disposition": "attachment",
        "x-amz-website-redirect-location": "https://example.com",
        "content-length": "5",
        "x-amz-meta-colour": "blue",
        "accept-ranges": "bytes",
      });
    }
    const query = { "response-content-type": "text/html", "response-content-disposition": "inline" };
    expect((await spaces.send("GET", "/files/a/b.txt", { query })).headers.get("content-type")).toBe("text/html");
  });

  it("runs no script where the emulator is controlled, and neither does a refusal", async () => {
    const spaces = await bucket();
    const headers = { "content-type": "text/html", "x-amz-acl": "public-read" };
    await spaces.send("PUT", "/files/page", { body: "<script>alert(1)</script>", headers });
    for (const path of ["/files/page", "/files/none"]) {
      expect(Object.fromEntries((await spaces.anybody.send("GET", path)).headers)).toMatchObject({
        "content-security-policy": "sandbox",
        "x-content-type-options": "nosniff",
      });
    }
  });

  it("is refused where its checksum is another", async () => {
    const spaces = await bucket();
    const headers = { "content-md5": md5("other").toString("base64") };
    expect((await spaces.send("PUT", "/files/a", { body: "hello", headers })).code).toBe("BadDigest");
    expect((await spaces.send("PUT", "/files/a", { body: "x", headers: { "content-md5": "?" } })).code).toBe(
      "InvalidDigest",
    );
    expect((await spaces.send("HEAD", "/files/a")).status).toBe(404);
  });

  it("may come without a word of how long it is", async () => {
    const spaces = await bucket();
    const body = new Blob(["hel", "lo"]).stream();
    // What fetch streams goes in chunks of HTTP's own.
    const sent = await fetch(spaces.presign("PUT", "/files/a", 60), { method: "PUT", body, duplex: "half" });
    expect([sent.status, sent.headers.get("etag")]).toEqual([200, `"${md5("hello").toString("hex")}"`]);
    expect((await spaces.send("GET", "/files/a")).text).toBe("hello");
  });

  it("is read in ranges", async () => {
    const spaces = await bucket();
    await spaces.send("PUT", "/files/a", { body: "0123456789" });
    const range = (text: string) => spaces.send("GET", "/files/a", { headers: { range: text } });
    const middle = await range("bytes=2-4");
    expect(middle).toMatchObject({ status: 206, text: "234" });
    expect(middle.headers.get("content-range")).toBe("bytes 2-4/10");
    expect((await range("bytes=7-")).text).toBe("789");
    expect((await range("bytes=-3")).text).toBe("789");
    expect((await range("bytes=5-100")).text).toBe("56789");
    expect(await range("bytes=4-2")).toMatchObject({ status: 200, text: "0123456789" });
    const beyond = await range("bytes=10-");
    expect(beyond).toMatchObject({ status: 416, code: "InvalidRange" });
    expect(beyond.headers.get("content-range")).toBe("bytes */10");
  });

  it("is read and written under conditions", async () => {
    const spaces = await bucket();
    const first = await spaces.send("PUT", "/files/a", { body: "one", headers: { "if-none-match": "*" } });
    const etag = first.headers.get("etag") ?? "";
    const get = async (headers: Record<string, string>) => (await spaces.send("GET", "/files/a", { headers })).status;
    expect(await get({ "if-match": etag })).toBe(200);
    expect(await get({ "if-match": '"other"' })).toBe(412);
    expect(await get({ "if-none-match": etag })).toBe(304);
    expect(await get({ "if-modified-since": new Date(Date.now() + 1000).toUTCString() })).toBe(304);
    expect(await get({ "if-unmodified-since": new Date(0).toUTCString() })).toBe(412);
    const put = async (headers: Record<string, string>) =>
      (await spaces.send("PUT", "/files/a", { body: "two", headers })).code;
    expect(await put({ "if-none-match": "*" })).toBe("PreconditionFailed");
    expect(await put({ "if-match": '"other"' })).toBe("PreconditionFailed");
    expect(await put({ "if-match": etag })).toBeUndefined();
    const remove = (headers: Record<string, string>) => spaces.send("DELETE", "/files/a", { headers });
    expect((await remove({ "if-match": etag })).code).toBe("PreconditionFailed");
    expect((await remove({ "x-amz-if-match-size": "3" })).code).toBe("NotImplemented");
    expect((await remove({ "if-match": "*" })).status).toBe(204);
    // What is not there counts as deleted, as Ceph has it.
    expect((await remove({ "if-match": etag })).status).toBe(204);
  });

  it("is written once where two want to be first", async () => {
    const spaces = await bucket();
    const write = (body: string) => spaces.send("PUT", "/files/lock", { body, headers: { "if-none-match": "*" } });
    const statuses = (await Promise.all(["a", "b", "c", "d"].map(write))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412, 412]);
  });

  it("has limits", async () => {
    const spaces = await bucket();
    const code = async (path: string, headers: Record<string, string>) =>
      (await spaces.send("PUT", path, { headers })).code;
    expect(await code(`/files/${"k".repeat(1025)}`, {})).toBe("KeyTooLongError");
    expect(await code("/files/a", { "x-amz-meta-a": "m".repeat(2048) })).toBe("MetadataTooLarge");
    expect(await code("/files/a", { "x-amz-acl": "authenticated-read" })).toBe("InvalidArgument");
    expect(await code("/files/a", { "x-amz-server-side-encryption": "aws:kms" })).toBe("NotImplemented");
    expect(await code("/files/a", { "x-amz-object-lock-mode": "COMPLIANCE" })).toBe("NotImplemented");
    const large = { "x-amz-decoded-content-length": String(5 * 1024 ** 3 + 1) };
    const payload = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    expect((await spaces.send("PUT", "/files/a", { headers: large, payload, body: "0\r\n\r\n" })).code).toBe(
      "EntityTooLarge",
    );
  });

  it("is copied, with what was said of it or something else", async () => {
    const spaces = await bucket();
    await spaces.send("PUT", "/files/a ü", { body: "hello", headers: { "x-amz-meta-a": "1", "content-type": "a/b" } });
    const copy = (path: string, headers: Record<string, string> = {}) =>
      spaces.send("PUT", path, { headers: { "x-amz-copy-source": "/files/a%20%C3%BC", ...headers } });
    const done = await copy("/files/copy");
    expect(texts(done.text, "ETag")).toEqual([`&quot;${md5("hello").toString("hex")}&quot;`]);
    const head = (await spaces.send("HEAD", "/files/copy")).headers;
    expect([head.get("x-amz-meta-a"), head.get("content-type")]).toEqual(["1", "a/b"]);
    await copy("/files/copy", { "x-amz-metadata-directive": "REPLACE", "x-amz-meta-b": "2" });
    const other = await spaces.send("GET", "/files/copy");
    expect(other.text).toBe("hello");
    expect([other.headers.get("x-amz-meta-a"), other.headers.get("x-amz-meta-b")]).toEqual([null, "2"]);
    expect((await copy("/files/a ü")).code).toBe("InvalidRequest");
    expect((await copy("/files/c", { "x-amz-copy-source": "files%2Fa%20%C3%BC" })).status).toBe(200);
    expect((await copy("/files/c", { "x-amz-copy-source": "/files/none" })).code).toBe("NoSuchKey");
    expect((await copy("/files/c", { "x-amz-copy-source-if-match": '"x"' })).code).toBe("PreconditionFailed");
    await spaces.send("PUT", "/far", {
      body: "<CreateBucketConfiguration><LocationConstraint>sfo3</LocationConstraint></CreateBucketConfiguration>",
    });
    expect((await copy("/far/c")).code).toBe("NoSuchBucket");
  });

  it("has tags", async () => {
    const spaces = await bucket();
    await spaces.send("PUT", "/files/a", { headers: { "x-amz-tagging": "l=w&k=v" } });
    const tagging = { query: { tagging: "" } };
    expect(texts((await spaces.send("GET", "/files/a", tagging)).text, "Value")).toEqual(["v", "w"]);
    const body = "<Tagging><TagSet><Tag><Key>x</Key><Value>y</Value></Tag></TagSet></Tagging>";
    expect((await spaces.send("PUT", "/files/a", { ...tagging, body })).status).toBe(200);
    expect((await spaces.send("HEAD", "/files/a")).headers.get("x-amz-tagging-count")).toBe("1");
    expect((await spaces.send("DELETE", "/files/a", tagging)).status).toBe(204);
    expect(texts((await spaces.send("GET", "/files/a", tagging)).text, "Key")).toEqual([]);
    expect((await spaces.send("GET", "/files", tagging)).code).toBe("NotImplemented");
  });
});

describe("a bucket that keeps versions", () => {
  it("keeps what was overwritten and deleted", async () => {
    const spaces = await bucket();
    await spaces.send("PUT", "/files/a", { body: "null" });
    await versioning(spaces, "Enabled");
    const put = async (body: string) =>
      (await spaces.send("PUT", "/files/a", { body })).headers.get("x-amz-version-id") ?? "";
    const [one, two] = [await put("one"), await put("two")];
    const gone = await spaces.send("DELETE", "/files/a");
    const marker = gone.headers.get("x-amz-version-id") ?? "";
    expect(gone.headers.get("x-amz-delete-marker")).toBe("true");
    const missing = await spaces.send("GET", "/files/a");
    expect(missing).toMatchObject({ status: 404, code: "NoSuchKey" });
    expect(missing.headers.get("x-amz-delete-marker")).toBe("true");
    const read = async (versionId: string) => (await spaces.send("GET", "/files/a", { query: { versionId } })).text;
    expect([await read("null"), await read(one), await read(two)]).toEqual(["null", "one", "two"]);
    expect((await spaces.send("GET", "/files/a", { query: { versionId: marker } })).status).toBe(405);
    expect((await spaces.send("GET", "/files/a", { query: { versionId: "none" } })).code).toBe("NoSuchVersion");

    const list = await spaces.send("GET", "/files", { query: { versions: "" } });
    expect(texts(list.text, "VersionId")).toEqual([marker, two, one, "null"]);
    expect(texts(list.text, "IsLatest")).toEqual(["true", "false", "false", "false"]);

    const undone = await spaces.send("DELETE", "/files/a", { query: { versionId: marker } });
    expect(undone.headers.get("x-amz-delete-marker")).toBe("true");
    expect((await spaces.send("GET", "/files/a")).text).toBe("two");
    expect((await spaces.send("DELETE", "/files")).code).toBe("BucketNotEmpty");
    for (const versionId of ["null", one, two]) await spaces.send("DELETE", "/files/a", { query: { versionId } });
    expect((await spaces.send("DELETE", "/files")).status).toBe(204);
  });

  it("writes over one version only while that is suspended", async () => {
    const spaces = await bucket();
    await versioning(spaces, "Enabled");
    await spaces.send("PUT", "/files/a", { body: "kept" });
    await versioning(spaces, "Suspended");
    await spaces.send("PUT", "/files/a", { body: "one" });
    await spaces.send("PUT", "/files/a", { body: "two" });
    const ids = async () => texts((await spaces.send("GET", "/files", { query: { versions: "" } })).text, "VersionId");
    const [newest, kept] = await ids();
    expect([newest, kept?.length]).toEqual(["null", 32]);
    expect((await spaces.send("DELETE", "/files/a")).headers.get("x-amz-version-id")).toBe("null");
    expect(await ids()).toEqual(["null", kept]);
    expect((await spaces.send("GET", "/files/a", { query: { versionId: kept ?? "" } })).text).toBe("kept");
  });

  it("can be emptied page by page", async () => {
    const spaces = await bucket();
    await versioning(spaces, "Enabled");
    for (const key of ["a", "a", "a", "b"]) await spaces.send("PUT", `/files/${key}`, { body: key });
    let marker: Record<string, string> = {};
    for (let page = 0; page < 2; page += 1) {
      const { text } = await spaces.send("GET", "/files", { query: { versions: "", "max-keys": "2", ...marker } });
      const ids = texts(text, "VersionId");
      for (const [index, key] of texts(text, "Key").entries()) {
        await spaces.send("DELETE", `/files/${key}`, { query: { versionId: ids[index] ?? "" } });
      }
      marker = {
        "key-marker": texts(text, "NextKeyMarker")[0] ?? "",
        "version-id-marker": texts(text, "NextVersionIdMarker")[0] ?? "",
      };
    }
    expect((await spaces.send("DELETE", "/files")).status).toBe(204);
  });

  it("is listed page by page, within one key, too", async () => {
    const spaces = await bucket();
    await versioning(spaces, "Enabled");
    for (const key of ["a", "a", "a", "b"]) await spaces.send("PUT", `/files/${key}`, { body: key });
    const seen: string[] = [];
    let marker: Record<string, string> = {};
    for (let page = 0; page < 10; page += 1) {
      const query = { versions: "", "max-keys": "2", ...marker };
      const { text } = await spaces.send("GET", "/files", { query });
      seen.push(...texts(text, "Key"));
      if (texts(text, "IsTruncated")[0] === "false") break;
      marker = {
        "key-marker": texts(text, "NextKeyMarker")[0] ?? "",
        "version-id-marker": texts(text, "NextVersionIdMarker")[0] ?? "",
      };
    }
    expect(seen).toEqual(["a", "a", "a", "b"]);
  });
});

describe("a list", () => {
  const fill = async (keys: readonly string[]) => {
    const spaces = await bucket();
    for (const key of keys) await spaces.send("PUT", `/files/${key}`, { body: key });
    return spaces;
  };

  it("shows folders as one, in the order of bytes", async () => {
    const spaces = await fill(["b/2", "a", "b/1", "c", "b/x/1", "\u{1F600}", "\uFFFD"]);
    const list = async (query: Record<string, string>) =>
      (await spaces.send("GET", "/files", { query: { "list-type": "2", ...query } })).text;
    const top = await list({ delimiter: "/" });
    expect(texts(top, "Key")).toEqual(["a", "c", "\uFFFD", "\u{1F600}"]);
    expect(texts(top, "Prefix")).toEqual(["", "b/"]);
    const inner = await list({ delimiter: "/", prefix: "b/" });
    expect(texts(inner, "Key")).toEqual(["b/1", "b/2"]);
    expect(texts(inner, "Prefix")).toEqual(["b/", "b/x/"]);
    expect(texts(await list({ "start-after": "b/2" }), "Key")[0]).toBe("b/x/1");
    expect(texts(await list({ "max-keys": "0" }), "IsTruncated")).toEqual(["false"]);
  });

  it.each(["1", "2"])("goes on where its page ended, in version %s", async (type) => {
    const spaces = await fill(["a", "b/1", "b/2", "c", "d/1", "e"]);
    const seen: string[] = [];
    let after: Record<string, string> = {};
    for (let page = 0; page < 10; page += 1) {
      const query = { ...(type === "2" ? { "list-type": "2" } : {}), delimiter: "/", "max-keys": "2", ...after };
      const { text } = await spaces.send("GET", "/files", { query });
      seen.push(...texts(text, "Key"), ...texts(text, "Prefix").slice(1));
      if (texts(text, "IsTruncated")[0] === "false") break;
      after =
        type === "2"
          ? { "continuation-token": texts(text, "NextContinuationToken")[0] ?? "" }
          : { marker: texts(text, "NextMarker")[0] ?? "" };
    }
    expect(seen.sort()).toEqual(["a", "b/", "c", "d/", "e"]);
  });

  it("writes keys that XML cannot hold", async () => {
    const spaces = await fill(["a&<b>", "c\u0001", "d/e"]);
    const { text } = await spaces.send("GET", "/files", { query: { "encoding-type": "url" } });
    expect(texts(text, "Key")).toEqual(["a%26%3Cb%3E", "c%01", "d%2Fe"]);
    const asked = await spaces.send("GET", "/files", { query: { "encoding-type": "url", prefix: "c\u0001" } });
    expect([texts(asked.text, "Prefix"), texts(asked.text, "Key")]).toEqual([["c&#x1;"], ["c%01"]]);
    expect((await spaces.send("GET", "/files")).text).toContain("<Key>a&amp;&lt;b&gt;</Key>");
    expect((await spaces.send("GET", "/files", { query: { "max-keys": "x" } })).code).toBe("InvalidArgument");
  });
});

describe("many objects", () => {
  it("are deleted at once", async () => {
    const spaces = await bucket();
    for (const key of ["a", "b&c"]) await spaces.send("PUT", `/files/${key}`, { body: key });
    const body =
      "<Delete><Object><Key>a</Key></Object><Object><Key>b&amp;c</Key></Object><Object><Key>none</Key></Object></Delete>";
    const query = { delete: "" };
    expect((await spaces.send("POST", "/files", { query, body })).code).toBe("InvalidRequest");
    const headers = { "content-md5": md5(body).toString("base64") };
    const { text } = await spaces.send("POST", "/files", { query, headers, body });
    expect(texts(text, "Key")).toEqual(["a", "b&amp;c", "none"]);
    expect(texts((await spaces.send("GET", "/files")).text, "Key")).toEqual([]);
    await spaces.send("PUT", "/files/a", { body: "a" });
    const other = '<Delete><Object><Key>a</Key><ETag>"other"</ETag></Object></Delete>';
    const sum = { "content-md5": md5(other).toString("base64") };
    const refused = await spaces.send("POST", "/files", { query, headers: sum, body: other });
    expect(texts(refused.text, "Code")).toEqual(["PreconditionFailed"]);
  });
});
