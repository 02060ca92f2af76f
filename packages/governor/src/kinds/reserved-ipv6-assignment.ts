import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const reservedIpv6Assignment: Kind = defineKind({
  name: "ReservedIpv6Assignment",
  type: "digitalocean:index/reservedIpv6Assignment:ReservedIpv6Assignment",
  replacing: ["dropletId", "ip"],
  price: free,
});
