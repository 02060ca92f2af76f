import { natGatewayPrice } from "../cost/network-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const vpcNatGateway: Kind = defineKind({
  name: "VpcNatGateway",
  type: "digitalocean:index/vpcNatGateway:VpcNatGateway",
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  replacing: ["vpcs.subnetUuid", "vpcs.vpcUuid"],
  computed: ["createdAt", "state", "updatedAt"],
  price: natGatewayPrice,
});
