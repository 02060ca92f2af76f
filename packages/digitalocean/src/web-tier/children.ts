import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { planDropletAlerts } from "../parts/droplet-alerts";
import { planNetwork } from "../parts/network";
import { recipientsOf } from "../parts/recipients";
import { planBalancer } from "./balancer";
import type { WebTierDesign } from "./design";
import { planDroplets } from "./droplets";
import { planFirewall } from "./firewall";
import { planHttps } from "./https";
import { planProject } from "./project";
import { planUptime } from "./uptime";

/** The children of a web tier that others may want to look at, and what they know. */
export interface WebTierChildren {
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
  readonly vpcId: pulumi.Input<string>;
  readonly tag: Planned<digitalocean.Tag>;
  readonly droplets: readonly Planned<digitalocean.Droplet>[];
  readonly pool: Planned<digitalocean.DropletAutoscale> | undefined;
  readonly certificate: Planned<digitalocean.Certificate> | undefined;
  readonly loadBalancer: Planned<digitalocean.LoadBalancer>;
  readonly dnsRecord: Planned<digitalocean.DnsRecord> | undefined;
  readonly firewall: Planned<digitalocean.Firewall> | undefined;
  readonly uptimeCheck: Planned<digitalocean.UptimeCheck> | undefined;
  /** Where the tier is reached. */
  readonly url: pulumi.Input<string>;
}

/** Plans the children of a web tier, in the order in which they are registered. */
export function planWebTier(design: WebTierDesign): WebTierChildren {
  const { skipAlerts, skipUptimeCheck } = design.args;
  checkThresholds(design);
  const network = planNetwork(design, "Web tier", design.args.dropletTag);
  const droplets = planDroplets(design, network);
  const https = planHttps(design);
  const balancer = planBalancer(design, network, droplets, https);
  const firewall = planFirewall(design, network, balancer.loadBalancer);
  planProject(design, droplets.droplets);
  const recipients = recipientsOf(design, { skipAlerts, skipUptimeCheck });
  planDropletAlerts(design, network, recipients);
  const uptimeCheck = planUptime(design, balancer.site, recipients);
  return { ...network, ...droplets, ...https, ...balancer, firewall, uptimeCheck, url: balancer.site.url };
}

const thresholds = {
  skipAlerts: ["cpu", "memory", "disk", "load"],
  skipUptimeCheck: ["latency", "certificateDays"],
} as const;

/** Thresholds of alerts that are turned off while others remain. */
function checkThresholds({ args, problem }: WebTierDesign): void {
  const { skipAlerts = false, skipUptimeCheck = false, alertThresholds = {} } = args;
  if (skipAlerts === skipUptimeCheck) return;
  const off = skipAlerts ? "skipAlerts" : "skipUptimeCheck";
  for (const threshold of thresholds[off]) {
    if (alertThresholds[threshold] === undefined) continue;
    problem(`alertThresholds.${threshold}`, `is for an alert that ${off} turns off`, { hint: "remove one of the two" });
  }
}
