import { addressPrice } from "../cost/address-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const floatingIp: Kind = defineKind({
  name: "FloatingIp",
  type: "digitalocean:index/floatingIp:FloatingIp",
  region: { path: "region", slugs: "datacenter", required: true },
  replacing: ["region"],
  computed: ["floatingIpUrn"],
  reservedAddress: true,
  price: addressPrice,
});
