import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const reservedIpv6: Kind = defineKind({
  name: "ReservedIpv6",
  type: "digitalocean:index/reservedIpv6:ReservedIpv6",
  region: { path: "regionSlug", slugs: "datacenter", required: true },
  replacing: ["regionSlug"],
  computed: ["reservedIpv6Urn"],
  price: free,
});
