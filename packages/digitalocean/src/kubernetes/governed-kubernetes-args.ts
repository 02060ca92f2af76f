import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { RecipientArgs } from "../parts/recipient-args";

/** What a taint does to pods that do not tolerate it. */
export const TaintEffect = {
  /** They are not scheduled on the node. */
  NoSchedule: "NoSchedule",
  /** They are scheduled on the node only if there is no other. */
  PreferNoSchedule: "PreferNoSchedule",
  /** They are not scheduled on the node, and those that run there are evicted. */
  NoExecute: "NoExecute",
} as const;
export type TaintEffect = (typeof TaintEffect)[keyof typeof TaintEffect];

/** A taint of the nodes of a pool. */
export interface NodeTaintArgs {
  /** Such as `dedicated`, or `acme.example/dedicated`. */
  key: string;
  /** Default: empty. */
  value?: string;
  /** What it does to pods that do not tolerate it. */
  effect: TaintEffect;
}

/** A pool of nodes. It takes either `nodeCount`, or `minNodes` and `maxNodes`. */
export interface NodePoolArgs {
  /** Size of the nodes, such as `s-4vcpu-8gb`. A change replaces the pool: the new nodes come before the old ones go. */
  size: string;
  /** Number of nodes, up to 512. Not with `minNodes` and `maxNodes`. */
  nodeCount?: number;
  /** The fewest nodes of a pool that scales by itself. With `maxNodes`. */
  minNodes?: number;
  /** The most nodes of a pool that scales by itself, up to 512; they count toward the account's Droplet limit. */
  maxNodes?: number;
  /** Labels of the nodes in Kubernetes. Default: `pool` with the pool's key, which others are added to. */
  labels?: Record<string, string>;
  /** Taints of the nodes in Kubernetes. Default: none. */
  taints?: NodeTaintArgs[];
  /** Tags of the nodes' Droplets, added to the cluster's. Default: none. */
  tags?: string[];
  /**
   * How an AMD GPU is divided: `AMD_PARTITION_MODE_SPX_NPS1` or `AMD_PARTITION_MODE_DPX_NPS2`. Default: DigitalOcean
   * decides. A change replaces the pool.
   */
  gpuPartitionMode?: string;
}

/** Day on which DigitalOcean upgrades a cluster. */
export const UpgradeDay = {
  Any: "any",
  Monday: "monday",
  Tuesday: "tuesday",
  Wednesday: "wednesday",
  Thursday: "thursday",
  Friday: "friday",
  Saturday: "saturday",
  Sunday: "sunday",
} as const;
export type UpgradeDay = (typeof UpgradeDay)[keyof typeof UpgradeDay];

/** When DigitalOcean upgrades a cluster. */
export interface UpgradeWindowArgs {
  /** Day of the week, or `any`. Default: `sunday`. */
  day?: UpgradeDay;
  /** Start of the four-hour window, UTC, such as `04:00`. Default: `04:00`. */
  startTime?: string;
}

/** From where on an alert about nodes is sent. */
export interface NodeAlertThresholdArgs {
  /** CPU utilization, percent. Default: 80. */
  cpu?: number;
  /** Memory utilization, percent. Default: 85. */
  memory?: number;
  /** Disk utilization, percent. Default: 80. */
  disk?: number;
}

/** Arguments of a GovernedKubernetes. */
export interface GovernedKubernetesArgs extends GovernedArgs, RecipientArgs {
  /** Datacenter, such as `nyc3`. A change replaces everything. */
  region: string;
  /**
   * Version that the cluster is created with: a minor version such as `1.36`, whose newest patch it gets, or a slug such
   * as `1.36.1-do.0`. DigitalOcean upgrades the patches; a change has no effect on an existing cluster: use `upgradeTo`.
   */
  version: string;
  /**
   * Slug that an existing cluster is upgraded to in place, such as `1.37.0-do.0`, one minor version at a time. Leave it
   * out again afterwards. Default: none.
   */
  upgradeTo?: string;
  /** Pools of nodes by key, which identifies the pool. A change here never replaces the cluster. */
  pools: Record<string, NodePoolArgs>;
  /**
   * Size of the single node of the default pool, which is part of the cluster and runs what Kubernetes itself needs.
   * Default: `s-1vcpu-2gb`. A change replaces the cluster.
   */
  defaultPoolSize?: string;
  /**
   * True: a highly available control plane, for $40 a month, which cannot be turned off again. Default: true in
   * production, else false.
   */
  ha?: boolean;
  /** When DigitalOcean installs new patch versions. Default: Sundays from 04:00 UTC. */
  upgradeWindow?: UpgradeWindowArgs;
  /** True: the nodes may pull from the account's container registry, which must exist. Default: false. */
  registryIntegration?: boolean;

  /**
   * Networks that may reach the API of the cluster, in CIDR notation: people and pipelines. Its own nodes always may.
   * Required unless `skipControlPlaneFirewall` is set.
   */
  apiFrom?: string[];
  /**
   * True: the whole internet may reach the API of the cluster; requires an exemption from
   * `kubernetes-control-plane-firewall`. Default: false.
   */
  skipControlPlaneFirewall?: boolean;

  /** ID of an existing VPC in the region, to use instead of creating one. A change replaces the cluster. */
  vpcId?: pulumi.Input<string>;
  /** Address range of the cluster's own VPC, /16 to /28. Default: DigitalOcean chooses. A change replaces everything. */
  ipRange?: string;
  /** Address range of the pods, outside the VPC's. Default: DigitalOcean chooses. A change replaces the cluster. */
  clusterSubnet?: string;
  /** Address range of the services, outside the VPC's. Default: DigitalOcean chooses. A change replaces the cluster. */
  serviceSubnet?: string;

  /** Thresholds above which alerts about nodes are sent. */
  alertThresholds?: NodeAlertThresholdArgs;
  /** True: creates no alerts for CPU, memory and disk of the nodes. Default: false. */
  skipAlerts?: boolean;

  /** ID of the project for the cluster. Default: the account's default project. */
  projectId?: pulumi.Input<string>;

  /** Inputs of the VPC to override. */
  vpcArgs?: Partial<digitalocean.VpcArgs>;
  /** Inputs of the cluster to override, such as `ssos`. Tags are added. */
  clusterArgs?: Partial<digitalocean.KubernetesClusterArgs>;
  /** Inputs of all alerts to override, such as `window`. */
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
}
