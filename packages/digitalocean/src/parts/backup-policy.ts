import type * as digitalocean from "@pulumi/digitalocean";
import * as z from "zod";
import { object, optional } from "../component/argument";
import type { Design } from "../component/design";
import { oneOf } from "../component/schema";
import { BackupPlan, type BackupPolicyArgs, Weekday } from "./backup-policy-args";

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
  problem,
}: Design<BackedUpArgs>): Pick<digitalocean.DropletArgs, "backups" | "backupPolicy"> {
  if (args.dropletArgs?.backups === false && !given("backupPolicy")) return { backups: true };
  // Without a policy DigitalOcean backs up daily, at half as much again.
  const { plan = "weekly", weekday = "SUN", hour = 4 } = args.backupPolicy ?? {};
  if (plan === "daily" && args.backupPolicy?.weekday !== undefined) {
    problem("backupPolicy.weekday", "is for weekly backups, but plan is daily", { hint: "remove one of the two" });
  }
  return { backups: true, backupPolicy: { plan, hour, ...(plan === "weekly" ? { weekday } : {}) } };
}
