import { unpriced } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const partnerAttachment: Kind = defineKind({
  name: "PartnerAttachment",
  type: "digitalocean:index/partnerAttachment:PartnerAttachment",
  scopes: scopesOf("partner_network_connect"),
  scopesWhere: { vpcIds: ["vpc:read"] },
  // Slugs such as nyc. Source: DigitalOcean's OpenAPI (7 Aug 2026).
  region: { path: "region", slugs: "app", required: true },
  nameInput: "name",
  replacing: ["connectionBandwidthInMbps", "naasProvider", "region"],
  secrets: ["bgp.authKey"],
  computed: ["childrens", "createdAt", "state"],
  price: unpriced("no published price for partner attachments"),
});
