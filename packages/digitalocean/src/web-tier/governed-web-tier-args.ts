import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { BackupPolicyArgs } from "../parts/backup-policy-args";
import type { RecipientArgs } from "../parts/recipient-args";

/** How many Droplets an autoscaled tier has. */
export interface AutoscaleArgs {
  /** The fewest Droplets, 1 to 500; `monthlyCost` and `monthlyCostLow` count these. */
  minInstances: number;
  /** The most Droplets, 1 to 1000; `monthlyCostHigh` counts these. */
  maxInstances: number;
  /** Target average CPU utilization, 0.05 to 1. Default: 0.6, unless a memory target is given. */
  targetCpuUtilization?: number;
  /** Target average memory utilization, 0.05 to 1. Default: none. */
  targetMemoryUtilization?: number;
  /** Minutes to wait between scaling operations, 5 to 20. Default: 10. */
  cooldownMinutes?: number;
}

/** From where on an alert is sent. */
export interface AlertThresholdArgs {
  /** CPU utilization, percent. Default: 80. */
  cpu?: number;
  /** Memory utilization, percent. Default: 85. */
  memory?: number;
  /** Disk utilization, percent. Default: 80. */
  disk?: number;
  /** Load over five minutes. Default: twice the vCPUs of the size. */
  load?: number;
  /** Latency measured from outside, milliseconds. Default: 1000. */
  latency?: number;
  /** Days before the certificate expires. Default: 14. */
  certificateDays?: number;
}

/** How a change reaches the Droplets. */
export const Rollout = {
  /** One Droplet after the other. */
  OneByOne: "one-by-one",
  /** All Droplets at the same time. */
  AllAtOnce: "all-at-once",
} as const;
export type Rollout = (typeof Rollout)[keyof typeof Rollout];

/** Arguments of a GovernedWebTier. */
export interface GovernedWebTierArgs extends GovernedArgs, RecipientArgs {
  /** Datacenter, such as `nyc3`. A change replaces everything. */
  region: string;
  /** Size of the Droplets, such as `s-2vcpu-2gb`. A change switches each off while it is resized, see `rollout`. */
  size: string;
  /** Image of the Droplets, such as `ubuntu-24-04-x64`. A change replaces them. */
  image: string;
  /** One Droplet per key; the key identifies it. Default: `["a", "b"]`. Not with `autoscale`. */
  keys?: string[];
  /** A pool that scales, instead of fixed Droplets. DigitalOcean does not back up its Droplets. Default: none. */
  autoscale?: AutoscaleArgs;
  /**
   * IDs or fingerprints of the SSH keys on the Droplets. Default: none; a pool requires one. A change replaces them.
   */
  sshKeys?: pulumi.Input<pulumi.Input<string>[]>;
  /** Script that a Droplet runs at first boot, up to 64 KiB. Default: nothing. A change replaces the Droplets. */
  userData?: pulumi.Input<string>;
  /** When the Droplets are backed up. Default: weekly, Sundays from 4:00 UTC. */
  backupPolicy?: BackupPolicyArgs;

  /** Port on which the Droplets serve plain HTTP to the load balancer. Default: 80. */
  port?: number;
  /** Path that answers 200 if the Droplet is healthy. Default: `/`. */
  healthCheckPath?: string;

  /**
   * Whether a change reaches the Droplets `one-by-one` or `all-at-once`. Default: `one-by-one`. Not with `autoscale`.
   */
  rollout?: Rollout;
  /**
   * URL that answers 2xx or 3xx once a Droplet is healthy, with `{ip}` or `{privateIp}` for its address, reachable from
   * where Pulumi runs. The next Droplet is changed only then, and replaced ones are deleted only once all are healthy.
   * Default: none; the next is changed once DigitalOcean calls the Droplet active.
   */
  healthUrl?: string;
  /**
   * Seconds after which a Droplet that is not healthy fails the update; more than the load balancer's checks take, 40 by
   * default. Default: 600.
   */
  healthTimeoutSeconds?: number;

  /** ID of an existing VPC in the region, to use instead of creating one. A change replaces everything in it. */
  vpcId?: pulumi.Input<string>;
  /** Address range of the tier's own VPC, /16 to /28. Default: DigitalOcean chooses. A change replaces everything. */
  ipRange?: string;

  /** Domain to serve, such as `www.example.com`, with its own Let's Encrypt certificate and DNS record. */
  domain?: string;
  /**
   * DNS zone of the domain, which DigitalOcean must manage. Default: the domain without its first label, or the domain
   * itself.
   */
  dnsZone?: string;
  /** Name of an existing certificate, instead of one from Let's Encrypt. */
  certificateName?: pulumi.Input<string>;
  /** True: the domain's DNS record is managed elsewhere. Default: false. */
  skipDnsRecord?: boolean;

  /** Networks that may connect over SSH, in CIDR notation. Default: none. */
  sshFrom?: string[];
  /**
   * Tag that joins the tier's Droplets to its load balancer, firewall and alerts; no other Droplet may have it. Default: one
   * made of project, stack and name.
   */
  dropletTag?: string;
  /** True: creates no firewall; requires an exemption from `droplet-behind-firewall`. Default: false. */
  skipFirewall?: boolean;

  /** Thresholds above which alerts are sent. */
  alertThresholds?: AlertThresholdArgs;
  /** True: creates no alerts for CPU, memory, disk and load. Default: false. */
  skipAlerts?: boolean;
  /** True: creates no uptime check of the site. Default: false. */
  skipUptimeCheck?: boolean;

  /** ID of the project for the load balancer and the Droplets. Default: the account's default project. */
  projectId?: pulumi.Input<string>;

  /** True: installs Prometheus' node exporter on port 9100, which the firewall does not open. Default: false. */
  nodeExporter?: boolean;
  /** Installs the Datadog agent with this API key, stored as a secret. Default: none. */
  datadogApiKey?: pulumi.Input<string>;
  /** Datadog's site. Default: `datadoghq.com`. */
  datadogSite?: string;
  /** Installs the New Relic infrastructure agent with this licence key, stored as a secret. Default: none. */
  newRelicLicenseKey?: pulumi.Input<string>;

  /** Inputs of the VPC to override. */
  vpcArgs?: Partial<digitalocean.VpcArgs>;
  /** Inputs of the Droplets to override. Tags are added. */
  dropletArgs?: Partial<digitalocean.DropletArgs>;
  /** Inputs of the autoscale pool to override. */
  autoscaleArgs?: Partial<digitalocean.DropletAutoscaleArgs>;
  /** Inputs of the firewall to override, such as `outboundRules`. */
  firewallArgs?: Partial<digitalocean.FirewallArgs>;
  /** Inputs of the load balancer to override, such as `sizeUnit`. */
  loadBalancerArgs?: Partial<digitalocean.LoadBalancerArgs>;
  /** Inputs of the Let's Encrypt certificate to override. */
  certificateArgs?: Partial<digitalocean.CertificateArgs>;
  /** Inputs of the DNS record to override, such as `ttl`. */
  dnsRecordArgs?: Partial<digitalocean.DnsRecordArgs>;
  /** Inputs of all alerts for CPU, memory, disk and load to override, such as `window`. */
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
  /** Inputs of the uptime check to override. */
  uptimeCheckArgs?: Partial<digitalocean.UptimeCheckArgs>;
}
