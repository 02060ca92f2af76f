import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { lifecycleFrom, lifecycleRules } from "../parts/lifecycle";
import { bucketOptions, closed, logDays } from "../parts/private-bucket";
import { byProtect } from "../parts/protection";
import type { StaticSiteDesign } from "./design";

/** Plans the bucket of the site. It is private: nobody can list it, and each file says itself that it is public. */
export function planBucket(design: StaticSiteDesign): Planned<digitalocean.SpacesBucket> {
  const { name, plan, args, need, overlay } = design;
  const { noncurrentVersionDays = 30, incompleteUploadDays = 7 } = args;
  const own: digitalocean.SpacesBucketArgs = {
    region: need("region"),
    ...(args.bucketName === undefined ? {} : { name: args.bucketName }),
    ...closed,
    lifecycleRules: lifecycleRules({ noncurrentVersionDays, incompleteUploadDays }, undefined),
  };
  // Files of a site do not expire.
  const { "lifecycleRules[0].expiration.days": _, ...lifecycle } = lifecycleFrom;
  return plan.child(digitalocean.SpacesBucket, {
    name: `${name}-bucket`,
    ...overlay("bucketArgs", own),
    from: {
      rules: {
        "spaces-access-logging": { argument: "skipLogging", fix: "leave out skipLogging" },
        "protect-stateful": byProtect,
      },
      inputs: { region: "region", name: "bucketName", ...lifecycle },
    },
    options: bucketOptions(design),
  });
}

/** Plans the access log of the bucket, and a bucket for it unless one is given. */
export function planLog(
  design: StaticSiteDesign,
  bucket: Planned<digitalocean.SpacesBucket>,
): Planned<digitalocean.SpacesBucket> | undefined {
  const { name, plan, args, need, given, problem, overlay } = design;
  const isOwn = args.skipLogging !== true && !given("logBucketName");
  if (given("logBucketArgs") && !isOwn) {
    problem("logBucketArgs", "is for a log bucket of the site's own", {
      hint: "leave out logBucketName and skipLogging, or logBucketArgs",
    });
  }
  if (args.skipLogging === true) {
    if (given("logBucketName")) problem("logBucketName", "is for the access log, which skipLogging turns off");
    return undefined;
  }
  const own: digitalocean.SpacesBucketArgs = {
    region: need("region"),
    ...closed,
    lifecycleRules: lifecycleRules({ noncurrentVersionDays: 30 }, logDays),
  };
  const logBucket = isOwn
    ? plan.child(digitalocean.SpacesBucket, {
        name: `${name}-logs`,
        ...overlay("logBucketArgs", own),
        from: { rules: { "protect-stateful": byProtect }, inputs: { region: "region" } },
        options: bucketOptions(design),
      })
    : undefined;
  plan.child(digitalocean.SpacesBucketLogging, {
    name: `${name}-logging`,
    inputs: {
      bucket: bucket.output((one) => one.name),
      region: need("region"),
      targetBucket: logBucket?.output((one) => one.name) ?? need("logBucketName"),
      targetPrefix: bucket.output((one) => pulumi.interpolate`${one.name}/`),
    },
    from: { inputs: { region: "region", targetBucket: "logBucketName" } },
  });
  return logBucket;
}
