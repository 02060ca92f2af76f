import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { RecipientArgs } from "../parts/recipient-args";
import type { GovernedWebTierArgs } from "../web-tier/governed-web-tier-args";

/** From where on an alert of the uptime check is sent. */
export interface SiteThresholdArgs {
  /** Latency measured from outside, milliseconds. Default: 1000. */
  latency?: number;
  /** Days before the certificate expires. Default: 14. */
  certificateDays?: number;
}

/** Arguments of a GlobalWebTier. */
export interface GlobalWebTierArgs extends GovernedArgs, RecipientArgs {
  /**
   * Domain to serve, such as `www.example.com`. Without `certificateName` DigitalOcean must manage its zone, and makes the
   * certificate and the DNS records.
   */
  domain: string;
  /**
   * Web tiers in different regions, by key; the key identifies the tier. What a tier leaves out of `governor`,
   * `environment`, `tags`, `alertEmails`, `alertSlacks` and `projectId` is that of this component; its `domain` is by
   * default the key and this domain, such as `nyc-www.example.com`.
   */
  tiers: Record<string, GovernedWebTierArgs>;
  /**
   * Key of the tier that gets all traffic while it is healthy; the others are for failover. Default: none, each visitor
   * gets the nearest healthy tier.
   */
  primary?: string;
  /** Percentage of the targets of the primary tier, 1 to 99, below which it counts as failed. Default: 50. Needs `primary`. */
  failoverThreshold?: number;
  /** Path that answers 200 if a tier is healthy. Default: `/`. */
  healthCheckPath?: string;
  /** True: nothing is cached near the visitors. Default: false. */
  skipCdn?: boolean;
  /** Name of an existing certificate for the domain, whose DNS is then yours. Default: none. */
  certificateName?: pulumi.Input<string>;

  /** Thresholds above which alerts of the uptime check are sent. */
  alertThresholds?: SiteThresholdArgs;
  /** True: creates no uptime check of the domain. Default: false. */
  skipUptimeCheck?: boolean;

  /** ID of the project for the load balancers and the Droplets. Default: the account's default project. */
  projectId?: pulumi.Input<string>;

  /** Inputs of the global load balancer to override. */
  loadBalancerArgs?: Partial<digitalocean.LoadBalancerArgs>;
  /** Inputs of the uptime check to override. */
  uptimeCheckArgs?: Partial<digitalocean.UptimeCheckArgs>;
}
