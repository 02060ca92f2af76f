import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { BackupPolicyArgs } from "../parts/backup-policy-args";
import type { DropletThresholdArgs } from "../parts/droplet-threshold-args";
import type { RecipientArgs } from "../parts/recipient-args";

/** A rule for the firewalls of others: SSH from the bastion. */
export interface BastionInboundRule {
  /** `tcp`. */
  protocol: string;
  /** `22`. */
  portRange: string;
  /** The bastion's tag. */
  sourceTags: string[];
}

/** Arguments of a Bastion. */
export interface BastionArgs extends GovernedArgs, RecipientArgs {
  /** Datacenter, such as `nyc3`. A change replaces everything, the address included. */
  region: string;
  /** Networks that may connect, in CIDR notation, such as the office's or the VPN's. */
  sshFrom: string[];
  /** IDs or fingerprints of the SSH keys that may log in. A change replaces the Droplet. */
  sshKeys: pulumi.Input<pulumi.Input<string>[]>;
  /** Size of the Droplet. Default: `s-1vcpu-1gb`. A change switches it off while it is resized. */
  size?: string;
  /** Image of the Droplet, an Ubuntu or Debian with cloud-init. Default: `ubuntu-24-04-x64`. A change replaces it. */
  image?: string;
  /** Name with which one logs in. Default: `bastion`. A change replaces the Droplet. */
  user?: string;
  /** UTC hour in which the Droplet restarts if an upgrade asks for it, 0 to 23. Default: 4. A change replaces it. */
  rebootHour?: number;
  /** When the Droplet is backed up. Default: weekly, Sundays from 4:00 UTC. */
  backupPolicy?: BackupPolicyArgs;

  /** ID of an existing VPC in the region, to use instead of creating one. A change replaces everything in it. */
  vpcId?: pulumi.Input<string>;
  /** Address range of the bastion's own VPC, /16 to /28. Default: DigitalOcean chooses. A change replaces everything. */
  ipRange?: string;

  /** Thresholds above which alerts are sent. */
  alertThresholds?: DropletThresholdArgs;
  /** True: creates no alerts for CPU, memory, disk and load. Default: false. */
  skipAlerts?: boolean;

  /** Inputs of the VPC to override. */
  vpcArgs?: Partial<digitalocean.VpcArgs>;
  /** Inputs of the Droplet to override, such as `backups`. Tags are added. */
  dropletArgs?: Partial<digitalocean.DropletArgs>;
  /** Inputs of the firewall to override, such as `outboundRules`. */
  firewallArgs?: Partial<digitalocean.FirewallArgs>;
  /** Inputs of all alerts to override, such as `window`. */
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
}
