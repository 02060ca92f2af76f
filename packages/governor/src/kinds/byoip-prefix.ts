import { unpriced } from "../cost/price";
import { address } from "../limits/address";
import { openApi, provider } from "../limits/citations";
import { needed } from "../limits/needed";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const byoipPrefix: Kind = defineKind({
  name: "ByoipPrefix",
  type: "digitalocean:index/byoipPrefix:ByoipPrefix",
  unimported: ["signature"],
  scopes: scopesOf("byoip_prefix"),
  region: { path: "region", slugs: "datacenter", required: true },
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { advertised: false },
  computed: ["failureReason", "status", "uuid"],
  limits: [address("prefix", openApi, { blocks: true }), needed("signature", provider)],
  live: {
    listed: { path: "/v2/byoip_prefixes", root: "byoip_prefixes" },
    id: "{uuid}",
    name: "{prefix}",
    unshown: ["signature"],
  },
  price: unpriced("no published price for your own address ranges"),
});
