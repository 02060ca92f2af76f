import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { planLogBucket } from "./bucket";
import type { ArchiveDesign } from "./design";
import type { Site } from "./site";

/** Where access to a bucket is logged. */
export interface AccessLog {
  /** The component's own bucket for it; undefined where one is given, or nothing is logged. */
  readonly logBucket: Planned<digitalocean.SpacesBucket> | undefined;
  /** Undefined where nothing is logged. */
  readonly logBucketName: pulumi.Input<string> | undefined;
}

/**
 * Plans the access log of a site's bucket, and a bucket for it unless one is given.
 *
 * @param after What else is set up for the bucket: Spaces takes one change after the other.
 */
export function planLogging(
  design: ArchiveDesign,
  site: Site,
  bucket: Planned<digitalocean.SpacesBucket>,
  after: readonly Planned<pulumi.Resource>[],
): AccessLog {
  const { plan, args, need, given, overlay } = design;
  if (args.skipLogging === true) return { logBucket: undefined, logBucketName: undefined };
  const logBucket = given(site.logBucketName) ? undefined : planLogBucket(design, site);
  const logBucketName = logBucket?.output(({ name }) => name) ?? need(site.logBucketName);
  const own: digitalocean.SpacesBucketLoggingArgs = {
    bucket: bucket.output(({ name }) => name),
    region: need(site.region),
    targetBucket: logBucketName,
    // Unique worldwide, so that several buckets can log into one.
    targetPrefix: bucket.output(({ name }) => pulumi.interpolate`${name}/`),
  };
  plan.child(digitalocean.SpacesBucketLogging, {
    name: `${site.around}-logging`,
    ...overlay("loggingArgs", own),
    from: { inputs: { region: site.region, targetBucket: site.logBucketName } },
    after,
  });
  return { logBucket, logBucketName };
}
