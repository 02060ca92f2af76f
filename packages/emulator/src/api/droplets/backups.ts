import * as z from "zod";
import { stampOf } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import type { BackupPolicy, Droplet } from "./droplet.ts";

const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
const hours = [0, 4, 8, 12, 16, 20];
const windowHours = 4;
/** Days that a backup is kept. */
const retention = { daily: 7, weekly: 28 };

/** When backups can be taken. */
export const supportedPolicies = [
  { name: "weekly", possible_days: weekdays },
  { name: "daily", possible_days: [] },
].map(({ name, possible_days }) => ({
  name,
  possible_window_starts: hours,
  window_length_hours: windowHours,
  retention_period_days: name === "daily" ? retention.daily : retention.weekly,
  possible_days,
}));

/** When backups shall be taken, in the body of a request. */
export const policyRequest = z
  .object({
    plan: z.enum(["daily", "weekly"]).default("daily"),
    weekday: z.enum(weekdays).exactOptional(),
    hour: z
      .number()
      .refine((hour) => hours.includes(hour), "Hour must be one of 0, 4, 8, 12, 16 and 20")
      .default(0),
  })
  .transform(
    ({ plan, weekday, hour }): BackupPolicy =>
      plan === "daily" ? { plan, hour } : { plan, hour, weekday: weekday ?? "SUN" },
  );

/** Daily at midnight UTC, where nothing else is asked for. */
export const defaultPolicy: BackupPolicy = { plan: "daily", hour: 0 };

/** The next time when a backup will be taken; null where there are none. */
export function nextWindow({ clock }: Cloud, { backup_policy: policy }: Droplet) {
  if (policy === undefined) return null;
  const { now } = clock;
  const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), policy.hour));
  const isDay = () => policy.weekday === undefined || weekdays[start.getUTCDay()] === policy.weekday;
  while (start.getTime() <= now.getTime() || !isDay()) start.setUTCDate(start.getUTCDate() + 1);
  return { start: stampOf(start), end: stampOf(new Date(start.getTime() + windowHours * 3_600_000)) };
}

/** The policy of a Droplet as the API answers with it. */
export function policyAnswer(cloud: Cloud, droplet: Droplet) {
  const { id, backup_policy: policy } = droplet;
  if (policy === undefined) return { droplet_id: id, backup_enabled: false };
  return {
    droplet_id: id,
    backup_enabled: true,
    backup_policy: { ...policy, window_length_hours: windowHours, retention_period_days: retention[policy.plan] },
    next_backup_window: nextWindow(cloud, droplet),
  };
}
