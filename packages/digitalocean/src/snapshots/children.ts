import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { recipientsOf } from "../parts/recipients";
import { ownerOf, type PlannedApp, planApp } from "./app";
import { checkCopies } from "./copies";
import type { ScheduleDesign } from "./design";
import { sourcesOf } from "./sources";
import { planWatch } from "./watch";

/** The children of a snapshot schedule that others may want to look at, and what they know. */
export interface SnapshotScheduleChildren extends PlannedApp {
  readonly uptimeCheck: Planned<digitalocean.UptimeCheck> | undefined;
  /** What the names of its snapshots begin with. */
  readonly snapshotPrefix: string;
}

/** Plans the children of a snapshot schedule, in the order in which they are registered. */
export function planSchedule(design: ScheduleDesign): SnapshotScheduleChildren {
  const sources = sourcesOf(design);
  checkCopies(design);
  const recipients = recipientsOf(design, { skipAlerts: design.args.skipAlerts });
  const { app, digests } = planApp(design, sources);
  const uptimeCheck = planWatch(design, app, recipients);
  return { app, digests, uptimeCheck, snapshotPrefix: `${ownerOf(design.plan.urn)}-` };
}
