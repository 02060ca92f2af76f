import { addressPrice } from "../cost/address-price";
import { attributeOf } from "../live/api-object";
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
  live: {
    listed: { path: "/v2/reserved_ips", root: "reserved_ips" },
    id: "{ip}",
    name: "{ip}",
    urn: "do:reservedip:{ip}",
    attributes: ({ droplet, ip, ...rest }) => ({ ...rest, ip_address: ip, droplet_id: attributeOf(droplet, "id") }),
  },
  price: addressPrice,
});

export const floatingIp: Kind = renamed("FloatingIp", reservedIp, { computed: ["floatingIpUrn"] });
