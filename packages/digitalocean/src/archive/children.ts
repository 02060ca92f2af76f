import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { checkCredentials } from "../parts/spaces-credentials";
import { planBucket } from "./bucket";
import { checkContradictions } from "./contradictions";
import { planCors } from "./cors";
import type { ArchiveDesign } from "./design";
import { planKey } from "./key";
import { type AccessLog, planLogging } from "./logging";
import { type Site, sitesOf } from "./site";

/** The children of an archived bucket that others may want to look at, and what they know. */
export interface ArchivedBucketChildren extends SiteChildren {
  readonly key: Planned<digitalocean.SpacesKey> | undefined;
  readonly recovery: SiteChildren | undefined;
  /** What a preview has to say. */
  readonly warning: string | undefined;
}

/** What stands in one region. */
interface SiteChildren extends AccessLog {
  readonly bucket: Planned<digitalocean.SpacesBucket>;
  readonly cors: Planned<digitalocean.SpacesBucketCorsConfiguration> | undefined;
}

/** Plans the children of an archived bucket, in the order in which they are registered. */
export function planArchive(design: ArchiveDesign): ArchivedBucketChildren {
  checkContradictions(design);
  const warning = checkCredentials(design);
  const { home, recovery } = sitesOf(design);
  const children = planSite(design, home);
  const key = planKey(design, children.bucket);
  return { ...children, key, recovery: recovery && planSite(design, recovery), warning };
}

function planSite(design: ArchiveDesign, site: Site): SiteChildren {
  const bucket = planBucket(design, site);
  const cors = planCors(design, site, bucket);
  return { bucket, cors, ...planLogging(design, site, bucket, cors === undefined ? [] : [cors]) };
}
