import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const reservedIpv6Assignment: Kind = defineKind({
  name: "ReservedIpv6Assignment",
  type: "digitalocean:index/reservedIpv6Assignment:ReservedIpv6Assignment",
  scopes: [...scopesOf("reserved_ip", "read", "update"), ...scopesOf("droplet", "read")],
  replacing: ["dropletId", "ip"],
  unlisted: { reason: "it is the Droplet of a ReservedIpv6, which the API shows there" },
  price: free,
});
