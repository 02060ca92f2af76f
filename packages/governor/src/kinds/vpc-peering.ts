import { peeringPrice } from "../cost/network-price";
import { peeringShares } from "../cost/traffic";
import { openApi } from "../limits/citations";
import { named } from "../limits/text";
import { twoVpcs } from "../limits/two-vpcs";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const vpcPeering: Kind = defineKind({
  name: "VpcPeering",
  type: "digitalocean:index/vpcPeering:VpcPeering",
  scopes: scopesOf("vpc_peering"),
  scopesWhere: { vpcIds: ["vpc:read"] },
  nameInput: "name",
  names: { vpcIds: "Vpc" },
  replacing: ["vpcIds"],
  computed: ["createdAt", "status"],
  limits: [named("name", /^[a-z0-9-]+$/i, "letters, digits and dashes", openApi), twoVpcs],
  usage: "vpc_peering",
  shares: peeringShares,
  live: { listed: { path: "/v2/vpc_peerings", root: "vpc_peerings" } },
  price: peeringPrice,
});
