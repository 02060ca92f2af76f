import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultAccessKey } from "../api/spaces/key.ts";
import { startEmulator } from "../server/emulator.ts";
import { openSpaces, type Spaces, spacesOf, stampOf, texts } from "../test/spaces.ts";

/** Sends a request by another host, through the emulator as proxy or straight. */
function sendTo(
  url: string,
  target: string,
  host: string,
  { method = "GET", headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, method, path: target, headers: { ...headers, host } };
    const sent = request(options, (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Asks the endpoint of a region for a bucket. */
async function createdAt(spaces: Spaces, region: string, body: string) {
  const host = `${region}.spaces.emulator.test`;
  const time = new Date();
  const { accessKey, secret, emulator } = spaces;
  const there = spacesOf({ ...emulator, url: `http://${host}` }, accessKey, secret);
  const headers = {
    "x-amz-date": stampOf(time),
    "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
  };
  const authorization = [
    `AWS4-HMAC-SHA256 Credential=${accessKey}/${stampOf(time).slice(0, 8)}/us-east-1/s3/aws4_request`,
    "SignedHeaders=host;x-amz-content-sha256;x-amz-date",
    `Signature=${there.sign("PUT", "/files", { body, time })}`,
  ].join(", ");
  const request = { method: "PUT", headers: { ...headers, authorization }, body };
  const { status, text } = await sendTo(emulator.url, `http://${host}/files`, host, request);
  return [status, ...texts(text, "Code")];
}

describe("Spaces", () => {
  it("make buckets in the region of the endpoint, and refuse those of another", async () => {
    const spaces = await openSpaces();
    const into = (region: string) =>
      `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
    expect(await createdAt(spaces, "ams3", into("nyc3"))).toEqual([400, "InvalidLocationConstraint"]);
    expect(await createdAt(spaces, "ams3", into("ams3"))).toEqual([200]);
    expect(await createdAt(spaces, "ams3", "")).toEqual([200]);
    const location = await spaces.send("GET", "/files", { query: { location: "" } });
    expect(location.text).toContain(">ams3</LocationConstraint>");
  });

  it("are reached by the name of the bucket, through a proxy or at localhost", async () => {
    const spaces = await openSpaces();
    await spaces.send("PUT", "/files");
    await spaces.send("PUT", "/files/a/b", { body: "hello", headers: { "x-amz-acl": "public-read" } });
    const { url } = spaces.emulator;
    const host = "files.nyc3.spaces.emulator.test";
    expect(await sendTo(url, `http://${host}/a/b`, host)).toEqual({ status: 200, text: "hello" });
    expect(await sendTo(url, "/a/b", `files.localhost:${new URL(url).port}`)).toEqual({ status: 200, text: "hello" });
    for (const key of ["/v2/account", "/_emulator/environment"]) {
      expect(texts((await sendTo(url, key, "files.localhost")).text, "Code"), key).toEqual(["AccessDenied"]);
    }
    const far = "files.sfo3.spaces.emulator.test";
    expect(texts((await sendTo(url, `http://${far}/a/b`, far)).text, "Code")).toEqual(["NoSuchBucket"]);
  });

  it("keep bodies where they are persisted, each once, and sweep what nothing names", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const first = await startEmulator({ persist });
    const spaces = spacesOf(first, defaultAccessKey(first.cloud.accountOf("token")));
    await spaces.send("PUT", "/files");
    await spaces.send("PUT", "/files/kept", { body: "kept" });
    await spaces.send("PUT", "/files/twin", { body: "kept" });
    await spaces.send("PUT", "/files/gone", { body: "gone" });
    await spaces.send("DELETE", "/files/gone");
    await first.close();
    expect(readdirSync(join(persist, "blobs"))).toHaveLength(2);
    const second = await startEmulator({ persist });
    const again = spacesOf(second, spaces.accessKey);
    expect((await again.send("GET", "/files/kept")).text).toBe("kept");
    expect((await again.send("GET", "/files/twin")).text).toBe("kept");
    await second.close();
    expect(readdirSync(join(persist, "blobs"))).toEqual([createHash("sha256").update("kept").digest("hex")]);
  });

  it("sweep nothing that is not theirs", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const blobs = join(persist, "blobs");
    mkdirSync(join(blobs, "a".repeat(64)), { recursive: true });
    const unknown = ["notes.txt", "draft-of-a-letter", "b".repeat(64), `draft-${randomUUID()}`];
    for (const name of unknown) writeFileSync(join(blobs, name), "mine");
    await (await startEmulator({ persist })).close();
    expect(readdirSync(blobs).sort()).toEqual(["a".repeat(64), "draft-of-a-letter", "notes.txt"]);
  });

  it("come back as a snapshot has them, with what was deleted since", async () => {
    const spaces = await openSpaces();
    await spaces.send("PUT", "/files");
    await spaces.send("PUT", "/files/a", { body: "hello" });
    const { cloud } = spaces.emulator;
    const { snapshot } = cloud;
    await spaces.send("DELETE", "/files/a");
    cloud.restore(snapshot);
    expect((await spaces.send("GET", "/files/a")).text).toBe("hello");
  });

  it("let go what is due as soon as the clock is moved", async () => {
    const spaces = await openSpaces();
    await spaces.send("PUT", "/files");
    await spaces.send("PUT", "/files/a", { body: "hello" });
    const body =
      "<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
    await spaces.send("PUT", "/files", { query: { lifecycle: "" }, body });
    const { cloud, url } = spaces.emulator;
    await fetch(`${url}/_emulator/clock/advance`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ seconds: 3 * 86_400 }),
    });
    const rows = cloud.snapshot.accounts[cloud.accountOf("token").id] ?? {};
    expect(Object.keys(rows.spaces_objects ?? {})).toEqual([]);
    expect(Object.keys(rows.spaces_buckets ?? {})).toEqual(["files"]);
  });

  it("let go what is due in a snapshot on the day on which it comes back", async () => {
    const spaces = await openSpaces();
    const { cloud } = spaces.emulator;
    cloud.clock.stop(Date.UTC(2027, 0, 1));
    await spaces.send("PUT", "/files");
    await spaces.send("PUT", "/files/a", { body: "hello" });
    const body =
      "<LifecycleConfiguration><Rule><Status>Enabled</Status><Filter/><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>";
    await spaces.send("PUT", "/files", { query: { lifecycle: "" }, body });
    const { snapshot } = cloud;
    const later = { ...snapshot, clock: { ...snapshot.clock, stopped: Date.UTC(2027, 0, 9) } };
    cloud.clock.stop(Date.UTC(2027, 0, 9));
    expect((await spaces.send("GET", "/files/a")).code).toBe("NoSuchKey");
    cloud.restore(later);
    expect((await spaces.send("GET", "/files/a")).code).toBe("NoSuchKey");
  });

  it("say so where a snapshot came without the bodies that it names", async () => {
    const spaces = await openSpaces();
    await spaces.send("PUT", "/files");
    await spaces.send("PUT", "/files/a", { body: "hello" });
    const other = await openSpaces();
    other.emulator.cloud.restore(spaces.emulator.cloud.snapshot);
    expect(await other.send("GET", "/files/a")).toMatchObject({ status: 500, code: "InternalError" });
    expect(texts((await other.send("GET", "/files")).text, "Key")).toEqual(["a"]);
  });
});
