import { shareSnapshotPrice } from "../cost/storage-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const nfsSnapshot: Kind = defineKind({
  name: "NfsSnapshot",
  type: "digitalocean:index/nfsSnapshot:NfsSnapshot",
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  names: { shareId: "Nfs" },
  replacing: ["name", "region", "shareId"],
  computed: ["createdAt", "size", "status"],
  price: shareSnapshotPrice,
});
