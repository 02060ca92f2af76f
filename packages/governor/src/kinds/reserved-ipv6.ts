import { free } from "../cost/price";
import { attributeOf } from "../live/api-object";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const reservedIpv6: Kind = defineKind({
  name: "ReservedIpv6",
  type: "digitalocean:index/reservedIpv6:ReservedIpv6",
  scopes: scopesOf("reserved_ip", "create", "read", "delete"),
  scopesWhere: { dropletId: ["reserved_ip:update", "droplet:read"] },
  region: { path: "regionSlug", slugs: "datacenter", required: true },
  replacing: ["regionSlug"],
  computed: ["reservedIpv6Urn"],
  live: {
    listed: { path: "/v2/reserved_ipv6", root: "reserved_ipv6s" },
    id: "{ip}",
    name: "{ip}",
    urn: "do:reservedipv6:{ip}",
    attributes: ({ droplet, ...rest }) => ({ ...rest, droplet_id: attributeOf(droplet, "id") }),
  },
  price: free,
});
