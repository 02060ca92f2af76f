import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { imageAnswer, imagesOf } from "../images/image.ts";
import { regionAnswer } from "../regions/region.ts";
import { sizeAnswer } from "../sizes/size.ts";
import { volumesOf } from "../volumes/volume.ts";
import { nextWindow } from "./backups.ts";
import { type Droplet, dropletSubject } from "./droplet.ts";

/** A Droplet as the API answers with it. */
export function dropletAnswer(cloud: Cloud, account: Account, droplet: Droplet) {
  const { size, backup_policy, next_backup, pool, region, ...row } = droplet;
  const full = sizeAnswer(size);
  return {
    ...row,
    memory: full.memory,
    vcpus: full.vcpus,
    disk_info: [{ type: "local", size: { amount: row.disk, unit: "gib" } }],
    locked: cloud.transitions.isBusy(account, dropletSubject(row.id)),
    kernel: null,
    backup_ids: imagesOf(account, row.id, "backup").map(({ id }) => id),
    next_backup_window: nextWindow(droplet),
    snapshot_ids: imagesOf(account, row.id, "snapshot").map(({ id }) => id),
    image: imageAnswer(row.image),
    volume_ids: volumesOf(account, row.id).map(({ id }) => id),
    size: full,
    size_slug: size,
    ...(full.gpu_info === undefined ? {} : { gpu_info: full.gpu_info }),
    region: regionAnswer(region),
  };
}
