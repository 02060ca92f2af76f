import type * as digitalocean from "@pulumi/digitalocean";
import * as z from "zod";
import { object, optional } from "../component/argument";
import type { Design } from "../component/design";
import { oneOf } from "../component/schema";

/** How often DigitalOcean backs a Droplet up. */
export const BackupPlan = {
  /** Every day, for 30 % of the Droplet's price. */
  Daily: "daily",
  /** Once a week, for 20 % of the Droplet's price. */
  Weekly: "weekly",
} as const;
export type BackupPlan = (typeof BackupPlan)[keyof typeof BackupPlan];

/** A day of the week. */
export const Weekday = {
  Sunday: "SUN",
  Monday: "MON",
  Tuesday: "TUE",
  Wednesday: "WED",
  Thursday: "THU",
  Friday: "FRI",
  Saturday: "SAT",
} as const;
export type Weekday = (typeof Weekday)[keyof typeof Weekday];

/** When DigitalOcean backs a Droplet up. */
export interface BackupPolicyArgs {
  /** `daily` (+30 % of the Droplet's price) or `weekly` (+20 %). Default: `weekly`. */
  plan?: BackupPlan;
  /** Day of a weekly backup, `SUN` to `SAT`. Default: `SUN`. */
  weekday?: Weekday;
  /** Hour at which the four-hour window starts, UTC: 0, 4, 8, 12, 16 or 20. Default: 4. */
  hour?: number;
}

export const backupPolicy = () =>
  object<BackupPolicyArgs>({
    plan: optional(oneOf(BackupPlan, "unknown plan")),
    weekday: optional(oneOf(Weekday, "unknown weekday")),
    hour: optional(z.number()),
  });

/** What a component takes whose Droplets are backed up. */
interface BackedUpArgs {
  backupPolicy?: BackupPolicyArgs;
  dropletArgs?: Partial<digitalocean.DropletArgs>;
}

/** The inputs of a Droplet that is backed up. Without backups, which an override turns off, DigitalOcean takes no policy. */
export function backupInputs({
  args,
  given,
}: Design<BackedUpArgs>): Pick<digitalocean.DropletArgs, "backups" | "backupPolicy"> {
  if (args.dropletArgs?.backups === false && !given("backupPolicy")) return { backups: true };
  // Without a policy DigitalOcean backs up daily, at half as much again.
  const { plan = "weekly", weekday = "SUN", hour = 4 } = args.backupPolicy ?? {};
  return { backups: true, backupPolicy: { plan, hour, ...(plan === "weekly" ? { weekday } : {}) } };
}
