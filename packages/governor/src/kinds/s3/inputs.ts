import type { InputTypes } from "../inputs";

/** What the rules read of each kind, with the types that `@pulumi/aws` gives it. */
const inputs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  S3Bucket: {
    acl: "string",
    bucket: "string",
    bucketPrefix: "string",
    corsRules: "S3CorsRule[]",
    forceDestroy: "boolean",
    lifecycleRules: "S3LifecycleRule[]",
    loggings: "S3Logging[]",
    policy: "string",
    versioning: "S3Versioning",
  },
  S3BucketObject: { acl: "string", bucket: "string", content: "string", key: "string", source: "string" },
  S3ObjectCopy: { acl: "string", bucket: "string", key: "string", source: "string" },
  S3BucketAcl: { accessControlPolicy: "S3AccessControlPolicy", acl: "string", bucket: "string" },
  S3BucketVersioning: { bucket: "string", versioningConfiguration: "S3VersioningConfiguration" },
  S3BucketCorsConfiguration: { bucket: "string", corsRules: "S3CorsRule[]" },
  S3BucketLifecycleConfiguration: { bucket: "string", rules: "S3LifecycleRule[]" },
  S3BucketLogging: { bucket: "string", targetBucket: "string", targetPrefix: "string" },
  S3BucketPolicy: { bucket: "string", policy: "string" },
  S3BucketPublicAccessBlock: {
    blockPublicAcls: "boolean",
    blockPublicPolicy: "boolean",
    bucket: "string",
    ignorePublicAcls: "boolean",
    restrictPublicBuckets: "boolean",
  },
  S3BucketOwnershipControls: { bucket: "string", rule: "S3OwnershipRule" },
};

const objects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  S3AccessControlPolicy: { grants: "S3Grant[]", owner: "S3Owner" },
  S3CorsRule: {
    allowedHeaders: "string[]",
    allowedMethods: "string[]",
    allowedOrigins: "string[]",
    exposeHeaders: "string[]",
    id: "string",
    maxAgeSeconds: "number",
  },
  S3Expiration: { date: "string", days: "number", expiredObjectDeleteMarker: "boolean" },
  S3Filter: { prefix: "string" },
  S3Grant: { grantee: "S3Grantee", permission: "string" },
  S3Grantee: { emailAddress: "string", id: "string", type: "string", uri: "string" },
  S3LifecycleRule: {
    abortIncompleteMultipartUpload: "S3MultipartUpload",
    abortIncompleteMultipartUploadDays: "number",
    enabled: "boolean",
    expiration: "S3Expiration",
    filter: "S3Filter",
    id: "string",
    noncurrentVersionExpiration: "S3NoncurrentExpiration",
    prefix: "string",
    status: "string",
  },
  S3Logging: { targetBucket: "string", targetPrefix: "string" },
  S3MultipartUpload: { daysAfterInitiation: "number" },
  S3NoncurrentExpiration: { days: "number", noncurrentDays: "number" },
  S3Owner: { id: "string" },
  S3OwnershipRule: { objectOwnership: "string" },
  S3Versioning: { enabled: "boolean", mfaDelete: "boolean" },
  S3VersioningConfiguration: { mfaDelete: "string", status: "string" },
};

/** The inputs of a kind of S3; undefined for any other kind. */
export function s3InputsOf(kind: string): InputTypes | undefined {
  return Object.hasOwn(inputs, kind) ? new Map(Object.entries(inputs[kind] ?? {})) : undefined;
}

/** The properties of a nested object of S3; undefined for any other type. */
export function s3PropertiesOf(type: string): InputTypes | undefined {
  return Object.hasOwn(objects, type) ? new Map(Object.entries(objects[type] ?? {})) : undefined;
}
