/** Something that S3 has, and that Spaces has not or has otherwise. */
export interface Gap {
  readonly feature: string;
  /** Operations of S3 that it is about. */
  readonly operations: readonly string[];
  /** What Spaces does. */
  readonly spaces: string;
  /** What to do instead. */
  readonly instead: string;
  /** Page that says so; `assumed` for what is only not among the operations that DigitalOcean lists. */
  readonly source: string;
}

const compatibility = "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/";
const limits = "https://docs.digitalocean.com/products/spaces/details/limits/";
const reference = "https://docs.digitalocean.com/reference/api/spaces/";
const policies = "https://docs.digitalocean.com/products/spaces/how-to/configure-bucket-policies/";
const assumed = "assumed";

const refused = "refuses it";

/** What to know before a program that was written for S3 uses Spaces. Each has a probe, under the same name. */
export const gaps = {
  location: {
    feature: "Region of a bucket",
    operations: ["GetBucketLocation"],
    spaces: "answers with DigitalOcean's slug, such as `nyc3`, for every region",
    instead: "choose the endpoint of the region; sign for any region, such as `us-east-1`",
    source: "https://github.com/digitalocean/terraform-provider-digitalocean",
  },
  copyAcrossRegions: {
    feature: "Copies across regions",
    operations: ["CopyObject"],
    spaces: `${refused}, also between clusters of a region`,
    instead: "`governor spaces copy`, or read and write",
    source: compatibility,
  },
  copyPartAcrossRegions: {
    feature: "Parts copied across regions",
    operations: ["UploadPartCopy"],
    spaces: `${refused}, also between clusters of a region`,
    instead: "`governor spaces copy`, or read and upload the part",
    source: compatibility,
  },
  lifecycleByTag: {
    feature: "Lifecycle rules by tag",
    operations: ["PutBucketLifecycleConfiguration"],
    spaces: refused,
    instead: "rules by prefix",
    source: compatibility,
  },
  lifecycleTransition: {
    feature: "Lifecycle rules that move objects to another storage class",
    operations: ["PutBucketLifecycleConfiguration"],
    spaces: `${refused}: rules expire objects, and abort unfinished uploads`,
    instead: "copy to a bucket of cold storage, then expire",
    source: compatibility,
  },
  storageClass: {
    feature: "Storage classes",
    operations: ["PutObject", "CopyObject", "CreateMultipartUpload"],
    spaces: "takes `STANDARD` alone; cold storage is a kind of bucket",
    instead: "leave the class out, and choose the bucket",
    source: reference,
  },
  bucketEncryption: {
    feature: "Default encryption of a bucket",
    operations: ["PutBucketEncryption", "GetBucketEncryption"],
    spaces: refused,
    instead: "nothing for encryption at rest, which Spaces does by itself; SSE-C for keys of your own",
    source: compatibility,
  },
  kms: {
    feature: "Encryption with KMS",
    operations: ["PutObject"],
    spaces: refused,
    instead: "SSE-C, or encrypt before the upload",
    source: compatibility,
  },
  cannedAcls: {
    feature: "Canned ACLs besides `private` and `public-read`",
    operations: ["PutBucketAcl", "PutObjectAcl"],
    spaces: refused,
    instead: "a bucket policy",
    source: reference,
  },
  grants: {
    feature: "ACLs by grant headers",
    operations: ["PutBucketAcl", "PutObjectAcl"],
    spaces: refused,
    instead: "a bucket policy, or a limited access key",
    source: reference,
  },
  policyBesideLimitedKey: {
    feature: "A bucket policy beside access for single keys",
    operations: ["PutBucketPolicy"],
    spaces: "refuses a policy for a bucket that a limited access key opens",
    instead: "one of the two for each bucket",
    source: policies,
  },
  loggingToItself: {
    feature: "Access logs in the bucket that they are of",
    operations: ["PutBucketLogging"],
    spaces: refused,
    instead: "a bucket for logs, in the same region",
    source: compatibility,
  },
  bucketTags: {
    feature: "Tags of buckets",
    operations: ["PutBucketTagging", "GetBucketTagging"],
    spaces: refused,
    instead: "names, and projects",
    source: limits,
  },
  mfaDelete: {
    feature: "MFA delete",
    operations: ["PutBucketVersioning"],
    spaces: refused,
    instead: "versioning, and a copy in another region by a key of its own",
    source: "https://github.com/mondoohq/cnspec/pull/3909",
  },
  publicAccessBlock: {
    feature: "Public access block",
    operations: ["PutPublicAccessBlock", "GetPublicAccessBlock"],
    spaces: refused,
    instead: "the rules `spaces-private-acl` and `spaces-policy-not-public`",
    source: "https://github.com/mondoohq/cnspec/pull/3909",
  },
  ownershipControls: {
    feature: "Object ownership",
    operations: ["PutBucketOwnershipControls"],
    spaces: refused,
    instead: "nothing: who has a key to the account owns what it writes",
    source: assumed,
  },
  objectLock: {
    feature: "Object lock, retention and legal hold",
    operations: ["PutObjectLockConfiguration", "PutObjectRetention", "PutObjectLegalHold"],
    spaces: refused,
    instead: "versioning, and a copy in another region by a key of its own",
    source: assumed,
  },
  replication: {
    feature: "Replication",
    operations: ["PutBucketReplication"],
    spaces: refused,
    instead: "`governor spaces copy` by a schedule",
    source: assumed,
  },
  notifications: {
    feature: "Events of a bucket",
    operations: ["PutBucketNotificationConfiguration"],
    spaces: refused,
    instead: "access logs, or a list now and then",
    source: assumed,
  },
  acceleration: {
    feature: "Transfer acceleration",
    operations: ["PutBucketAccelerateConfiguration"],
    spaces: refused,
    instead: "the CDN, for reading",
    source: assumed,
  },
  requesterPays: {
    feature: "Requester pays",
    operations: ["PutBucketRequestPayment"],
    spaces: refused,
    instead: "nothing: the owner pays",
    source: assumed,
  },
  inventory: {
    feature: "Inventories, analytics and metrics of a bucket",
    operations: ["PutBucketInventoryConfiguration", "PutBucketAnalyticsConfiguration", "PutBucketMetricsConfiguration"],
    spaces: refused,
    instead: "lists, and access logs",
    source: assumed,
  },
  select: {
    feature: "Queries within an object",
    operations: ["SelectObjectContent"],
    spaces: refused,
    instead: "read a range, or the object",
    source: assumed,
  },
} as const satisfies Readonly<Record<string, Gap>>;

/** By what a gap is called. */
export type GapName = keyof typeof gaps;
