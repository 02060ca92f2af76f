import { provider } from "./citations";
import type { Limit } from "./limit";

/** When a Droplet is backed up, which it must be for that. */
export const backupPolicy: Limit = {
  path: "backupPolicy",
  allowed: "a backup policy only with backups: true",
  citation: provider,
  fix: "set backups: true, or leave out backupPolicy",
  judge(policy, droplet) {
    const backups = droplet.read("backups");
    if (!policy.present || backups.boolean() === true) return undefined;
    if (policy.opaque) return policy;
    return backups.opaque ? backups : "backups are not enabled";
  },
};
