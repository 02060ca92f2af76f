import { unpriced } from "../cost/price";
import { openApi } from "../limits/citations";
import { needed } from "../limits/needed";
import { oneNumberOf, oneWordOf } from "../limits/one-of";
import { named } from "../limits/text";
import { isApiObject } from "../live/api-object";
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
  unimported: ["bgp.authKey"],
  secrets: ["bgp.authKey"],
  computed: ["childrens", "createdAt", "state"],
  limits: [
    named("name", /^[a-zA-Z0-9.-]+$/, "letters, digits, dashes and dots", openApi),
    oneNumberOf("connectionBandwidthInMbps", [1000, 2000, 5000, 10_000], openApi),
    oneWordOf("region", ["nyc", "sfo", "fra", "ams", "sgp"], openApi, { anyCase: true }),
    needed("vpcIds", openApi),
    oneWordOf("redundancyZone", ["MEGAPORT_BLUE", "MEGAPORT_RED"], openApi),
  ],
  live: {
    listed: { path: "/v2/partner_network_connect/attachments", root: "partner_attachments" },
    attributes: ({ bgp, ...rest }) => ({
      ...rest,
      bgp: isApiObject(bgp) ? { ...bgp, peer_router_asn: bgp.peer_router_asn ?? bgp.peer_asn } : undefined,
    }),
  },
  price: unpriced("no published price for partner attachments"),
});
