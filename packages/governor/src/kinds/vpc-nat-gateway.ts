import { natGatewayPrice } from "../cost/network-price";
import { natGatewayShares } from "../cost/traffic";
import { atLeast } from "../limits/at-least";
import { openApi } from "../limits/citations";
import { needed } from "../limits/needed";
import { oneWordOf } from "../limits/one-of";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const vpcNatGateway: Kind = defineKind({
  name: "VpcNatGateway",
  type: "digitalocean:index/vpcNatGateway:VpcNatGateway",
  scopes: scopesOf("nat_gateway"),
  scopesWhere: { projectId: ["project:assign_resource"], vpcs: ["vpc:read"] },
  region: { path: "region", slugs: "datacenter", required: true },
  vpcs: ["vpcs[].vpcUuid"],
  nameInput: "name",
  replacing: ["vpcs.subnetUuid", "vpcs.vpcUuid"],
  unimported: ["egresses"],
  computed: ["createdAt", "state", "updatedAt"],
  limits: [
    bytes("name", 1, 255, openApi),
    oneWordOf("type", ["PUBLIC"], openApi),
    atLeast("size", 1, openApi),
    needed("vpcs", openApi),
    atLeast("udpTimeoutSeconds", 1, openApi),
    atLeast("icmpTimeoutSeconds", 1, openApi),
    atLeast("tcpTimeoutSeconds", 1, openApi),
  ],
  usage: "nat_gateway",
  shares: natGatewayShares,
  live: { listed: { path: "/v2/vpc_nat_gateways", root: "vpc_nat_gateways" } },
  price: natGatewayPrice,
});
