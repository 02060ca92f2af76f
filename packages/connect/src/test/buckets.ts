import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { S3 } from "@aws-sdk/client-s3";
import { type Emulator, type EmulatorOptions, type Entry, startEmulator } from "@infrafabric/emulator";
import { onTestFinished } from "vitest";
import type { BucketPlace } from "../spaces/open-bucket.ts";
import { openSpaces } from "../spaces/open-spaces.ts";

/** Two buckets in two regions on an emulator, which ends with the test. */
export interface Buckets {
  readonly emulator: Emulator;
  readonly s3: S3;
  readonly from: BucketPlace;
  readonly to: BucketPlace;
  /** A file for a journal. */
  readonly journal: string;
  /** Every request since it was last called. */
  requests(): readonly Entry[];
}

/** Starts an emulator with `files@nyc3` and `copies@ams3`. */
export async function openBuckets(options: EmulatorOptions = {}): Promise<Buckets> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  const { SPACES_ACCESS_KEY_ID: accessKeyId = "", SPACES_SECRET_ACCESS_KEY: secretAccessKey = "" } = emulator.env();
  const keys = { accessKeyId, secretAccessKey, endpoint: emulator.url };
  const s3 = await openSpaces({ region: "nyc3", ...keys });
  const folder = mkdtempSync(join(tmpdir(), "spaces-"));
  onTestFinished(() => {
    s3.destroy();
    rmSync(folder, { recursive: true });
  });
  await createBucket(s3, "files", "nyc3");
  await createBucket(s3, "copies", "ams3");
  let seen: Entry[] = [];
  emulator.log.follow((entry) => seen.push(entry));
  return {
    emulator,
    s3,
    from: { bucket: "files", region: "nyc3", ...keys },
    to: { bucket: "copies", region: "ams3", ...keys },
    journal: join(folder, "journal.jsonl"),
    requests() {
      const all = seen;
      seen = [];
      return all;
    },
  };
}

export async function createBucket(s3: S3, Bucket: string, region: "nyc3" | "ams3"): Promise<void> {
  // The SDK's type has AWS's regions alone.
  const CreateBucketConfiguration: object = { LocationConstraint: region };
  await s3.createBucket({ Bucket, CreateBucketConfiguration });
}

/** Keys and contents of a bucket. */
export async function contentsOf(s3: S3, Bucket: string): Promise<Record<string, string>> {
  const { Contents: contents = [] } = await s3.listObjectsV2({ Bucket });
  const entries = contents.map(async ({ Key = "" }) => {
    const { Body: body } = await s3.getObject({ Bucket, Key });
    return [Key, (await body?.transformToString()) ?? ""] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Writes objects, sixteen at a time. */
export async function putAll(s3: S3, Bucket: string, objects: Readonly<Record<string, string>>): Promise<void> {
  const left = Object.entries(objects);
  const work = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      await s3.putObject({ Bucket, Key: next[0], Body: next[1] });
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
}

/** Writes an object in parts. */
export async function putParts(s3: S3, Bucket: string, Key: string, parts: readonly Uint8Array[]): Promise<void> {
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key });
  const Parts = [];
  for (const [index, Body] of parts.entries()) {
    const { ETag } = await s3.uploadPart({ Bucket, Key, UploadId, PartNumber: index + 1, Body });
    Parts.push({ PartNumber: index + 1, ETag });
  }
  await s3.completeMultipartUpload({ Bucket, Key, UploadId, MultipartUpload: { Parts } });
}

/** The bytes of an object. */
export async function bytesOf(s3: S3, Bucket: string, Key: string): Promise<Buffer> {
  const { Body: body } = await s3.getObject({ Bucket, Key });
  return Buffer.from((await body?.transformToByteArray()) ?? []);
}
