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
  /** Websites, such as `https://www.example.com`; each may hold one `*`. */
  allowedOrigins: pulumi.Input<string>[];
  /** `GET`, `HEAD`, `PUT`, `POST` or `DELETE`. */
  allowedMethods: CorsMethod[];
  /** Request headers, each may hold one `*`. Default: none beyond those that a browser always sends. */
  allowedHeaders?: string[];
  /** Response headers that scripts may read. Default: none beyond those that a browser always shows. */
  exposeHeaders?: string[];
  /** For how many seconds a browser remembers the answer. Default: it asks every time. */
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
  /** Days for which a version that was overwritten or deleted can be had back. Default: 90. */
  noncurrentVersionDays?: number;
  /** Days after which the parts of an upload that was never finished are removed. Default: 7. */
  incompleteUploadDays?: number;
  /** Days after which an object expires; its versions then go as any others. Default: never. */
  expirationDays?: number;
  /** What scripts of other websites may do, up to 100 rules. Default: nothing. */
  corsRules?: CorsRuleArgs[];

  /** Name of an existing bucket of the region for the access log. Default: a bucket of its own. */
  logBucketName?: pulumi.Input<string>;
  /** True: access is not logged; needs an exemption from `spaces-access-logging`. Default: false. */
  skipLogging?: boolean;

  /** What the key may do with the bucket, and with no other: `read` or `readwrite`. Default: `read`. */
  keyPermission?: KeyPermission;
  /** True: no key of its own. Default: false. */
  skipKey?: boolean;

  /**
   * Another region for a second bucket under the same controls. DigitalOcean copies nothing into it: that is up to you.
   * A change replaces that bucket. Default: none.
   */
  recoveryRegion?: string;
  /** Name of the second bucket, as `bucketName`. Default: Pulumi's, `<name>-recovery-1a2b3c4`. */
  recoveryBucketName?: string;
  /** Name of an existing bucket of the recovery region for the second bucket's access log. Default: one of its own. */
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
