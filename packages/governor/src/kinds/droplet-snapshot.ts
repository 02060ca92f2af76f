import { dropletSnapshotPrice } from "../cost/storage-price";
import { outlives } from "../cost/traps";
import { openApi } from "../limits/citations";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const dropletSnapshot: Kind = defineKind({
  name: "DropletSnapshot",
  type: "digitalocean:index/dropletSnapshot:DropletSnapshot",
  scopes: [
    ...scopesOf("droplet", "read", "update"),
    ...scopesOf("image", "create"),
    ...scopesOf("snapshot", "read", "delete"),
  ],
  nameInput: "name",
  names: { dropletId: "Droplet" },
  replacing: ["dropletId", "name"],
  computed: ["createdAt", "minDiskSize", "regions", "size"],
  limits: [bytes("name", 1, 255, openApi)],
  traps: [outlives],
  live: {
    listed: { path: "/v2/snapshots", root: "snapshots" },
    is: ({ resource_type: type }) => type === "droplet",
    attributes: ({ resource_id: droplet, size_gigabytes: size, ...rest }) => ({ ...rest, droplet_id: droplet, size }),
  },
  price: dropletSnapshotPrice,
});
