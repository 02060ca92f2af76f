import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { openSpaces, type Spaces, texts } from "../test/spaces.ts";

const large = new Uint8Array(24 * 1024 * 1024);

describe("a refusal", () => {
  it("is heard by whoever is still sending", async () => {
    const spaces = await openSpaces();
    expect((await spaces.send("PUT", "/none/a", { body: large })).code).toBe("NoSuchBucket");
    await spaces.send("PUT", "/files");
    expect((await spaces.anybody.send("PUT", "/files/a", { body: large })).code).toBe("AccessDenied");
    const streaming = {
      payload: "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      headers: { "x-amz-decoded-content-length": "100" },
      body: Buffer.concat([Buffer.from("zz\r\n"), large]),
    };
    expect((await spaces.send("PUT", "/files/a", streaming)).code).toBe("InvalidRequest");
    expect((await spaces.send("GET", "/files")).status).toBe(200);
  });

  /** Sends half of a body, lets something happen, and sends the rest. */
  const sendAround = async (
    spaces: Spaces,
    method: string,
    path: string,
    query: Readonly<Record<string, string>>,
    between: () => Promise<unknown>,
    body = "half rest",
  ) => {
    const headers = { "content-length": String(body.length), expect: "100-continue" };
    const sending = request(spaces.presign(method, path, 60, query), { method, headers });
    const answered = once(sending, "response");
    sending.flushHeaders();
    await once(sending, "continue");
    sending.write(body.slice(0, 4));
    await between();
    sending.end(body.slice(4));
    const [answer]: IncomingMessage[] = await answered;
    return answer === undefined ? undefined : texts(await text(answer), "Code")[0];
  };

  it("meets a body that comes after its bucket has gone, though another account has one of that name", async () => {
    const spaces = await openSpaces();
    const other = spaces.account("other");
    const replace = async () => {
      expect((await spaces.send("DELETE", "/files")).status).toBe(204);
      expect((await other.send("PUT", "/files", { headers: { "x-amz-acl": "public-read" } })).status).toBe(200);
    };
    await spaces.send("PUT", "/files");
    expect(await sendAround(spaces, "PUT", "/files/a", {}, replace)).toBe("NoSuchBucket");
    expect(texts((await other.send("GET", "/files")).text, "Key")).toEqual([]);

    await other.send("DELETE", "/files");
    await spaces.send("PUT", "/files");
    const begun = await spaces.send("POST", "/files/a", { query: { uploads: "" } });
    const query = { uploadId: texts(begun.text, "UploadId")[0] ?? "", partNumber: "1" };
    expect(await sendAround(spaces, "PUT", "/files/a", query, replace)).toBe("NoSuchBucket");

    await other.send("DELETE", "/files");
    await spaces.send("PUT", "/files");
    const versioning = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    expect(await sendAround(spaces, "PUT", "/files", { versioning: "" }, replace, versioning)).toBe("NoSuchBucket");
    expect((await other.send("DELETE", "/files")).status).toBe(204);
    expect((await spaces.send("GET", "/files")).code).toBe("NoSuchBucket");
  });

  it("meets a body that comes after its sender was shut out", async () => {
    const spaces = await openSpaces();
    await spaces.send("PUT", "/files");
    const deny = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::files/*" };
    const shut = () =>
      spaces.send("PUT", "/files", { query: { policy: "" }, body: JSON.stringify({ Statement: deny }) });
    expect(await sendAround(spaces, "PUT", "/files/a", {}, shut)).toBe("AccessDenied");
    expect((await spaces.send("GET", "/files/a")).code).toBe("NoSuchKey");
  });
});
