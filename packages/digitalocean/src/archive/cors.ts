import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { ArchiveDesign } from "./design";
import type { Site } from "./site";

/** Plans what other websites may do with the bucket of a site; undefined where they may do nothing. */
export function planCors(
  { plan, args, need }: ArchiveDesign,
  site: Site,
  bucket: Planned<digitalocean.SpacesBucket>,
): Planned<digitalocean.SpacesBucketCorsConfiguration> | undefined {
  const { corsRules = [] } = args;
  if (corsRules.length === 0) return undefined;
  return plan.child(digitalocean.SpacesBucketCorsConfiguration, {
    name: `${site.around}-cors`,
    inputs: { bucket: bucket.output(({ name }) => name), region: need(site.region), corsRules },
    from: { inputs: { region: site.region }, mirrors: { corsRules: "corsRules" }, whole: "corsRules" },
  });
}
