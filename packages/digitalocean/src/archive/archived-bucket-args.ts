import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";

/** What scripts of other websites may do with an object. */
export const CorsMethod = {
  Get: "GET",
  Head: "HEAD",
  Put: "PUT",
  Post: "POST",
  Delete: "DELETE",
} as const;
export type CorsMethod = (typeof CorsMethod)[keyof typeof CorsMethod];

/** What a key may do with its bucket. */
export const KeyPermission = {
  /** Lists and reads objects. */
  Read: "read",
  /** Writes and deletes objects, too. */
  ReadWrite: "readwrite",
} as const;
export type KeyPermission = (typeof KeyPermission)[keyof typeof KeyPermission];

/** What scripts of other websites may do with the bucket in a visitor's browser. */
export interface CorsRuleArgs {
  /** Origins, such as `https://www.example.com`; each may contain one `*`. */
  allowedOrigins: pulumi.Input<string>[];
  /** `GET`, `HEAD`, `PUT`, `POST` or `DELETE`. */
  allowedMethods: CorsMethod[];
  /** Request headers; each may contain one `*`. Default: none besides those that a browser always sends. */
  allowedHeaders?: string[];
  /** Response headers that scripts may read. Default: none besides those that a browser always exposes. */
  exposeHeaders?: string[];
  /** Seconds for which a browser caches the answer. Default: it asks every time. */
  maxAgeSeconds?: number;
  /** Name of the rule, up to 255 characters. Default: none. */
  id?: string;
}

/** Arguments of an ArchivedBucket. */
export interface ArchivedBucketArgs extends GovernedArgs {
  /** Datacenter with Spaces, such as `nyc3`. A change replaces the bucket, which Pulumi does only once it is empty. */
  region: string;
  /**
   * Name of the bucket, unique worldwide: 3 to 63 lower-case letters, digits and dashes. A change replaces the bucket,
   * and after a deletion DigitalOcean blocks the name for a week or more. Default: Pulumi's, `<name>-bucket-1a2b3c4`.
   */
  bucketName?: string;
  /** Days for which an overwritten or deleted version can be restored. Default: 90. */
  noncurrentVersionDays?: number;
  /** Days after which the parts of an incomplete upload are removed. Default: 7. */
  incompleteUploadDays?: number;
  /** Days after which an object expires; its versions are then removed like any others. Default: never. */
  expirationDays?: number;
  /** Cross-origin requests to allow, up to 100 rules. Default: none. */
  corsRules?: CorsRuleArgs[];

  /** Name of an existing bucket in the region for the access log. Default: creates one. */
  logBucketName?: pulumi.Input<string>;
  /** True: access is not logged; requires an exemption from `spaces-access-logging`. Default: false. */
  skipLogging?: boolean;

  /** Permission of the key on this bucket only: `read` or `readwrite`. Default: `read`. */
  keyPermission?: KeyPermission;
  /** True: creates no key. Default: false. */
  skipKey?: boolean;

  /**
   * Another region for a second bucket with the same controls. DigitalOcean does not replicate to it; copying objects
   * is up to you. A change replaces that bucket. Default: none.
   */
  recoveryRegion?: string;
  /** Name of the second bucket, as `bucketName`. Default: Pulumi's, `<name>-recovery-1a2b3c4`. */
  recoveryBucketName?: string;
  /** Name of an existing bucket in the recovery region for the second bucket's access log. Default: creates one. */
  recoveryLogBucketName?: pulumi.Input<string>;

  /** Inputs of the bucket, and of the second one, to override. */
  bucketArgs?: Partial<digitalocean.SpacesBucketArgs>;
  /** Inputs of the buckets for access logs to override. */
  logBucketArgs?: Partial<digitalocean.SpacesBucketArgs>;
  /** Inputs of the access logging to override, such as `targetPrefix`. */
  loggingArgs?: Partial<digitalocean.SpacesBucketLoggingArgs>;
  /** Inputs of the key to override, such as `name`. */
  keyArgs?: Partial<digitalocean.SpacesKeyArgs>;
}
