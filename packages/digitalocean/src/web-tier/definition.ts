import type { PlannedComponent } from "../component/component";
import { webTierArguments } from "./arguments";
import { planWebTier, type WebTierChildren } from "./children";
import type { GovernedWebTierArgs } from "./governed-web-tier-args";

/** What a web tier is made of. */
export const webTierDefinition = {
  className: "GovernedWebTier",
  arguments: webTierArguments,
  controls: [
    "droplet-backups",
    "droplet-monitoring",
    "droplet-in-vpc",
    "droplet-behind-firewall",
    "firewall-no-public-ingress",
    "firewall-no-public-admin-ports",
    "firewall-egress-limited",
    "load-balancer-https",
    "load-balancer-strong-tls",
    "load-balancer-in-vpc",
    "platform-limits",
  ],
  nested: new WeakMap<GovernedWebTierArgs, PlannedComponent<WebTierChildren>>(),
  children: planWebTier,
} as const;
