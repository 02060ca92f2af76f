import type { Retention } from "./retention";
import type { Rhythm } from "./slots";

/** What the job is told to do. It reaches the job as JSON in base64, its one argument. */
export interface JobConfig extends Rhythm {
  /** What the names of the schedule's own snapshots begin with, and those of nobody else. */
  readonly owner: string;
  /** Ids of volumes. */
  readonly volumes: readonly string[];
  /** Volumes with this tag, too. */
  readonly volumeTag?: string;
  /** Ids of Droplets. */
  readonly droplets: readonly string[];
  /** Droplets with this tag, too. */
  readonly dropletTag?: string;
  /** Regions to which the newest snapshot of each Droplet is copied. */
  readonly copyTo: readonly string[];
  readonly keep: Retention;
  /** After how many hours without the next snapshot the schedule is late. */
  readonly lateHours: number;
  /** Label tags of the snapshots of volumes. */
  readonly tags: readonly string[];
}
