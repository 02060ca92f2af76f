import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { RecipientArgs } from "../parts/recipient-args";

/** From where on a baseline sends an alert. */
export interface MonitoringThresholdArgs {
  /** CPU utilization of a Droplet, percent. Default: 80. */
  dropletCpu?: number;
  /** Memory utilization of a Droplet, percent. Default: 85. */
  dropletMemory?: number;
  /** Disk utilization of a Droplet, percent. Default: 80. */
  dropletDisk?: number;
  /** Load of a Droplet over five minutes. Default: no alert, as it depends on the number of vCPUs. */
  dropletLoad?: number;
  /** CPU utilization of a load balancer, percent. Default: 80. */
  loadBalancerCpu?: number;
  /** Connections of a load balancer, percent of what its size allows. Default: 80. */
  loadBalancerConnections?: number;
  /** Increase of a load balancer's answers with a status of 500 and above, percent. Default: 5. */
  loadBalancerErrors?: number;
  /** CPU utilization of a database, percent. Default: 80. */
  databaseCpu?: number;
  /** Memory utilization of a database, percent. Default: 90. */
  databaseMemory?: number;
  /** Disk utilization of a database, percent. Default: 80. */
  databaseDisk?: number;
  /** Load of a database over 15 minutes. Default: no alert, as it depends on the number of vCPUs. */
  databaseLoad?: number;
  /** Latency of a check, milliseconds. Default: 1000. */
  latency?: number;
  /** Days before the certificate of a check expires. Default: 14. */
  certificateDays?: number;
}

/** A site that is checked from outside. */
export interface MonitoredSiteArgs {
  /** URL, such as `https://www.example.com/health`; for a ping a host. */
  target: pulumi.Input<string>;
  /** `https`, `http` or `ping`. Default: `https`. */
  type?: string;
  /** From where: `us_east`, `us_west`, `eu_west`, `se_asia`. Default: `["us_east", "eu_west"]`. */
  regions?: string[];
}

/** Arguments of a MonitoringBaseline. */
export interface MonitoringBaselineArgs extends GovernedArgs, RecipientArgs {
  /** Tags whose Droplets are watched, also those that get a tag later. Default: none. */
  dropletTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** IDs of Droplets to watch. Default: none. */
  dropletIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** IDs of load balancers to watch; they cannot have tags. Default: none. */
  loadBalancerIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Tags whose database clusters are watched. Default: none. */
  databaseTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** IDs of database clusters to watch. Default: none. */
  databaseIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Sites to check from outside, by a key that identifies each. Default: none. */
  sites?: Record<string, MonitoredSiteArgs>;

  /** Thresholds above which alerts are sent. */
  thresholds?: MonitoringThresholdArgs;
  /** Thresholds by environment of the settings, which override `thresholds` in its stacks. Default: none. */
  environmentThresholds?: Record<string, MonitoringThresholdArgs>;

  /** Inputs of all alerts on Droplets, load balancers and databases to override, such as `window`. */
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
  /** Inputs of all uptime checks to override. */
  uptimeCheckArgs?: Partial<digitalocean.UptimeCheckArgs>;
}
