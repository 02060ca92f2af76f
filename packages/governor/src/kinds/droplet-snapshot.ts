import { dropletSnapshotPrice } from "../cost/storage-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const dropletSnapshot: Kind = defineKind({
  name: "DropletSnapshot",
  type: "digitalocean:index/dropletSnapshot:DropletSnapshot",
  nameInput: "name",
  replacing: ["dropletId", "name"],
  computed: ["createdAt", "minDiskSize", "regions", "size"],
  price: dropletSnapshotPrice,
});
