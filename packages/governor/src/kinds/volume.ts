import { volumePrice } from "../cost/storage-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const volume: Kind = defineKind({
  name: "Volume",
  type: "digitalocean:index/volume:Volume",
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  replacing: ["description", "initialFilesystemLabel", "initialFilesystemType", "name", "region", "snapshotId"],
  computed: ["dropletIds", "filesystemLabel", "volumeUrn"],
  price: volumePrice,
});
