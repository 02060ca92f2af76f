import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hmac, openSpaces, type Spaces, signingKeyOf, stampOf, texts } from "../../test/spaces.ts";
import { version2Signatures } from "./version-2.ts";

const bucket = async (): Promise<Spaces> => {
  const spaces = await openSpaces();
  expect((await spaces.send("PUT", "/signed")).status).toBe(200);
  return spaces;
};

describe("a signature", () => {
  it("is proved for a key of any form, a query and a header", async () => {
    const spaces = await bucket();
    const path = "/signed/a b/ü+(1)~*'.txt";
    expect((await spaces.send("PUT", path, { body: "x", headers: { "x-amz-meta-a": "b   c" } })).status).toBe(200);
    expect((await spaces.send("GET", path, { query: { "response-content-type": "text/x y" } })).text).toBe("x");
  });

  it("does not hold with another secret, another body or another key", async () => {
    const spaces = await bucket();
    expect((await spaces.as(spaces.accessKey, "wrong").send("GET", "/signed")).code).toBe("SignatureDoesNotMatch");
    for (const unknown of ["DO00UNKNOWN", "DO000123456789ABCDEF", "DO80123456789ABCDEF0"]) {
      expect((await spaces.as(unknown, "wrong").send("GET", "/signed")).code).toBe("InvalidAccessKeyId");
    }
    expect(spaces.emulator.cloud.has("0123456789abcdef")).toBe(false);
    const payload = createHash("sha256").update("other").digest("hex");
    const answer = await spaces.send("PUT", "/signed/a", { body: "x", payload });
    expect(answer).toMatchObject({ status: 400, code: "XAmzContentSHA256Mismatch" });
    expect((await spaces.send("GET", "/signed/a")).code).toBe("NoSuchKey");
  });

  it("is of now", async () => {
    const spaces = await bucket();
    const time = new Date(Date.now() - 16 * 60_000);
    expect(await spaces.send("GET", "/signed", { time })).toMatchObject({ status: 403, code: "RequestTimeTooSkewed" });
  });

  it("may be of the header Date instead of X-Amz-Date", async () => {
    const { emulator, accessKey, secret, ...spaces } = await bucket();
    const now = new Date();
    const stamp = stampOf(now);
    const scope = `${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`;
    const headers = { date: now.toUTCString(), "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const names = "date;host;x-amz-content-sha256";
    const lines = [
      `date:${headers.date}`,
      `host:${new URL(emulator.url).host}`,
      "x-amz-content-sha256:UNSIGNED-PAYLOAD",
    ];
    const canonical = ["PUT", "/signed/a", "", ...lines, "", names, "UNSIGNED-PAYLOAD"].join("\n");
    const hash = createHash("sha256").update(canonical).digest("hex");
    const text = ["AWS4-HMAC-SHA256", stamp, scope, hash].join("\n");
    const signature = hmac(signingKeyOf(secret, stamp), text).toString("hex");
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
    const put = (date: string) =>
      spaces.anybody.send("PUT", "/signed/a", { body: "x", headers: { ...headers, date, authorization } });
    expect((await put(headers.date)).status).toBe(200);
    expect(await put("yesterday")).toMatchObject({ status: 403, code: "AccessDenied" });
  });

  it("in a URL lets anybody in for a while", async () => {
    const spaces = await bucket();
    const put = await fetch(spaces.presign("PUT", "/signed/a", 60), { method: "PUT", body: "presigned" });
    expect(put.status).toBe(200);
    const url = spaces.presign("GET", "/signed/a", 60);
    expect(await (await fetch(url)).text()).toBe("presigned");
    expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
    expect((await fetch(url, { headers: { "x-amz-acl": "public-read" } })).status).toBe(403);
    expect((await fetch(spaces.presign("GET", "/signed/a", 604_801))).status).toBe(403);
  });
});

describe("a URL signed by version 2", () => {
  const expiry = () => Math.floor(Date.now() / 1000) + 60;
  /** @param text What is signed but for the secret; `url` goes to the same place. */
  const presign = (spaces: Spaces, url: string, text: string, expires: number) => {
    const signature = createHmac("sha1", spaces.secret).update(text).digest("base64");
    const claim = new URLSearchParams({
      AWSAccessKeyId: spaces.accessKey,
      Expires: String(expires),
      Signature: signature,
    });
    return `${spaces.emulator.url}${url}${url.includes("?") ? "&" : "?"}${claim}`;
  };

  it("is as AWS documents it", () => {
    // https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html, with the bucket `johnsmith`.
    const head = {
      method: "GET",
      path: "/photos/puppy.jpg",
      query: [["Expires", "1175139620"]] as const,
      headers: new Map([["host", "johnsmith.s3.amazonaws.com"]]),
      address: "",
    };
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    expect(version2Signatures(secret, head, "johnsmith")).toEqual(["NpgCjnDzrM+WFzoENXmpNDUsSn8="]);
  });

  it("lets anybody in for a while, to what it names", async () => {
    const spaces = await bucket();
    const expires = expiry();
    const put = presign(spaces, "/signed/a%20b", `PUT\n\n\n${expires}\n/signed/a%20b`, expires);
    expect((await fetch(put, { method: "PUT", body: Buffer.from("x") })).status).toBe(200);
    const query = "response-content-type=text/html";
    const text = `GET\n\n\n${expires}\n/signed/a%20b?${query}`;
    const got = await fetch(presign(spaces, `/signed/a%20b?${query}`, text, expires));
    expect([await got.text(), got.headers.get("content-type")]).toEqual(["x", "text/html"]);
  });

  it("does not hold for anything else, or later", async () => {
    const spaces = await bucket();
    const expires = expiry();
    const get = presign(spaces, "/signed", `GET\n\n\n${expires}\n/signed`, expires);
    const codeOf = async (url: string, init: RequestInit = {}) =>
      texts(await (await fetch(url, init)).text(), "Code")[0];
    expect(await codeOf(get)).toBeUndefined();
    // As boto3 does.
    const slashed = presign(spaces, "/signed?acl", `GET\n\n\n${expires}\n/signed/?acl`, expires);
    expect(await codeOf(slashed)).toBeUndefined();
    expect(await codeOf(get, { method: "DELETE" })).toBe("SignatureDoesNotMatch");
    // As many characters as a signature has, and more bytes.
    const wide = get.replace(/(?<=Signature=).*/, "%C3%BC".repeat(28));
    expect(await codeOf(wide)).toBe("SignatureDoesNotMatch");
    expect(await codeOf(`${get}&policy`)).toBe("SignatureDoesNotMatch");
    expect(await codeOf(get, { headers: { "x-amz-acl": "public-read" } })).toBe("SignatureDoesNotMatch");
    expect(await codeOf(get.replace(spaces.accessKey, "DO00UNKNOWN"))).toBe("InvalidAccessKeyId");
    expect(await codeOf(presign(spaces, "/signed", "GET\n\n\n1\n/signed", 1))).toBe("AccessDenied");
  });
});

describe("signed chunks", () => {
  const encode = (spaces: Spaces, stamp: string, seed: string, chunks: readonly string[], trailer?: string) => {
    const key = signingKeyOf(spaces.secret, stamp);
    const scope = `${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`;
    const empty = createHash("sha256").digest("hex");
    let before = seed;
    const lines = [...chunks, ""].map((chunk) => {
      const hash = createHash("sha256").update(chunk).digest("hex");
      before = hmac(key, ["AWS4-HMAC-SHA256-PAYLOAD", stamp, scope, before, empty, hash].join("\n")).toString("hex");
      const size = chunk.length.toString(16);
      return `${size};chunk-signature=${before}\r\n${chunk}${chunk === "" ? "" : "\r\n"}`;
    });
    if (trailer === undefined) return `${lines.join("")}\r\n`;
    const hash = createHash("sha256").update(`${trailer}\n`).digest("hex");
    const last = hmac(key, ["AWS4-HMAC-SHA256-TRAILER", stamp, scope, before, hash].join("\n")).toString("hex");
    return `${lines.join("")}${trailer}\r\nx-amz-trailer-signature:${last}\r\n\r\n`;
  };

  /** The signature of the head, which the chunks go on from, is only known to whoever signs: so it is signed twice. */
  const send = async (spaces: Spaces, chunks: readonly string[], spoil = (body: string) => body, trailer?: string) => {
    const time = new Date();
    const stamp = stampOf(time);
    const request = {
      time,
      payload: `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer === undefined ? "" : "-TRAILER"}`,
      headers: {
        "content-encoding": "aws-chunked",
        "x-amz-decoded-content-length": String(chunks.join("").length),
        ...(trailer === undefined ? {} : { "x-amz-trailer": trailer.split(":")[0] ?? "" }),
      },
    };
    const seed = spaces.sign("PUT", "/signed/a", request);
    return spaces.send("PUT", "/signed/a", { ...request, body: spoil(encode(spaces, stamp, seed, chunks, trailer)) });
  };

  it("are taken apart, and no encoding stays behind", async () => {
    const spaces = await bucket();
    expect((await send(spaces, ["a".repeat(70_000), "b"])).status).toBe(200);
    const { text, headers } = await spaces.send("GET", "/signed/a");
    expect(text).toBe(`${"a".repeat(70_000)}b`);
    expect(headers.get("content-encoding")).toBeNull();
  });

  it("are refused as a whole where one is not as it was signed", async () => {
    const spaces = await bucket();
    const answer = await send(spaces, ["aaaa", "bbbb"], (body) => body.replace("bbbb", "cccc"));
    expect(answer).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
    const torn = await send(spaces, ["aaaa", "bbbb"], (body) => body.slice(0, 100));
    expect(torn).toMatchObject({ status: 400, code: "IncompleteBody" });
    expect((await send(spaces, ["aaaa"], () => "zz\r\n")).code).toBe("InvalidRequest");
    expect((await spaces.send("GET", "/signed/a")).code).toBe("NoSuchKey");
  });

  it("bring a checksum in a signed trailer", async () => {
    const spaces = await bucket();
    // CRC-32 of "123456789" is cbf43926, as everywhere.
    const good = "x-amz-checksum-crc32:y/Q5Jg==";
    expect((await send(spaces, ["1234", "56789"], undefined, good)).status).toBe(200);
    const forged = (body: string) => body.replace("y/Q5Jg==", "AAAAAA==");
    expect((await send(spaces, ["123456789"], forged, good)).code).toBe("SignatureDoesNotMatch");
    const wrong = "x-amz-checksum-crc32:AAAAAA==";
    expect((await send(spaces, ["123456789"], undefined, wrong)).code).toBe("BadDigest");
  });

  it("may come unsigned with a trailer, as the SDKs send them", async () => {
    const spaces = await bucket();
    const sent = {
      payload: "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      headers: {
        "content-encoding": "gzip,aws-chunked",
        "x-amz-decoded-content-length": "9",
        "x-amz-trailer": "x-amz-checksum-crc64nvme",
      },
    };
    const body = (sum: string) => `9\r\n123456789\r\n0\r\nx-amz-checksum-crc64nvme:${sum}\r\n\r\n`;
    expect((await spaces.send("PUT", "/signed/a", { ...sent, body: body("rosUhgp5mIg=") })).status).toBe(200);
    expect((await spaces.send("HEAD", "/signed/a")).headers.get("content-encoding")).toBe("gzip");
    expect((await spaces.send("PUT", "/signed/a", { ...sent, body: body("AAAAAAAAAAA=") })).code).toBe("BadDigest");
  });
});
