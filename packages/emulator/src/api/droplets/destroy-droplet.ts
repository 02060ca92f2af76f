import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import type { Completion } from "../../state/transitions.ts";
import { type Action, beginAction, endAction } from "../actions/action.ts";
import { imagesOf, imageTable } from "../images/image.ts";
import { reservedIpTable } from "../reserved-ips/reserved-ip.ts";
import { reservedIpv6Table } from "../reserved-ips/reserved-ipv6.ts";
import { volumesOf, volumeTable } from "../volumes/volume.ts";
import { type Droplet, dropletSubject, dropletTable, refuseBusy } from "./droplet.ts";

/** Begins to destroy a Droplet; nothing else can be done to it from then on. */
export function destroyDroplet(cloud: Cloud, account: Account, droplet: Droplet): Action {
  refuseBusy(cloud, account, droplet);
  return beginAction(cloud, account, "droplet.destroy", {
    type: "destroy",
    resourceType: "droplet",
    resourceId: droplet.id,
    region: droplet.region,
    subject: dropletSubject(droplet.id),
  });
}

/** What ends with the destruction of a Droplet. */
export const destroyed =
  (cloud: Cloud): Completion =>
  (account, done) =>
    removeDroplet(cloud, account, endAction(cloud, account, done)?.resource_id ?? 0);

/** Takes a Droplet away: its backups go with it; volumes, snapshots and reserved IPs stay. */
export function removeDroplet(cloud: Cloud, account: Account, id: number): void {
  for (const volume of volumesOf(account, id)) volumeTable.of(account).put(volume.id, { ...volume, droplet_ids: [] });
  for (const backup of imagesOf(account, id, "backup")) imageTable.of(account).delete(backup.id);
  for (const ip of reservedIpTable.of(account).filter((one) => one.droplet === id)) {
    reservedIpTable.of(account).put(ip.ip, { ...ip, droplet: null, since: cloud.clock.stamp });
  }
  for (const ip of reservedIpv6Table.of(account).filter((one) => one.droplet === id)) {
    reservedIpv6Table.of(account).put(ip.ip, { ...ip, droplet: null });
  }
  dropletTable.of(account).delete(id);
}
