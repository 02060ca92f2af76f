import { Readable } from "node:stream";
import {
  ChecksumAlgorithm,
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { describe, expect, it, onTestFinished } from "vitest";
import { openSpaces, type Spaces } from "../test/spaces.ts";

const Bucket = "files";

const open = async (): Promise<{ readonly s3: S3Client; readonly spaces: Spaces }> => {
  const spaces = await openSpaces();
  const s3 = new S3Client({
    region: "us-east-1",
    endpoint: spaces.emulator.url,
    forcePathStyle: true,
    credentials: { accessKeyId: spaces.accessKey, secretAccessKey: spaces.secret },
  });
  onTestFinished(() => s3.destroy());
  await s3.send(new CreateBucketCommand({ Bucket }));
  return { s3, spaces };
};

const textOf = async (s3: S3Client, Key: string, rest: object = {}) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...rest }))).Body?.transformToString();

describe("the AWS SDK", () => {
  it.each(Object.values(ChecksumAlgorithm).filter((name) => /^(CRC|SHA1|SHA256)/.test(name)))(
    "puts with a checksum by %s and gets what it put",
    async (algorithm) => {
      const { s3 } = await open();
      await s3.send(new PutObjectCommand({ Bucket, Key: "a b/ü", Body: "hello", ChecksumAlgorithm: algorithm }));
      expect(await textOf(s3, "a b/ü", { ChecksumMode: "ENABLED" })).toBe("hello");
    },
  );

  it("puts a stream in chunks, reads a range, heads, copies and deletes", async () => {
    const { s3 } = await open();
    const Body = Readable.from([Buffer.alloc(100_000, "a"), Buffer.from("end")]);
    await s3.send(new PutObjectCommand({ Bucket, Key: "stream", Body, ContentLength: 100_003, Metadata: { a: "1" } }));
    expect(await textOf(s3, "stream", { Range: "bytes=99998-" })).toBe("aaend");
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/stream` }));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }));
    expect(head).toMatchObject({ ContentLength: 100_003, Metadata: { a: "1" } });
    const Objects = [{ Key: "stream" }, { Key: "copy" }];
    const deleted = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(deleted.Deleted?.map(({ Key }) => Key)).toEqual(["stream", "copy"]);
    await expect(textOf(s3, "copy")).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  it("uploads in parts", async () => {
    const { s3 } = await open();
    const Body = Buffer.alloc(12 * 1024 * 1024, "part");
    const done = await new Upload({ client: s3, params: { Bucket, Key: "big", Body } }).done();
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    const got = await (await s3.send(new GetObjectCommand({ Bucket, Key: "big" }))).Body?.transformToByteArray();
    expect(Buffer.compare(Buffer.from(got ?? []), Body)).toBe(0);
  });

  it("lists all pages", async () => {
    const { s3 } = await open();
    const keys = Array.from({ length: 25 }, (_, index) => `key & ${String(index).padStart(2, "0")}`);
    await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))));
    const seen: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: s3, pageSize: 10 }, { Bucket })) {
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(seen).toEqual(keys);
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
    expect(await s3.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({ LocationConstraint: "nyc3" });
  });

  it("keeps versions", async () => {
    const { s3 } = await open();
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    const first = await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "1" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "a", Body: "2" }));
    expect(await textOf(s3, "a", { VersionId: first.VersionId })).toBe("1");
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions.map(({ IsLatest }) => IsLatest)).toEqual([true, false]);
  });

  it("signs URLs", async () => {
    const { s3 } = await open();
    const put = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: "a", ContentType: "text/plain" }));
    expect((await fetch(put, { method: "PUT", body: "x", headers: { "content-type": "text/plain" } })).status).toBe(
      200,
    );
    const get = new GetObjectCommand({ Bucket, Key: "a", ResponseContentType: "text/html" });
    const answer = await fetch(await getSignedUrl(s3, get, { expiresIn: 60 }));
    expect([await answer.text(), answer.headers.get("content-type")]).toEqual(["x", "text/html"]);
  });

  it("reads the settings back that it wrote", async () => {
    const { s3 } = await open();
    const CORSRules = [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], MaxAgeSeconds: 5 }];
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    expect((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual(CORSRules);
    const Rules = [{ ID: "r", Status: "Enabled" as const, Filter: { Prefix: "a/" }, Expiration: { Days: 3 } }];
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    expect((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(Rules);
    const Policy = JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" }],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  });
});
