import type { Design } from "../component/design";
import type { SnapshotScheduleArgs } from "./snapshot-schedule-args";

/** What a snapshot schedule is planned from. */
export type ScheduleDesign = Design<SnapshotScheduleArgs>;
