import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { recipientsOf } from "../parts/recipients";
import { planUptime } from "../web-tier/uptime";
import { planGlobalBalancer } from "./balancer";
import type { GlobalWebTierDesign } from "./design";
import { type PlannedTier, planTiers } from "./tiers";

/** The children of a global web tier that others may want to look at. */
export interface GlobalWebTierChildren {
  readonly tiers: readonly PlannedTier[];
  readonly loadBalancer: Planned<digitalocean.LoadBalancer>;
  readonly uptimeCheck: Planned<digitalocean.UptimeCheck> | undefined;
}

/** Plans the tiers of the regions, and what stands before them. */
export function planGlobalWebTier(design: GlobalWebTierDesign): GlobalWebTierChildren {
  const tiers = planTiers(design);
  const loadBalancer = planGlobalBalancer(design, tiers);
  const { skipUptimeCheck, domain } = design.args;
  const recipients = recipientsOf(design, { skipUptimeCheck });
  const site = { url: `https://${domain}`, isHttps: true, hasName: true };
  const uptimeCheck = planUptime(design, site, recipients);
  return { tiers, loadBalancer, uptimeCheck };
}
