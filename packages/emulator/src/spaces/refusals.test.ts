import { describe, expect, it } from "vitest";
import { openSpaces } from "../test/spaces.ts";

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
});
