import { volumeSnapshotPrice } from "../cost/storage-price";
import { outlives } from "../cost/traps";
import { openApi } from "../limits/citations";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const volumeSnapshot: Kind = defineKind({
  name: "VolumeSnapshot",
  type: "digitalocean:index/volumeSnapshot:VolumeSnapshot",
  scopes: [
    ...scopesOf("block_storage_snapshot", "create", "read", "delete"),
    ...scopesOf("snapshot", "read", "delete"),
  ],
  scopesWhere: { tags: ["tag:create"] },
  tags: { use: "label", path: "tags" },
  nameInput: "name",
  names: { volumeId: "Volume" },
  replacing: ["name", "volumeId"],
  computed: ["createdAt", "minDiskSize", "regions", "size"],
  limits: [bytes("name", 1, 255, openApi)],
  traps: [outlives],
  live: {
    listed: { path: "/v2/snapshots", root: "snapshots" },
    is: ({ resource_type: type }) => type === "volume",
    attributes: ({ resource_id: volume, size_gigabytes: size, ...rest }) => ({ ...rest, volume_id: volume, size }),
  },
  price: volumeSnapshotPrice,
});
