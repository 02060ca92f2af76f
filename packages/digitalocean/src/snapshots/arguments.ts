import * as z from "zod";
import { type Arguments, object, optional, overrides, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { input, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import type { SnapshotAlertThresholdArgs, SnapshotRetentionArgs, SnapshotScheduleArgs } from "./snapshot-schedule-args";

/** The arguments of a SnapshotSchedule. */
export const snapshotArguments = declareArguments((): Arguments<SnapshotScheduleArgs> => {
  const upTo = (most: number) => optional(z.int().min(0).max(most));
  return {
    ...governedArguments(),
    region: required(text()),
    token: secret(required(input(text()))),
    volumeIds: optional(z.array(input(text()))),
    volumeTag: optional(input(text())),
    dropletIds: optional(z.array(input(text()))),
    dropletTag: optional(input(text())),
    copyTo: optional(z.array(text())),
    everyHours: optional(
      z.number().refine((hours) => [1, 2, 3, 4, 6, 8, 12, 24].includes(hours), {
        error: "must divide the day: 1, 2, 3, 4, 6, 8, 12 or 24",
      }),
    ),
    startTime: optional(
      z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "is not a time, UTC, written HH:MM, such as 03:00" }),
    ),
    keep: optional(object<SnapshotRetentionArgs>({ daily: upTo(366), weekly: upTo(520), monthly: upTo(120) })),
    ...recipientArguments(),
    alertThresholds: optional(
      object<SnapshotAlertThresholdArgs>({ hoursLate: optional(z.number().positive().max(168)) }),
    ),
    skipAlerts: optional(z.boolean()),
    projectId: optional(input(text())),
    uptimeCheckArgs: overrides({
      target: "it asks the schedule's own app whether it is on time",
      type: "the app speaks HTTPS",
      enabled: "use the component's skipAlerts",
    }),
  };
});
