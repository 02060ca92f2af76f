import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { RecipientArgs } from "../parts/recipient-args";

/** How many snapshots of a volume or Droplet to retain: the newest of each of the last days, weeks and months, UTC. */
export interface SnapshotRetentionArgs {
  /** Days, from 0 to 366. Default: 7. */
  daily?: number;
  /** Weeks, from 0 to 520. Default: 4. */
  weekly?: number;
  /** Months, from 0 to 120. Default: 6. */
  monthly?: number;
}

/** From when on an alert is sent. */
export interface SnapshotAlertThresholdArgs {
  /** Hours by which a snapshot, or a copy of it, is late. Default: 6. */
  hoursLate?: number;
}

/** Arguments of a SnapshotSchedule. */
export interface SnapshotScheduleArgs extends GovernedArgs, RecipientArgs {
  /**
   * Where the app that takes the snapshots runs: a datacenter such as `nyc3`, or a city of App Platform such as `nyc`.
   * Snapshots stay where their volumes and Droplets are.
   */
  region: string;
  /**
   * API token of the schedule, with the scopes that docs/snapshot-schedule.md lists and no more. It becomes a secret of the
   * app.
   */
  token: pulumi.Input<string>;

  /** IDs of volumes. Default: none. */
  volumeIds?: pulumi.Input<string>[];
  /** Tag of further volumes, which are found anew each time. Default: none. */
  volumeTag?: pulumi.Input<string>;
  /** IDs of Droplets. Default: none. */
  dropletIds?: pulumi.Input<string>[];
  /** Tag of further Droplets, which are found anew each time. Default: none. */
  dropletTag?: pulumi.Input<string>;
  /**
   * Other datacenters to which the snapshots of Droplets are copied. DigitalOcean cannot copy those of volumes. Default:
   * none.
   */
  copyTo?: string[];

  /** Hours from one snapshot to the next: 1, 2, 3, 4, 6, 8, 12 or 24. Default: 24. */
  everyHours?: number;
  /** The time of one of them, UTC, such as `03:00`. Default: `03:00`. */
  startTime?: string;
  /**
   * How many snapshots to retain beyond a day, besides those of the last 24 hours and the newest. Only snapshots
   * that this schedule has made are ever deleted.
   */
  keep?: SnapshotRetentionArgs;

  /** From when on a missing snapshot raises the alert. */
  alertThresholds?: SnapshotAlertThresholdArgs;
  /** True: creates no check from outside and no alerts; nobody learns that a snapshot was missed. Default: false. */
  skipAlerts?: boolean;

  /** ID of the project for the app. A change replaces the app. Default: the account's default project. */
  projectId?: pulumi.Input<string>;

  /** Inputs of the check from outside to override, such as `regions`. */
  uptimeCheckArgs?: Partial<digitalocean.UptimeCheckArgs>;
}
