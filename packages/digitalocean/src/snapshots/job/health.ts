import type { JobConfig } from "./job-config";
import type { Standing } from "./pass";
import { hour } from "./slots";

/** What is known of a schedule since the job was started. */
export class Health {
  /** When a pass last saw what there is, and how sources stood. */
  private passed = 0;
  private standings: readonly Standing[] | undefined;
  private readonly seen = new Map<string, number>();

  constructor(private readonly config: Pick<JobConfig, "everyHours" | "lateHours">) {}

  /** Remembers how sources stand. */
  update(standings: readonly Standing[], now: number): void {
    this.passed = now;
    this.standings = standings;
    for (const { source } of standings) if (!this.seen.has(source)) this.seen.set(source, now);
  }

  /** What is wrong with the schedule at a time; undefined while it keeps its promise. It names nothing of the account. */
  problem(now: number): string | undefined {
    if (this.standings === undefined) return "DigitalOcean has not answered yet";
    if (now - this.passed > hour) return "DigitalOcean has not answered for an hour";
    if (this.standings.length === 0) return "there is nothing to take snapshots of";
    const allowed = (this.config.everyHours + this.config.lateHours) * hour;
    const late = this.standings.filter(({ source, newest }) => {
      // A new source is given as long as an old one.
      const since = newest ?? (this.seen.get(source) ?? now) - this.config.everyHours * hour;
      return now - since > allowed;
    });
    return late.length === 0 ? undefined : `late: ${late.length} of ${this.standings.length}`;
  }
}
