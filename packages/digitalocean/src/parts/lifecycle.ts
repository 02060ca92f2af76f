import type * as digitalocean from "@pulumi/digitalocean";

/** What a component takes whose bucket has versions. */
interface VersionedArgs {
  readonly noncurrentVersionDays?: number;
  readonly incompleteUploadDays?: number;
}

/** Days for which a version can be brought back, unless an argument says so. */
export const defaultVersionDays = 90;

/**
 * The lifecycle rules of a bucket.
 *
 * @param expirationDays Days after which an object expires; undefined: never.
 */
export function lifecycleRules(
  { noncurrentVersionDays = defaultVersionDays, incompleteUploadDays = 7 }: VersionedArgs,
  expirationDays: number | undefined,
): digitalocean.types.input.SpacesBucketLifecycleRule[] {
  return [
    {
      // The provider makes up an id for a rule without one.
      id: "cleanup",
      enabled: true,
      abortIncompleteMultipartUploadDays: incompleteUploadDays,
      noncurrentVersionExpiration: { days: noncurrentVersionDays },
      ...(expirationDays === undefined ? {} : { expiration: { days: expirationDays } }),
    },
  ];
}

/** The arguments that the rules of the bucket come from, by input path. */
export const lifecycleFrom = {
  "lifecycleRules[0].abortIncompleteMultipartUploadDays": "incompleteUploadDays",
  "lifecycleRules[0].noncurrentVersionExpiration.days": "noncurrentVersionDays",
  "lifecycleRules[0].expiration.days": "expirationDays",
} as const;
