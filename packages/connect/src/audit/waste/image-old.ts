import { daysSince, type WasteKind } from "./waste.ts";

/** A snapshot or an image that has grown old. What something was made from is in use. */
export const imageOld: WasteKind = {
  id: "image-old",
  title: "Old snapshots and images",
  kinds: ["VolumeSnapshot", "DropletSnapshot", "CustomImage"],
  needs: ["Droplet", "DropletAutoscale"],
  fix: "Delete it if nothing is to be restored from it",
  check(image, { account, now, snapshotDays }) {
    const days = daysSince(account.fact(image, "created_at").text(), now);
    if (days === undefined || days < snapshotDays) return undefined;
    const isUsed = image.id !== undefined && account.isNamed(image.id, { except: image });
    return isUsed ? undefined : `it is ${days} days old`;
  },
};
