import { peeringPrice } from "../cost/network-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const vpcPeering: Kind = defineKind({
  name: "VpcPeering",
  type: "digitalocean:index/vpcPeering:VpcPeering",
  nameInput: "name",
  replacing: ["vpcIds"],
  computed: ["createdAt", "status"],
  price: peeringPrice,
});
