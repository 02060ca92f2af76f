import { volumePrice } from "../cost/storage-price";
import { outlives } from "../cost/traps";
import { between } from "../limits/between";
import { openApi, volumeDriver } from "../limits/citations";
import { filesystemLabel } from "../limits/filesystem-label";
import { oneWordOf } from "../limits/one-of";
import { bytes, named } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const volume: Kind = defineKind({
  name: "Volume",
  type: "digitalocean:index/volume:Volume",
  scopes: [
    ...scopesOf("block_storage", "create", "read", "delete"),
    ...scopesOf("block_storage_action", "create", "read"),
  ],
  scopesWhere: { snapshotId: ["block_storage_snapshot:read"], tags: ["tag:create"] },
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  holdsData: true,
  replacing: ["description", "initialFilesystemLabel", "initialFilesystemType", "name", "region", "snapshotId"],
  unimported: ["filesystemType", "initialFilesystemLabel", "initialFilesystemType", "snapshotId"],
  computed: ["dropletIds", "filesystemLabel", "volumeUrn"],
  limits: [
    named(
      "name",
      /^[a-z][a-z0-9-]*$/,
      "at most 64 lower-case letters, digits and dashes, starting with a letter",
      openApi,
      64,
    ),
    between("size", 1, 16_384, volumeDriver),
    bytes("description", 0, 1024, volumeDriver),
    filesystemLabel,
    oneWordOf("initialFilesystemType", ["ext4", "xfs"], openApi),
  ],
  traps: [outlives],
  live: {
    listed: { path: "/v2/volumes", root: "volumes" },
    urn: "do:volume:{id}",
    attributes: ({ size_gigabytes: size, filesystem_type: initialType, filesystem_label: label, ...rest }) => ({
      ...rest,
      size,
      initial_filesystem_type: initialType,
      initial_filesystem_label: label,
      filesystem_label: label,
    }),
    unshown: ["snapshotId"],
  },
  price: volumePrice,
});
