import type { S3 } from "@aws-sdk/client-s3";
import type { GapName } from "../spaces/gaps.ts";
import { codeOf, statusOf } from "../spaces/reason.ts";

/** Spaces with buckets that are there for probes. */
export interface Ground {
  readonly region: string;
  readonly s3: S3;
  /** A bucket of that region, in which nobody has set anything; with the object `a`. */
  readonly bucket: string;
  /** A bucket of another region, with the object `a`. */
  readonly elsewhere: string;
  /** Gives a limited access key the right to read a bucket, until the test ends. */
  letLimitedKeyRead(bucket: string): Promise<void>;
}

/** What became of what S3 would take. */
export interface Outcome {
  /** The code of each refusal, by operation; undefined for what was taken. */
  readonly [operation: string]: string | undefined;
}

/** Tries what a gap is about. @returns What became of each of its operations. */
export type Probe = (ground: Ground) => Promise<Outcome>;

const Key = "a";

/** Tries operations on the bucket. */
const trying =
  (attempts: Readonly<Record<string, (s3: S3, Bucket: string, ground: Ground) => Promise<unknown>>>): Probe =>
  async (ground) => {
    const outcome: Record<string, string | undefined> = {};
    for (const [operation, attempt] of Object.entries(attempts)) {
      try {
        await attempt(ground.s3, ground.bucket, ground);
        outcome[operation] = undefined;
      } catch (error) {
        // What did not reach Spaces is no refusal of it.
        if (statusOf(error) === undefined) throw error;
        outcome[operation] = codeOf(error) ?? `HTTP ${statusOf(error)}`;
      }
    }
    return outcome;
  };

const rule = { ID: "rule", Status: "Enabled" } as const;

