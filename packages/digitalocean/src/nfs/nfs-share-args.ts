import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";

/** How fast a share is. */
export const PerformanceTier = {
  /** $0.15 per GiB and month; can become `high`. */
  Standard: "standard",
  /** $0.30 per GiB and month; cannot go back. */
  High: "high",
} as const;
export type PerformanceTier = (typeof PerformanceTier)[keyof typeof PerformanceTier];

/** Arguments of an NfsShare. */
export interface NfsShareArgs extends GovernedArgs {
  /** Datacenter, such as `atl1`. A change replaces the share, and its files are lost. */
  region: string;
  /** Size in GiB, at least 50. It can grow, and never shrinks. */
  size: number;
  /** ID of the VPC in the region from which the share is mounted. A change replaces the share, and its files are lost. */
  vpcId: pulumi.Input<string>;
  /** IDs of further VPCs in the region from which it is mounted, each under a key that identifies it. Default: none. */
  furtherVpcIds?: Record<string, pulumi.Input<string>>;
  /** `standard` or `high`. Default: `standard`, which can become `high` in place; `high` cannot go back. */
  performanceTier?: PerformanceTier;
  /** Snapshots, each under a key that identifies it: a new key takes one, a removed key deletes it. Default: none. */
  snapshots?: string[];

  /** Inputs of the share to override. Tags are added. */
  shareArgs?: Partial<digitalocean.NfsArgs>;
}
