import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";

/** How often DigitalOcean backs a Droplet up. */
export const BackupPlan = {
  /** Every day, for 30 % of the Droplet's price. */
  Daily: "daily",
  /** Once a week, for 20 % of the Droplet's price. */
  Weekly: "weekly",
} as const;
export type BackupPlan = (typeof BackupPlan)[keyof typeof BackupPlan];

/** A day of the week. */
export const Weekday = {
  Sunday: "SUN",
  Monday: "MON",
  Tuesday: "TUE",
  Wednesday: "WED",
  Thursday: "THU",
  Friday: "FRI",
  Saturday: "SAT",
} as const;
export type Weekday = (typeof Weekday)[keyof typeof Weekday];

/** When DigitalOcean backs a Droplet up. */
export interface BackupPolicyArgs {
  /** `daily` (+30 % of the Droplet's price) or `weekly` (+20 %). Default: `weekly`. */
  plan?: BackupPlan;
  /** Day of a weekly backup, `SUN` to `SAT`. Default: `SUN`. */
  weekday?: Weekday;
  /** Hour at which the window of four hours begins, UTC: 0, 4, 8, 12, 16 or 20. Default: 4. */
  hour?: number;
}

/** How many Droplets an autoscaled tier has. */
export interface AutoscaleArgs {
  /** The fewest Droplets, 1 to 500. */
  minInstances: number;
  /** The most Droplets, 1 to 1000; the cost is reckoned with them. */
  maxInstances: number;
  /** Average CPU use to hold, 0.05 to 1. Default: 0.6, unless a memory target is given. */
  targetCpuUtilization?: number;
  /** Average memory use to hold, 0.05 to 1. Default: none. */
  targetMemoryUtilization?: number;
  /** Minutes between two changes, 5 to 20. Default: 10. */
  cooldownMinutes?: number;
}

/** From where on an alert is sent. */
export interface AlertThresholdArgs {
  /** CPU use, per cent. Default: 80. */
  cpu?: number;
  /** Memory use, per cent. Default: 85. */
  memory?: number;
  /** Disk use, per cent. Default: 80. */
  disk?: number;
  /** Load over five minutes. Default: twice the vCPUs of the size. */
  load?: number;
  /** Latency seen from outside, milliseconds. Default: 1000. */
  latency?: number;
  /** Days before the certificate expires. Default: 14. */
  certificateDays?: number;
}

/** A Slack channel that gets alerts. */
export interface SlackArgs {
  /** Such as `#ops`. */
  channel: string;
  /** Its webhook URL. It is kept as a secret. */
  url: pulumi.Input<string>;
}

/** Arguments of a GovernedWebTier. */
export interface GovernedWebTierArgs extends GovernedArgs {
  /** Datacenter, such as `nyc3`. A change replaces everything. */
  region: string;
  /** Size of the Droplets, such as `s-2vcpu-2gb`. A change switches each off while it is resized. */
  size: string;
  /** Image of the Droplets, such as `ubuntu-24-04-x64`. A change replaces them. */
  image: string;
  /** One Droplet each; a key is its identity. Default: `["a", "b"]`. Not with `autoscale`. */
  keys?: string[];
  /** A pool that grows and shrinks instead of fixed Droplets. DigitalOcean gives it no backups. Default: none. */
  autoscale?: AutoscaleArgs;
  /** Ids or fingerprints of the SSH keys on the Droplets. Default: none; a pool needs one. A change replaces them. */
  sshKeys?: pulumi.Input<pulumi.Input<string>[]>;
  /** What a Droplet runs when it first starts, up to 64 KiB. Default: nothing. A change replaces the Droplets. */
  userData?: pulumi.Input<string>;
  /** When the Droplets are backed up. Default: weekly, Sundays from 4:00 UTC. */
  backupPolicy?: BackupPolicyArgs;

  /** Port on which the Droplets serve plain HTTP to the load balancer. Default: 80. */
  port?: number;
  /** Path that answers 200 where all is well. Default: `/`. */
  healthCheckPath?: string;

  /** Id of an existing VPC of the region, to stand in instead of one of its own. A change replaces everything in it. */
  vpcId?: pulumi.Input<string>;
  /** Address range of the tier's own VPC, /16 to /28. Default: DigitalOcean chooses. A change replaces everything. */
  ipRange?: string;

  /** Domain to serve, such as `www.example.com`, with a Let's Encrypt certificate and a DNS record of its own. */
  domain?: string;
  /** Zone of the domain, which DigitalOcean must manage. Default: the domain without its first label, or itself. */
  dnsZone?: string;
  /** Name of an existing certificate, instead of one by Let's Encrypt. */
  certificateName?: pulumi.Input<string>;
  /** True: the domain's record is kept elsewhere. Default: false. */
  skipDnsRecord?: boolean;

  /** Networks that may open SSH, in CIDR notation. Default: none. */
  sshFrom?: string[];
  /** True: no firewall of its own; needs an exemption from `droplet-behind-firewall`. Default: false. */
  skipFirewall?: boolean;

  /** Addresses that get alerts; each must be verified on the account. */
  alertEmails?: string[];
  /** Slack channels that get alerts. */
  alertSlacks?: SlackArgs[];
  /** From where on alerts are sent. */
  alertThresholds?: AlertThresholdArgs;
  /** True: no alerts on CPU, memory, disk and load. Default: false. */
  skipAlerts?: boolean;
  /** True: nothing watches the site from outside. Default: false. */
  skipUptimeCheck?: boolean;

  /** Id of the project that the load balancer and the Droplets belong to. Default: the account's default project. */
  projectId?: pulumi.Input<string>;

  /** True: installs Prometheus' node exporter, on port 9100, which the firewall keeps closed. Default: false. */
  nodeExporter?: boolean;
  /** Installs Datadog's agent with this API key, which is kept as a secret. Default: none. */
  datadogApiKey?: pulumi.Input<string>;
  /** Datadog's site. Default: `datadoghq.com`. */
  datadogSite?: string;
  /** Installs New Relic's infrastructure agent with this licence key, kept as a secret. Default: none. */
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
  /** Inputs of all alerts on CPU, memory, disk and load to override, such as `window`. */
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
  /** Inputs of the uptime check to override. */
  uptimeCheckArgs?: Partial<digitalocean.UptimeCheckArgs>;
}