export const probes: Readonly<Record<GapName, Probe>> = {
  async location({ s3, bucket, region }) {
    const { LocationConstraint: found } = await s3.getBucketLocation({ Bucket: bucket });
    return { GetBucketLocation: found === region ? region : `not ${region}` };
  },
  copyAcrossRegions: trying({
    CopyObject: (s3, Bucket, { elsewhere }) => s3.copyObject({ Bucket, Key: "copy", CopySource: `${elsewhere}/a` }),
  }),
  copyPartAcrossRegions: trying({
    async UploadPartCopy(s3, Bucket, { elsewhere }) {
      const { UploadId } = await s3.createMultipartUpload({ Bucket, Key });
      try {
        await s3.uploadPartCopy({ Bucket, Key, UploadId, PartNumber: 1, CopySource: `${elsewhere}/a` });
      } finally {
        await s3.abortMultipartUpload({ Bucket, Key, UploadId });
      }
    },
  }),
  lifecycleByTag: trying({
    PutBucketLifecycleConfiguration: (s3, Bucket) =>
      s3.putBucketLifecycleConfiguration({
        Bucket,
        LifecycleConfiguration: {
          Rules: [{ ...rule, Filter: { Tag: { Key: "age", Value: "old" } }, Expiration: { Days: 30 } }],
        },
      }),
  }),
  lifecycleTransition: trying({
    PutBucketLifecycleConfiguration: (s3, Bucket) =>
      s3.putBucketLifecycleConfiguration({
        Bucket,
        LifecycleConfiguration: {
          Rules: [{ ...rule, Filter: { Prefix: "" }, Transitions: [{ Days: 30, StorageClass: "GLACIER" }] }],
        },
      }),
  }),
  storageClass: trying({
    PutObject: (s3, Bucket) => s3.putObject({ Bucket, Key: "cold", Body: "cold", StorageClass: "GLACIER" }),
    CopyObject: (s3, Bucket) =>
      s3.copyObject({ Bucket, Key: "cold", CopySource: `${Bucket}/a`, StorageClass: "GLACIER" }),
    CreateMultipartUpload: (s3, Bucket) => s3.createMultipartUpload({ Bucket, Key: "cold", StorageClass: "GLACIER" }),
  }),
  bucketEncryption: trying({
    PutBucketEncryption: (s3, Bucket) =>
      s3.putBucketEncryption({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
        },
      }),
    GetBucketEncryption: (s3, Bucket) => s3.getBucketEncryption({ Bucket }),
  }),
  kms: trying({
    PutObject: (s3, Bucket) => s3.putObject({ Bucket, Key: "sealed", Body: "x", ServerSideEncryption: "aws:kms" }),
  }),
  cannedAcls: trying({
    PutBucketAcl: (s3, Bucket) => s3.putBucketAcl({ Bucket, ACL: "public-read-write" }),
    PutObjectAcl: (s3, Bucket) => s3.putObjectAcl({ Bucket, Key, ACL: "authenticated-read" }),
  }),
  grants: trying({
    PutBucketAcl: (s3, Bucket) => s3.putBucketAcl({ Bucket, GrantRead: 'id="someone"' }),
    PutObjectAcl: (s3, Bucket) => s3.putObjectAcl({ Bucket, Key, GrantRead: 'id="someone"' }),
  }),
  policyBesideLimitedKey: trying({
    async PutBucketPolicy(s3, Bucket, { letLimitedKeyRead }) {
      await letLimitedKeyRead(Bucket);
      const statement = {
        ...{ Effect: "Deny", Principal: "*", Action: "s3:DeleteObject" },
        Resource: `arn:aws:s3:::${Bucket}/none`,
      };
      await s3.putBucketPolicy({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) });
    },
  }),
  loggingToItself: trying({
    PutBucketLogging: (s3, Bucket) =>
      s3.putBucketLogging({
        Bucket,
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket: Bucket, TargetPrefix: "logs/" } },
      }),
  }),
  bucketTags: trying({
    PutBucketTagging: (s3, Bucket) =>
      s3.putBucketTagging({ Bucket, Tagging: { TagSet: [{ Key: "owner", Value: "shop" }] } }),
    GetBucketTagging: (s3, Bucket) => s3.getBucketTagging({ Bucket }),
  }),
  mfaDelete: trying({
    PutBucketVersioning: (s3, Bucket) =>
      s3.putBucketVersioning({
        Bucket,
        MFA: "arn:aws:iam::1:mfa/device 123456",
        VersioningConfiguration: { Status: "Suspended", MFADelete: "Enabled" },
      }),
  }),
  publicAccessBlock: trying({
    PutPublicAccessBlock: (s3, Bucket) =>
      s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
    GetPublicAccessBlock: (s3, Bucket) => s3.getPublicAccessBlock({ Bucket }),
  }),
  ownershipControls: trying({
    PutBucketOwnershipControls: (s3, Bucket) =>
      s3.putBucketOwnershipControls({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      }),
  }),
  objectLock: trying({
    PutObjectLockConfiguration: (s3, Bucket) =>
      s3.putObjectLockConfiguration({ Bucket, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } }),
    PutObjectRetention: (s3, Bucket) =>
      s3.putObjectRetention({
        ...{ Bucket, Key },
        // Over in a minute, should it be taken.
        Retention: { Mode: "GOVERNANCE", RetainUntilDate: new Date(Date.now() + 60_000) },
      }),
    PutObjectLegalHold: (s3, Bucket) => s3.putObjectLegalHold({ Bucket, Key, LegalHold: { Status: "OFF" } }),
  }),
  replication: trying({
    PutBucketReplication: (s3, Bucket, { elsewhere }) =>
      s3.putBucketReplication({
        Bucket,
        ReplicationConfiguration: {
          Role: "arn:aws:iam::1:role/replication",
          Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: `arn:aws:s3:::${elsewhere}` } }],
        },
      }),
  }),
  notifications: trying({
    PutBucketNotificationConfiguration: (s3, Bucket) =>
      s3.putBucketNotificationConfiguration({
        Bucket,
        NotificationConfiguration: {
          TopicConfigurations: [{ TopicArn: "arn:aws:sns:us-east-1:1:topic", Events: ["s3:ObjectCreated:*"] }],
        },
      }),
  }),
  acceleration: trying({
    PutBucketAccelerateConfiguration: (s3, Bucket) =>
      s3.putBucketAccelerateConfiguration({ Bucket, AccelerateConfiguration: { Status: "Enabled" } }),
  }),
  requesterPays: trying({
    PutBucketRequestPayment: (s3, Bucket) =>
      s3.putBucketRequestPayment({ Bucket, RequestPaymentConfiguration: { Payer: "Requester" } }),
  }),
  inventory: trying({
    PutBucketInventoryConfiguration: (s3, Bucket) =>
      s3.putBucketInventoryConfiguration({
        ...{ Bucket, Id: "all" },
        InventoryConfiguration: {
          ...{ Id: "all", IsEnabled: true, IncludedObjectVersions: "Current", Schedule: { Frequency: "Weekly" } },
          Destination: { S3BucketDestination: { Bucket: `arn:aws:s3:::${Bucket}`, Format: "CSV" } },
        },
      }),
    PutBucketAnalyticsConfiguration: (s3, Bucket) =>
      s3.putBucketAnalyticsConfiguration({
        ...{ Bucket, Id: "all" },
        AnalyticsConfiguration: { Id: "all", StorageClassAnalysis: {} },
      }),
    PutBucketMetricsConfiguration: (s3, Bucket) =>
      s3.putBucketMetricsConfiguration({ Bucket, Id: "all", MetricsConfiguration: { Id: "all" } }),
  }),
  select: trying({
    SelectObjectContent: (s3, Bucket) =>
      s3.selectObjectContent({
        ...{ Bucket, Key, Expression: "select * from s3object", ExpressionType: "SQL" },
        ...{ InputSerialization: { CSV: {} }, OutputSerialization: { CSV: {} } },
      }),
  }),
};
