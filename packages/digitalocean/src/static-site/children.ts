import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { checkCredentials } from "../parts/spaces-credentials";
import { type PlannedApp, planSiteApp } from "./app";
import { planBucket, planLog } from "./bucket";
import { type Delivery, planDelivery } from "./delivery";
import type { StaticSiteDesign } from "./design";

/** The bucket of a site, with what brings its files to visitors. */
export interface Hosting extends Delivery {
  readonly bucket: Planned<digitalocean.SpacesBucket>;
  readonly logBucket: Planned<digitalocean.SpacesBucket> | undefined;
}

/** The children of a static site that others may want to look at, and what they know. */
export interface StaticSiteChildren {
  /** Undefined for a site in an app. */
  readonly hosting: Hosting | undefined;
  /** Undefined for a site in a bucket. */
  readonly app: PlannedApp | undefined;
  /** What a preview has to say. */
  readonly warning: string | undefined;
}

/** Plans the children of a static site, in the order in which they are registered. */
export function planStaticSite(design: StaticSiteDesign): StaticSiteChildren {
  const { args, given, problem } = design;
  if (given("app")) {
    const app = args.app === undefined ? undefined : planSiteApp(design, args.app);
    return { hosting: undefined, app, warning: undefined };
  }
  for (const argument of ["alertEmails", "alertSlacks", "skipAlerts", "projectId"] as const) {
    if (given(argument)) problem(argument, "is for a site in an app", { hint: "set app as well, or remove it" });
  }
  const warning = checkCredentials(design);
  const bucket = planBucket(design);
  const logBucket = planLog(design, bucket);
  return { hosting: { bucket, logBucket, ...planDelivery(design, bucket) }, app: undefined, warning };
}
