import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Entry } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import { bytesOf, contentsOf, createBucket, openBuckets, putAll, putParts } from "../test/buckets.ts";
import { openFlippingProxy } from "../test/flipping-proxy.ts";
import { copyBucket } from "./copy-bucket.ts";

const mebibyte = 1024 ** 2;

const changes = (entries: readonly Entry[]) => entries.filter(({ method }) => method !== "GET" && method !== "HEAD");

describe("copyBucket", () => {
  it("copies 1,000 objects once, and another time none", async () => {
    const { s3, from, to, journal, requests } = await openBuckets();
    const objects = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`logs/${index}`, `line ${index}`]));
    await putAll(s3, "files", objects);
    requests();
    const report = await copyBucket({ from, to, journal });
    expect(report).toMatchObject({ copied: { objects: 1001 }, same: 0, failed: [], checkedByPart: 0 });
    const sent = requests();
    expect(changes(sent)).toHaveLength(1001);
    // A read and a write of each, and what it takes to list two buckets twice.
    expect(sent.length).toBeLessThan(2 * 1001 + 12);
    expect(await copyBucket({ from, to, journal })).toMatchObject({ copied: { objects: 0 }, same: 1001, failed: [] });
    const again = requests();
    expect(changes(again)).toEqual([]);
    expect(again.length).toBeLessThan(12);
  });

  it("copies a large object in parts, with what belongs to it, and back", async () => {
    const { s3, from, to, journal, requests } = await openBuckets();
    const Body = randomBytes(20 * mebibyte + 1);
    const rest = { ContentType: "application/x-dump", CacheControl: "no-store", Metadata: { by: "cron" } };
    await s3.putObject({ Bucket: "files", Key: "dump", Body, ...rest, Tagging: "kind=dump&of=a%20b" });
    requests();
    const report = await copyBucket({ from, to, journal });
    expect(report).toMatchObject({ copied: { objects: 1, bytes: Body.length }, checkedByPart: 0 });
    expect(changes(requests()).map(({ method, path }) => `${method} ${path.replace(/uploadId=[^&]*/, "…")}`)).toEqual([
      "POST /copies/dump?uploads",
      expect.stringContaining("PUT /copies/dump"),
      expect.stringContaining("PUT /copies/dump"),
      expect.stringContaining("POST /copies/dump"),
    ]);
    expect(Buffer.compare(Body, await bytesOf(s3, "copies", "dump"))).toBe(0);
    expect(await s3.headObject({ Bucket: "copies", Key: "dump" })).toMatchObject({
      ...rest,
      Metadata: { by: "cron", "governor-source-etag": expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    expect((await s3.getObjectTagging({ Bucket: "copies", Key: "dump" })).TagSet).toEqual([
      { Key: "kind", Value: "dump" },
      { Key: "of", Value: "a b" },
    ]);
    expect(await copyBucket({ from, to, journal })).toMatchObject({ copied: { objects: 0 }, same: 1 });
    // As after a failover.
    expect(await copyBucket({ from: to, to: from, journal })).toMatchObject({ copied: { objects: 0 }, same: 1 });
    expect(existsSync(journal)).toBe(false);
  });

  it("goes on where a killed process stopped, and copies no part twice", async () => {
    const { emulator, s3, from, to, journal, requests } = await openBuckets();
    const parts = Array.from({ length: 5 }, (_, index) => randomBytes(index === 4 ? mebibyte : 5 * mebibyte));
    await putAll(s3, "files", { a: "1", b: "2" });
    await putParts(s3, "files", "dump", parts);
    await putAll(s3, "files", { z: "3" });
    requests();
    const child = fork(fileURLToPath(new URL("../test/copy-child.ts", import.meta.url)), [], {
      env: { ...process.env, COPY_OPTIONS: JSON.stringify({ from, to, journal, concurrency: 1 }) },
      stdio: "inherit",
    });
    let sent = 0;
    const stopFollowing = emulator.log.follow(({ method, path, status }) => {
      if (method === "PUT" && path.includes("partNumber") && status === 200) sent += 1;
      if (sent === 2) child.kill("SIGKILL");
    });
    const [, signal] = await once(child, "exit");
    stopFollowing();
    expect(signal).toBe("SIGKILL");

    const report = await copyBucket({ from, to, journal });
    expect(report).toMatchObject({ same: 2, copied: { objects: 2 }, failed: [], checkedByPart: 0 });
    expect(report.reusedParts).toBeGreaterThanOrEqual(2);
    const done = requests().filter(({ method, status }) => method === "PUT" && status === 200);
    expect(done.map(({ path }) => path.replace(/uploadId=[^&]*&?/, "")).sort()).toEqual([
      "/copies/a?x-id=PutObject",
      "/copies/b?x-id=PutObject",
      ...[1, 2, 3, 4, 5].map((number) => `/copies/dump?partNumber=${number}&x-id=UploadPart`),
      "/copies/z?x-id=PutObject",
    ]);
    expect(Buffer.compare(Buffer.concat(parts), await bytesOf(s3, "copies", "dump"))).toBe(0);
    // The parts of the source, so the same ETag: two listings suffice to see that nothing is left to do.
    requests();
    expect(await copyBucket({ from, to, journal })).toMatchObject({ same: 4, copied: { objects: 0 } });
    expect(requests().filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("copies keys of every form", async () => {
    const { s3, from, to, journal } = await openBuckets();
    const names = ["ü/日本/🚀", "a b", "a+b", "100%", "%2F", "folder/", "//", "/abs", "a/../b", "./c", "?q=1&r", "#h"];
    const odd = [
      ...names,
      "quo\"te'<&>",
      "line\nbreak",
      "tab\t",
      "\u0001",
      "é",
      "k".repeat(1024),
      "ü".repeat(512),
      "~",
    ];
    await putAll(s3, "files", Object.fromEntries(odd.map((key) => [key, `of ${key}`])));
    await putParts(s3, "files", "+ü %/parts", [randomBytes(5 * mebibyte), randomBytes(1)]);
    expect(await copyBucket({ from, to, journal })).toMatchObject({ copied: { objects: odd.length + 1 }, failed: [] });
    expect(await copyBucket({ from, to, journal })).toMatchObject({ copied: { objects: 0 }, same: odd.length + 1 });
    for (const key of odd) expect((await bytesOf(s3, "copies", key)).toString()).toBe(`of ${key}`);
  });

  it("copies within a region by asking Spaces to", async () => {
    const { s3, from, to, journal, requests } = await openBuckets();
    await createBucket(s3, "near", "nyc3");
    await putAll(s3, "files", { "a+b ü": "1" });
    await putParts(s3, "files", "parts", [randomBytes(5 * mebibyte), randomBytes(7)]);
    requests();
    const near = { ...to, bucket: "near", region: "nyc3" };
    expect(await copyBucket({ from, to: near, journal })).toMatchObject({ copied: { objects: 2 }, checkedByPart: 0 });
    const sent = requests();
    expect(sent.filter(({ method, path }) => method === "GET" && /^\/files\/[^?]/.test(path))).toEqual([]);
    expect(await copyBucket({ from, to: near, journal })).toMatchObject({ copied: { objects: 0 }, same: 2 });
    expect(await bytesOf(s3, "near", "a+b ü")).toEqual(Buffer.from("1"));
  });
});

describe("an ACL", () => {
  it("is private unless asked for", async () => {
    const { s3, from, to, journal } = await openBuckets();
    await s3.putObject({ Bucket: "files", Key: "page", Body: "hello", ACL: "public-read" });
    await s3.putObject({ Bucket: "files", Key: "secret", Body: "hello" });
    const publicKeys = async () => {
      const acls = ["page", "secret"].map(
        async (Key) => [Key, await s3.getObjectAcl({ Bucket: "copies", Key })] as const,
      );
      return (await Promise.all(acls)).filter(([, { Grants }]) => (Grants ?? []).length > 1).map(([key]) => key);
    };
    await copyBucket({ from, to, journal });
    expect(await publicKeys()).toEqual([]);
    for (const Key of ["page", "secret"]) await s3.deleteObject({ Bucket: "copies", Key });
    await copyBucket({ from, to, journal, keepAcl: true });
    expect(await publicKeys()).toEqual(["page"]);
  });
});

describe("deletion", () => {
  it("happens only if asked for, and not in a dry run", async () => {
    const { s3, from, to, journal, requests } = await openBuckets();
    await putAll(s3, "files", { a: "1", b: "2" });
    await putAll(s3, "copies", { a: "old", old: "x", "other/old": "y" });
    expect(await copyBucket({ from, to, journal })).toMatchObject({ copied: { objects: 2 }, deleted: 0 });
    requests();
    const told: string[] = [];
    const onObject = (what: string, { key }: { readonly key: string }) => void told.push(`${what} ${key}`);
    expect(await copyBucket({ from, to, journal, deletes: true, dryRun: true, onObject })).toMatchObject({
      deleted: 2,
    });
    expect(told).toEqual(["delete old", "delete other/old"]);
    expect(changes(requests())).toEqual([]);
    expect(await copyBucket({ from, to, journal, deletes: true })).toMatchObject({ deleted: 2, same: 2 });
    expect(await contentsOf(s3, "copies")).toEqual({ a: "1", b: "2" });
  });

  it("does not happen outside the prefix", async () => {
    const { s3, from, to, journal } = await openBuckets();
    await putAll(s3, "files", { "db/a": "1", "web/a": "2" });
    await putAll(s3, "copies", { "db/old": "1", "web/old": "2" });
    expect(await copyBucket({ from, to, journal, deletes: true, prefix: "db/" })).toMatchObject({ deleted: 1 });
    expect(Object.keys(await contentsOf(s3, "copies"))).toEqual(["db/a", "web/old"]);
  });

  it("does not happen after a failure, an empty source or a listing that fails", async () => {
    const { emulator, s3, from, to, journal } = await openBuckets();
    await putAll(s3, "copies", { old: "x" });
    await expect(copyBucket({ from, to, journal, deletes: true })).rejects.toThrow("files@nyc3 is empty");
    await putAll(s3, "files", { a: "1", b: "2" });
    const denied = emulator.faults.add({ preset: "gateway-timeout", method: "GET", path: "/files/b" });
    const report = await copyBucket({ from, to, journal, deletes: true });
    expect(report).toMatchObject({ copied: { objects: 1 }, deleted: 0, failed: [{ key: "b" }] });
    emulator.faults.remove(denied.id);
    const url = await openFlippingProxy(emulator.url, {
      answered: ({ url: path = "" }) => path.includes("list-type"),
    });
    await expect(copyBucket({ from: { ...from, endpoint: url }, to, journal, deletes: true })).rejects.toThrow(
      "the listing of files@nyc3 failed",
    );
    expect(Object.keys(await contentsOf(s3, "copies"))).toEqual(["a", "old"]);
  });
});

describe("damage", () => {
  const isRead = ({ method, url = "" }: { readonly method?: string | undefined; readonly url?: string | undefined }) =>
    method === "GET" && /^\/files\/[^?]/.test(url);

  it("on the way from the source is found, and nothing damaged is written", async () => {
    const { emulator, s3, from, to, journal } = await openBuckets();
    await putAll(s3, "files", { a: "some bytes" });
    await s3.putObject({ Bucket: "files", Key: "large", Body: randomBytes(17 * mebibyte) });
    await putParts(s3, "files", "parts", [randomBytes(5 * mebibyte), randomBytes(9)]);
    const endpoint = await openFlippingProxy(emulator.url, { answered: isRead });
    const report = await copyBucket({ from: { ...from, endpoint }, to, journal });
    const reason = expect.stringContaining("arrived damaged");
    expect(report.failed).toHaveLength(3);
    expect(report.failed).toEqual(expect.arrayContaining(["a", "large", "parts"].map((key) => ({ key, reason }))));
    expect(await contentsOf(s3, "copies")).toEqual({});
    expect((await s3.listMultipartUploads({ Bucket: "copies" })).Uploads ?? []).toEqual([]);
  });

  it("that happens once is mended by reading again", async () => {
    const { emulator, s3, from, to, journal } = await openBuckets();
    await putAll(s3, "files", { a: "some bytes" });
    let left = 1;
    const endpoint = await openFlippingProxy(emulator.url, { answered: (one) => isRead(one) && left-- > 0 });
    expect((await copyBucket({ from: { ...from, endpoint }, to, journal })).failed).toEqual([]);
    expect(await contentsOf(s3, "copies")).toEqual({ a: "some bytes" });
  });

  it("on the way to the destination is refused by Spaces", async () => {
    const { emulator, s3, from, to, journal } = await openBuckets();
    await putAll(s3, "files", { a: "some bytes" });
    const endpoint = await openFlippingProxy(emulator.url, { sent: ({ method }) => method === "PUT" });
    const { failed } = await copyBucket({ from, to: { ...to, endpoint }, journal });
    expect(failed).toEqual([{ key: "a", reason: expect.stringMatching(/HTTP 400|HTTP 403/) }]);
    expect(await contentsOf(s3, "copies")).toEqual({});
  });
});

describe("a fault", () => {
  it.each([
    ["slow-down", { preset: "slow-down", probability: 0.3, count: 6 }],
    ["reset", { preset: "reset", probability: 0.3, count: 6 }],
    ["commit-then-500", { preset: "commit-then-500", method: "POST", path: "/copies/**", count: 2 }],
    ["gateway-timeout", { preset: "gateway-timeout", probability: 0.2, count: 4 }],
  ] as const)("%s is survived", async (_, fault) => {
    const { emulator, s3, from, to, journal } = await openBuckets();
    const objects = Object.fromEntries(Array.from({ length: 20 }, (__, index) => [`k${index}`, `content ${index}`]));
    await putAll(s3, "files", objects);
    await putParts(s3, "files", "parts", [randomBytes(5 * mebibyte), randomBytes(9)]);
    const { id } = emulator.faults.add(fault);
    const report = await copyBucket({ from, to, journal });
    expect(emulator.faults.all()[0]?.struck).toBeGreaterThan(0);
    emulator.faults.remove(id);
    expect(report).toMatchObject({ copied: { objects: 21 }, failed: [] });
    expect(await contentsOf(s3, "copies")).toMatchObject(objects);
  });

  it.each([1, 2])(
    "of each name at random, seed %i, leaves in the end what the source has",
    { timeout: 120_000 },
    async (seed) => {
      const { emulator, s3, from, to, journal } = await openBuckets({ seed: `chaos ${seed}` });
      const objects = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, `content ${index}`]));
      await putAll(s3, "files", objects);
      await s3.putObject({ Bucket: "files", Key: "large", Body: randomBytes(33 * mebibyte) });
      await putParts(s3, "files", "parts", [randomBytes(5 * mebibyte), randomBytes(5 * mebibyte), randomBytes(9)]);
      await putAll(s3, "copies", { k1: "stale", old: "gone from the source", older: "gone, too" });
      const wished = await contentsOf(s3, "files");
      for (const preset of ["slow-down", "reset", "gateway-timeout"] as const)
        emulator.faults.add({ preset, probability: 0.08, count: 12, path: "/{files,copies}/**" });
      emulator.faults.add({ preset: "commit-then-500", probability: 0.1, count: 6, path: "/copies/**" });
      // What fails all attempts of the SDK is left to another run.
      let runs = 0;
      for (let isWhole = false; !isWhole && runs < 6; runs += 1) {
        const { failed, stopped } = await copyBucket({ from, to, journal, deletes: true });
        isWhole = failed.length === 0 && stopped === undefined;
      }
      const struck = emulator.faults.all().map((fault) => fault.struck);
      emulator.faults.clear();
      expect(Math.min(...struck)).toBeGreaterThan(0);
      expect(runs).toBeLessThan(6);
      expect(await contentsOf(s3, "copies")).toEqual(wished);
      expect((await s3.listMultipartUploads({ Bucket: "copies" })).Uploads ?? []).toEqual([]);
      expect(existsSync(journal)).toBe(false);
    },
  );

  it("leaves behind no upload whose beginning was not answered, and touches no other", async () => {
    const { emulator, s3, from, to, journal } = await openBuckets();
    await s3.putObject({ Bucket: "files", Key: "large", Body: randomBytes(33 * mebibyte) });
    const others = await s3.createMultipartUpload({ Bucket: "copies", Key: "large-too" });
    emulator.faults.add({ preset: "commit-then-500", method: "POST", count: 1, path: "/copies/**" });
    expect(await copyBucket({ from, to, journal })).toMatchObject({ copied: { objects: 1 }, failed: [] });
    expect(emulator.faults.all().map((fault) => fault.struck)).toEqual([1]);
    const { Uploads: left = [] } = await s3.listMultipartUploads({ Bucket: "copies" });
    expect(left.map(({ UploadId }) => UploadId)).toEqual([others.UploadId]);
  });

  it("bucket-not-found-after-create is waited for", async () => {
    const { emulator, s3, from, to, journal } = await openBuckets();
    await putAll(s3, "files", { a: "1" });
    emulator.faults.add({ preset: "bucket-not-found-after-create" });
    await createBucket(s3, "new-one", "ams3");
    const report = await copyBucket({ from, to: { ...to, bucket: "new-one" }, journal });
    expect(report).toMatchObject({ copied: { objects: 1 }, failed: [] });
  });
});

describe("what cannot be copied", () => {
  it("is named at once: missing buckets, other regions, wrong keys", async () => {
    const { s3, from, to, journal } = await openBuckets();
    await putAll(s3, "files", { a: "1" });
    const wrong = { ...from, secretAccessKey: "not-the-secret" };
    const missing = { ...to, bucket: "missing" };
    const failure = copyBucket({ from: wrong, to: missing, journal });
    await expect(failure).rejects.toThrow("the source files@nyc3 rejects its Spaces access key: SignatureDoesNotMatch");
    await expect(failure).rejects.toThrow("the destination missing@ams3 does not exist");
    await expect(failure).rejects.not.toThrow(from.accessKeyId);
    await expect(copyBucket({ from: { ...from, accessKeyId: "DOUNKNOWN" }, to, journal })).rejects.toThrow(
      "InvalidAccessKeyId",
    );
    await expect(copyBucket({ from: { ...from, region: "fra1" }, to, journal })).rejects.toThrow(
      "is in nyc3: write files@nyc3",
    );
    await expect(copyBucket({ from: { ...from, endpoint: "http://127.0.0.1:1" }, to, journal })).rejects.toThrow(
      "the source files@nyc3 cannot be reached at http://127.0.0.1:1: ECONNREFUSED",
    );
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("is so many at once: %d", async (concurrency) => {
    const place = { bucket: "a-bucket", region: "nyc3", accessKeyId: "a", secretAccessKey: "b" };
    const copying = copyBucket({ from: place, to: { ...place, region: "ams3" }, journal: "none", concurrency });
    await expect(copying).rejects.toThrow(`concurrency is ${concurrency}: a whole number above 0 is expected`);
  });

  it("is what stands at no URL", async () => {
    const { from, to, journal } = await openBuckets();
    const copying = copyBucket({ from: { ...from, endpoint: "nowhere" }, to, journal });
    await expect(copying).rejects.toThrow('the source files@nyc3 has the endpoint "nowhere", which is not a valid URL');
  });

  it("is a bucket onto itself, and a prefix that nothing has", async () => {
    const { s3, from, to, journal } = await openBuckets();
    await expect(copyBucket({ from, to: from, journal })).rejects.toThrow("files@nyc3 is source and destination");
    await expect(copyBucket({ from, to, journal, prefix: "db/" })).rejects.toThrow('begins with "db/"');
    expect(await copyBucket({ from, to, journal })).toMatchObject({ copied: { objects: 0 }, same: 0, failed: [] });
    expect(await contentsOf(s3, "copies")).toEqual({});
  });

  it("is a copy that is stopped; the next one does the rest", async () => {
    const { s3, from, to, journal } = await openBuckets();
    const objects = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, `content ${index}`]));
    await putAll(s3, "files", objects);
    const stop = new AbortController();
    const onObject = () => stop.abort(new Error("enough"));
    await expect(copyBucket({ from, to, journal, signal: stop.signal, onObject, concurrency: 1 })).rejects.toThrow(
      "enough",
    );
    const { same, copied } = await copyBucket({ from, to, journal });
    expect(same).toBeGreaterThan(0);
    expect(same + copied.objects).toBe(30);
    expect(await contentsOf(s3, "copies")).toEqual(objects);
  });
});
