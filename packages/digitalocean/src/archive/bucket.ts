import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { lifecycleFrom, lifecycleRules } from "../parts/lifecycle";
import { bucketOptions, closed, logDays } from "../parts/private-bucket";
import { byProtect } from "../parts/protection";
import type { ArchiveDesign } from "./design";
import type { Site } from "./site";

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
