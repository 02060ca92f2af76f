import { sharePrice } from "../cost/storage-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const nfs: Kind = defineKind({
  name: "Nfs",
  type: "digitalocean:index/nfs:Nfs",
  scopes: scopesOf("nfs", "create", "read", "delete"),
  scopesWhere: { vpcId: ["vpc:read"] },
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  vpcs: ["vpcId"],
  nameInput: "name",
  holdsData: true,
  // Source: the provider (terraform-provider-digitalocean, Aug 2026). A share cannot go back from high to standard.
  defaults: { performanceTier: "high" },
  replacing: ["name", "region", "vpcId"],
  computed: ["host", "mountPath", "status", "vpcIds"],
  traps: [
    {
      words: "performanceTier is not set: the default is high, at twice the price, and cannot be lowered",
      has: (share) => !share.given("performanceTier").present,
    },
  ],
  price: sharePrice,
});
