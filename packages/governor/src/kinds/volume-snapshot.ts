import { volumeSnapshotPrice } from "../cost/storage-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const volumeSnapshot: Kind = defineKind({
  name: "VolumeSnapshot",
  type: "digitalocean:index/volumeSnapshot:VolumeSnapshot",
  tags: { use: "label", path: "tags" },
  nameInput: "name",
  replacing: ["name", "volumeId"],
  computed: ["createdAt", "minDiskSize", "regions", "size"],
  price: volumeSnapshotPrice,
});
