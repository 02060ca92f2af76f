import { dropletPrice } from "../cost/droplet-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const droplet: Kind = defineKind({
  name: "Droplet",
  type: "digitalocean:index/droplet:Droplet",
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
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
  secrets: ["userData"],
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
  droplets: () => 1,
  price: dropletPrice,
});
