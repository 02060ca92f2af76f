// BucketObjectv2: an object in a bucket.
import { createHash } from "node:crypto";
import type { Checked } from "../standin/check.ts";
import { compare, type Difference, topLevel } from "../standin/diff.ts";
import { text } from "../standin/identity.ts";
import type { Problem } from "../standin/problems.ts";
import type { Resource } from "../standin/standin.ts";
import { type Properties, reveal, UNKNOWN, type Value, withoutSecrets } from "../standin/value.ts";
import { bytesOf, hashOf, isAsset } from "./asset.ts";

export const objectType = "aws:s3/bucketObjectv2:BucketObjectv2";

const REPLACING: ReadonlySet<string> = new Set(["bucket", "key"]);

/** What only the upload tells. */
const COMPUTED = [
  "acl",
  "arn",
  "bucketKeyEnabled",
  "checksumCrc32",
  "checksumCrc32c",
  "checksumCrc64nvme",
  "checksumSha1",
  "checksumSha256",
  "contentType",
  "etag",
  "kmsKeyId",
  "serverSideEncryption",
  "storageClass",
  "versionId",
] as const;

/** What another upload changes. */
const NEW_WITH_CONTENT = ["etag", "versionId"] as const;

/** What Spaces does not have: the real provider would send it. */
const NOT_IN_SPACES = [
  "checksumAlgorithm",
  "kmsKeyId",
  "objectLockLegalHoldStatus",
  "objectLockMode",
  "objectLockRetainUntilDate",
  "tags",
] as const;

const SOURCES = ["source", "content", "contentBase64"] as const;

/** Above this the real provider uploads in parts, and the etag is no hash of the content any more. */
const PART_BYTES = 5 * 1024 * 1024;

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

export function check(token: string, news: Properties): Checked {
  if (token !== objectType) {
    throw new Error(`the stand-in provider has no resource type ${token}: it has objects for Spaces only`);
  }
  const given = Object.fromEntries(
    Object.entries(news).filter(([name, value]) => name !== "__defaults" && isSet(value)),
  );
  return {
    inputs: { forceDestroy: false, ...given, __defaults: isSet(given.forceDestroy) ? [] : ["forceDestroy"] },
    problems: problemsOf(given),
  };
}

function problemsOf(inputs: Properties): readonly Problem[] {
  const missing = ["bucket", "key"].filter((name) => !isSet(inputs[name]));
  const sources = SOURCES.filter((name) => isSet(inputs[name]));
  return [
    ...missing.map((property) => ({ property, reason: "is missing" })),
    ...(sources.length > 1 ? [{ property: "source", reason: `conflicts with ${sources.slice(1).join(", ")}` }] : []),
    ...NOT_IN_SPACES.filter((name) => isSet(inputs[name])).map((property) => ({
      property,
      reason: "Spaces has nothing of the kind",
    })),
  ];
}

/** A file is what it holds: where it lies makes no difference. */
function comparable(value: Value): Value {
  const plain = withoutSecrets(value);
  return isAsset(plain) ? hashOf(plain) : plain;
}

export function diff(oldInputs: Properties, news: Properties): Difference {
  const names = new Set([...Object.keys(oldInputs), ...Object.keys(news)]);
  names.delete("__defaults");
  const changes = [...names].sort().flatMap((name) =>
    compare(comparable(oldInputs[name] ?? null), comparable(news[name] ?? null), name).map((change) => ({
      ...change,
      replaces: REPLACING.has(name),
    })),
  );
  return {
    changes,
    changed: topLevel(changes),
    replaces: topLevel(changes.filter(({ replaces }) => replaces)),
    deleteBeforeReplace: false,
  };
}

export function idOf({ inputs }: Resource): string {
  return `${text(inputs, "bucket")}/${text(inputs, "key")}`;
}

export function previewed({ inputs, state }: Resource): Properties {
  const computed = COMPUTED.map((name) => [name, state[name] ?? UNKNOWN] as const);
  const renewed = NEW_WITH_CONTENT.map((name) => [name, UNKNOWN] as const);
  return { ...Object.fromEntries([...computed, ...renewed]), ...written(inputs), tagsAll: {} };
}

export function existing({ inputs }: Resource, id: string): Properties {
  return {
    ...Object.fromEntries(COMPUTED.map((name) => [name, ""])),
    acl: "private",
    arn: `arn:aws:s3:::${id}`,
    bucketKeyEnabled: false,
    contentType: "binary/octet-stream",
    etag: etagOf(contentOf(inputs)),
    storageClass: "STANDARD",
    ...written(inputs),
    tagsAll: {},
  };
}

function written(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== "__defaults"));
}

export function contentOf(inputs: Properties): Buffer {
  const source = reveal(inputs.source);
  return isAsset(source) ? bytesOf(source) : Buffer.from(text(inputs, "content"));
}

function etagOf(content: Buffer): string {
  const md5 = createHash("md5").update(content).digest("hex");
  return content.length <= PART_BYTES ? md5 : `${md5}-${Math.ceil(content.length / PART_BYTES)}`;
}
