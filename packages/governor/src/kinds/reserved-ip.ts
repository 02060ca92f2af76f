import { addressPrice } from "../cost/address-price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const reservedIp: Kind = defineKind({
  name: "ReservedIp",
  type: "digitalocean:index/reservedIp:ReservedIp",
  scopes: scopesOf("reserved_ip", "create", "read", "delete"),
  scopesWhere: { dropletId: ["reserved_ip:update", "droplet:read"] },
  region: { path: "region", slugs: "datacenter", required: true },
  replacing: ["region"],
  computed: ["reservedIpUrn"],
  reservedAddress: true,
  price: addressPrice,
});

export const floatingIp: Kind = renamed("FloatingIp", reservedIp, { computed: ["floatingIpUrn"] });
