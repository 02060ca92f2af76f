import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { checkCredentials } from "../parts/spaces-credentials";
import { planBucket, planLog } from "./bucket";
import { type Delivery, planDelivery } from "./delivery";
import type { StaticSiteDesign } from "./design";

/** The children of a static site that others may want to look at, and what they know. */
export interface StaticSiteChildren extends Delivery {
  readonly bucket: Planned<digitalocean.SpacesBucket>;
  readonly logBucket: Planned<digitalocean.SpacesBucket> | undefined;
  /** What a preview has to say. */
  readonly warning: string | undefined;
}

/** Plans the children of a static site, in the order in which they are registered. */
export function planStaticSite(design: StaticSiteDesign): StaticSiteChildren {
  const warning = checkCredentials(design);
  const bucket = planBucket(design);
  const logBucket = planLog(design, bucket);
  return { bucket, logBucket, warning, ...planDelivery(design, bucket) };
}
