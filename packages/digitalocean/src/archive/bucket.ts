import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { byProtect, protection } from "../parts/protection";
import type { ArchiveDesign } from "./design";
import { lifecycleFrom, lifecycleRules } from "./lifecycle";
import type { Site } from "./site";

/** What holds for every bucket that the component creates. */
const closed = { acl: "private", versioning: { enabled: true } };

/** Plans the bucket of a site. */
export function planBucket(design: ArchiveDesign, site: Site): Planned<digitalocean.SpacesBucket> {
  const { plan, args, need, overlay } = design;
  const name = args[site.bucketName];
  const own: digitalocean.SpacesBucketArgs = {
    region: need(site.region),
    ...(name === undefined ? {} : { name }),
    ...closed,
    lifecycleRules: lifecycleRules(args, args.expirationDays),
  };
  return plan.child(digitalocean.SpacesBucket, {
    name: site.bucket,
    ...overlay("bucketArgs", own),
    from: {
      rules: {
        "spaces-access-logging": { argument: "skipLogging", fix: "leave out skipLogging" },
        "protect-stateful": byProtect,
      },
      inputs: { region: site.region, name: site.bucketName, ...lifecycleFrom },
    },
    options: bucketOptions(design),
  });
}

/** Audits look back a year; logs that nobody removes are paid for as long as the bucket stands. */
const logDays = 365;

/** Plans the bucket for the access log of a site, in the region that it logs. */
export function planLogBucket(design: ArchiveDesign, site: Site): Planned<digitalocean.SpacesBucket> {
  const { plan, args, need, overlay } = design;
  const own: digitalocean.SpacesBucketArgs = {
    region: need(site.region),
    ...closed,
    lifecycleRules: lifecycleRules(args, logDays),
  };
  return plan.child(digitalocean.SpacesBucket, {
    name: `${site.around}-logs`,
    ...overlay("logBucketArgs", own),
    from: { rules: { "protect-stateful": byProtect }, inputs: { region: site.region } },
    options: bucketOptions(design),
  });
}

function bucketOptions(design: ArchiveDesign): pulumi.CustomResourceOptions {
  return {
    // The provider takes a new name for a change in place, and the bucket keeps the old one.
    replaceOnChanges: ["name"],
    ...protection(design),
  };
}
