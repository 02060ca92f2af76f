import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { BackupPolicyArgs } from "../parts/backup-policy-args";
import type { DropletThresholdArgs } from "../parts/droplet-threshold-args";
import type { RecipientArgs } from "../parts/recipient-args";

/** Protocol of a connection. */
export const IngressProtocol = { Tcp: "tcp", Udp: "udp" } as const;
export type IngressProtocol = (typeof IngressProtocol)[keyof typeof IngressProtocol];

/** Who may connect to which ports of a Droplet. At least one of the three sources must be given. */
export interface IngressArgs {
  /** A port, such as `443`, or a range, such as `8000-8010`. */
  ports: string;
  /** `tcp` or `udp`. Default: `tcp`. */
  protocol?: IngressProtocol;
  /** Networks in CIDR notation; `0.0.0.0/0` and `::/0` are everybody. */
  fromCidrs?: string[];
  /** Tags of Droplets. Each tag must exist. */
  fromTags?: pulumi.Input<string>[];
  /** IDs of load balancers. */
  fromLoadBalancers?: pulumi.Input<string>[];
}

/** Where Docker comes from. */
export const DockerSource = {
  /** The packages of the image's distribution, with its security updates; Ubuntu only. */
  Distribution: "distribution",
  /** Docker's own repository for Debian and Ubuntu. */
  Docker: "docker",
} as const;
export type DockerSource = (typeof DockerSource)[keyof typeof DockerSource];

/** Containers that a Droplet runs. */
export interface DockerArgs {
  /**
   * The Compose file, as YAML. Relative paths and named volumes are on the volume. A change replaces the Droplet, not the
   * volume.
   */
  compose: string;
  /**
   * Variables that the Compose file uses as `${NAME}`, each stored as a secret and written to a file that only root reads.
   * Default: none. A change replaces the Droplet, not the volume.
   */
  env?: Record<string, pulumi.Input<string>>;
  /** `distribution`, the packages of Ubuntu, or `docker`, Docker's own repository. Default: `distribution`. */
  source?: DockerSource;
}

/** Arguments of a GovernedDroplet. */
export interface GovernedDropletArgs extends GovernedArgs, RecipientArgs {
  /** Datacenter, such as `nyc3`. A change replaces everything, which Pulumi refuses while the volume is protected. */
  region: string;
  /** Size of the Droplet, such as `s-2vcpu-2gb`. A change switches it off while it is resized. */
  size: string;
  /** Image of the Droplet, such as `ubuntu-24-04-x64`. A change replaces it, not the volume. */
  image: string;
  /** IDs or fingerprints of the SSH keys on the Droplet. Default: none. A change replaces it. */
  sshKeys?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Script that the Droplet runs at first boot, up to 64 KiB, before the volume is mounted. Default: nothing. A change
   * replaces the Droplet.
   */
  userData?: pulumi.Input<string>;
  /** Docker and the containers to run. Default: none. */
  docker?: DockerArgs;
  /** When the Droplet is backed up; the volume is not. Default: weekly, Sundays from 4:00 UTC. */
  backupPolicy?: BackupPolicyArgs;

  /** Size of the volume in GiB, 1 to 16384. It can only grow. Default: 10. */
  volumeSize?: number;
  /**
   * Name of the volume, unique in the region, by which the Droplet mounts it; required with `volumeId`. Default: made of
   * project, stack and component. A change replaces a volume of its own.
   */
  volumeName?: string;
  /** ID of an existing volume in the region, empty or with ext4, to use instead of creating one. */
  volumeId?: pulumi.Input<string>;
  /** False: `pulumi destroy` deletes the volume and its data. Default: true, Pulumi refuses to delete the volume. */
  protectVolume?: boolean;
  /** True: there is no volume. Default: false. */
  skipVolume?: boolean;

  /** A reserved IP address that exists, to use instead of creating one. */
  reservedIp?: pulumi.Input<string>;
  /** True: the Droplet has only its own address, which a replacement changes. Default: false. */
  skipReservedIp?: boolean;
  /** Domain that leads to the Droplet, such as `git.example.com`. Default: none. */
  domain?: string;
  /**
   * DNS zone of the domain, which DigitalOcean must manage. Default: the domain without its first label, or the domain
   * itself.
   */
  dnsZone?: string;
  /** True: the domain's DNS record is managed elsewhere. Default: false. */
  skipDnsRecord?: boolean;

  /** ID of an existing VPC in the region, to use instead of creating one. A change replaces the Droplet. */
  vpcId?: pulumi.Input<string>;
  /** Address range of the component's own VPC, /16 to /28. Default: DigitalOcean chooses. A change replaces the Droplet. */
  ipRange?: string;
  /** Who may connect to which ports, apart from SSH. Default: nobody. */
  ingress?: IngressArgs[];
  /** Networks that may connect over SSH, in CIDR notation. Default: none. */
  sshFrom?: string[];
  /** True: creates no firewall; requires an exemption from `droplet-behind-firewall`. Default: false. */
  skipFirewall?: boolean;

  /** Thresholds above which alerts are sent. */
  alertThresholds?: DropletThresholdArgs;
  /** True: creates no alerts for CPU, memory, disk and load. Default: false. */
  skipAlerts?: boolean;

  /** ID of the project for the Droplet and its own volume. Default: the account's default project. */
  projectId?: pulumi.Input<string>;

  /** Inputs of the VPC to override. */
  vpcArgs?: Partial<digitalocean.VpcArgs>;
  /** Inputs of the Droplet to override. Tags are added. */
  dropletArgs?: Partial<digitalocean.DropletArgs>;
  /** Inputs of the volume to override, such as `snapshotId`. Tags are added. */
  volumeArgs?: Partial<digitalocean.VolumeArgs>;
  /** Inputs of the firewall to override, such as `outboundRules`. */
  firewallArgs?: Partial<digitalocean.FirewallArgs>;
  /** Inputs of the DNS record to override, such as `ttl`. */
  dnsRecordArgs?: Partial<digitalocean.DnsRecordArgs>;
  /** Inputs of all alerts to override, such as `window`. */
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
}
