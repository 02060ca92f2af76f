import { unpriced } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const byoipPrefix: Kind = defineKind({
  name: "ByoipPrefix",
  type: "digitalocean:index/byoipPrefix:ByoipPrefix",
  scopes: scopesOf("byoip_prefix"),
  region: { path: "region", slugs: "datacenter", required: true },
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { advertised: false },
  computed: ["failureReason", "status", "uuid"],
  price: unpriced("no published price for your own address ranges"),
});
