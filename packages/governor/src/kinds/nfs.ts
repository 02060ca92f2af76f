import { sharePrice } from "../cost/storage-price";
import { atLeast } from "../limits/at-least";
import { provider } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { named } from "../limits/text";
import { listIn } from "../live/api-object";
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
  unimported: ["tags"],
  computed: ["host", "mountPath", "status", "vpcIds"],
  traps: [
    {
      words: "performanceTier is not set: the default is high, at twice the price, and cannot be lowered",
      has: (share) => !share.given("performanceTier").present,
    },
  ],
  limits: [
    named(
      "name",
      /^[a-z][a-z0-9-]*$/,
      "at most 64 lower-case letters, digits and dashes, starting with a letter",
      provider,
      64,
    ),
    atLeast("size", 50, provider),
    oneWordOf("performanceTier", ["standard", "high"], provider),
  ],
  live: {
    listed: { path: "/v2/nfs", root: "shares" },
    attributes: ({ size_gib: size, vpc_ids: vpcs, performance_tier: tier, ...rest }) => ({
      ...rest,
      size,
      vpc_ids: vpcs,
      vpc_id: listIn(vpcs)[0],
      performance_tier: `${tier ?? ""}`.replace(/^PERFORMANCE_TIER_/, "").toLowerCase(),
    }),
    unshown: ["tags"],
  },
  price: sharePrice,
});
