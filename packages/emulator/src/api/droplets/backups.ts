import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampOf } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { imagesOf, imageTable } from "../images/image.ts";
import { type BackupPolicy, type Droplet, dropletTable } from "./droplet.ts";
import { takeImage } from "./take-image.ts";

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
    plan: z.enum(["daily", "weekly"]),
    // Empty is none: the provider sends it with a daily plan.
    weekday: z.enum([...weekdays, ""]),
    hour: z.number().refine((hour) => hours.includes(hour), "Hour must be one of 0, 4, 8, 12, 16 and 20"),
  })
  .partial()
  .refine((policy) => Object.keys(policy).length > 0, "says nothing")
  .transform(
    ({ plan = "daily", weekday = "", hour = 0 }): BackupPolicy =>
      plan === "daily" ? { plan, hour } : { plan, hour, weekday: weekday === "" ? "SUN" : weekday },
  );

/** Daily at midnight UTC, where nothing else is asked for. */
export const defaultPolicy: BackupPolicy = { plan: "daily", hour: 0 };

/** What a Droplet keeps of a policy that holds from now on. */
export function scheduled({ clock }: Cloud, policy: BackupPolicy): Pick<Droplet, "backup_policy" | "next_backup"> {
  return { backup_policy: policy, next_backup: stampOf(windowAfter(policy, clock.now)) };
}

/** The next time when a backup will be taken; null where there are none. */
export function nextWindow({ next_backup: start }: Droplet) {
  if (start === undefined) return null;
  return { start, end: stampOf(new Date(Date.parse(start) + windowHours * 3_600_000)) };
}

/** When the first window after a time begins. */
function windowAfter({ hour, weekday }: BackupPolicy, time: Date): Date {
  const start = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate(), hour));
  const isDay = () => weekday === undefined || weekdays[start.getUTCDay()] === weekday;
  while (start.getTime() <= time.getTime() || !isDay()) start.setUTCDate(start.getUTCDate() + 1);
  return start;
}

/** Takes the backups whose windows have begun by now, and lets go of those that are too old. */
export function takeBackups(cloud: Cloud, account: Account): void {
  const { now, stamp } = cloud.clock;
  for (const droplet of dropletTable.of(account).all()) {
    const { backup_policy: policy, next_backup } = droplet;
    if (policy === undefined || next_backup === undefined || next_backup > stamp) continue;
    const oldest = now.getTime() - retention[policy.plan] * 86_400_000;
    let next = new Date(next_backup);
    for (; next <= now; next = windowAfter(policy, next)) {
      if (next.getTime() <= oldest) continue;
      takeImage(cloud, account, droplet, { type: "backup", name: "", created_at: stampOf(next) });
    }
    dropletTable.of(account).put(droplet.id, { ...droplet, next_backup: stampOf(next) });
    for (const { id, created_at } of imagesOf(account, droplet.id, "backup")) {
      if (Date.parse(created_at) <= oldest) imageTable.of(account).delete(id);
    }
  }
}

/** The policy of a Droplet as the API answers with it. */
export function policyAnswer(droplet: Droplet) {
  const { id, backup_policy: policy } = droplet;
  if (policy === undefined) return { droplet_id: id, backup_enabled: false };
  return {
    droplet_id: id,
    backup_enabled: true,
    backup_policy: { ...policy, window_length_hours: windowHours, retention_period_days: retention[policy.plan] },
    next_backup_window: nextWindow(droplet),
  };
}
