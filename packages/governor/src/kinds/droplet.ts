import { dropletPrice } from "../cost/droplet-price";
import { dropletShares } from "../cost/traffic";
import { poweredOff } from "../cost/traps";
import { backupPolicy } from "../limits/backup-policy";
import { openApi } from "../limits/citations";
import { gpuPartition } from "../limits/gpu-partition";
import { publicIpv6 } from "../limits/ipv6";
import { oneNumberOf, oneWordOf } from "../limits/one-of";
import { named } from "../limits/text";
import { userDataSize } from "../limits/user-data";
import { dropletAttributes } from "../live/droplet";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const droplet: Kind = defineKind({
  name: "Droplet",
  type: "digitalocean:index/droplet:Droplet",
  scopes: scopesOf("droplet"),
  scopesWhere: {
    image: ["image:read"],
    sshKeys: ["ssh_key:read"],
    tags: ["tag:create"],
    volumeIds: ["block_storage:read"],
    vpcUuid: ["vpc:read"],
  },
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true, byCity: true },
  vpcs: ["vpcUuid"],
  size: { path: "size", list: "droplet" },
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026); publicNetworking: its docs.
  defaults: {
    backups: false,
    gracefulShutdown: false,
    ipv6: false,
    monitoring: false,
    publicNetworking: true,
    resizeDisk: true,
  },
  replacing: [
    "dropletAgent",
    "gpuPartitionMode",
    "image",
    "monitoring",
    "publicNetworking",
    "region",
    "sshKeys",
    "userData",
    "vpcUuid",
  ],
  unimported: [
    "backupPolicy",
    "dropletAgent",
    "gracefulShutdown",
    "ipv6Address",
    "privateNetworking",
    "resizeDisk",
    "sshKeys",
    "userData",
  ],
  secrets: ["userData"],
  hashed: ["userData"],
  computed: [
    "createdAt",
    "disk",
    "dropletUrn",
    "ipv4Address",
    "ipv4AddressPrivate",
    "locked",
    "memory",
    "priceHourly",
    "priceMonthly",
    "status",
    "vcpus",
  ],
  limits: [
    gpuPartition("gpuPartitionMode"),
    named(
      "name",
      /^[a-z0-9.-]*[a-z0-9]$/i,
      "at most 255 letters, digits, dots and dashes, ending with a letter or digit",
      openApi,
      255,
    ),
    oneWordOf("backupPolicy.plan", ["daily", "weekly"], openApi),
    oneWordOf("backupPolicy.weekday", ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], openApi),
    // The provider takes any hour from 0 to 20.
    oneNumberOf("backupPolicy.hour", [0, 4, 8, 12, 16, 20], openApi),
    backupPolicy,
    userDataSize(),
    publicIpv6(),
  ],
  droplets: () => 1,
  usage: "droplet",
  shares: dropletShares,
  traps: [
    {
      words: "backups without a plan are daily and add 30 %, not the 20 % of weekly ones",
      has: (droplet) => droplet.read("backups").boolean() === true && !droplet.given("backupPolicy").present,
    },
    poweredOff,
  ],
  live: {
    listed: { path: "/v2/droplets", root: "droplets" },
    urn: "do:droplet:{id}",
    more: [{ path: "/v2/droplets/backups/policies", root: "policies" }],
    attributes: dropletAttributes,
    unshown: ["backupPolicy", "dropletAgent", "gpuPartitionMode", "publicNetworking", "sshKeys", "userData"],
  },
  price: dropletPrice,
});
