import { shareSnapshotPrice } from "../cost/storage-price";
import { provider } from "../limits/citations";
import { named } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const nfsSnapshot: Kind = defineKind({
  name: "NfsSnapshot",
  type: "digitalocean:index/nfsSnapshot:NfsSnapshot",
  scopes: scopesOf("nfs", "create", "read", "delete"),
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  names: { shareId: "Nfs" },
  replacing: ["name", "region", "shareId"],
  computed: ["createdAt", "size", "status"],
  limits: [named("name", /^[a-z0-9-]+$/, "at most 64 lower-case letters, digits and dashes", provider, 64)],
  live: { listed: { path: "/v2/nfs/snapshots", root: "snapshots" } },
  price: shareSnapshotPrice,
});
