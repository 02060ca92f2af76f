import { included } from "../cost/price";
import { uptimeShares } from "../cost/shared-price";
import { checkTarget } from "../limits/check-target";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const uptimeCheck: Kind = defineKind({
  name: "UptimeCheck",
  type: "digitalocean:index/uptimeCheck:UptimeCheck",
  scopes: scopesOf("uptime"),
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { enabled: true, type: "https" },
  limits: [
    bytes("name", 1, 255, openApi),
    oneWordOf("type", ["ping", "http", "https"], openApi),
    checkTarget,
    oneWordOf("regions[]", ["us_east", "us_west", "eu_west", "se_asia"], openApi),
  ],
  shares: uptimeShares,
  live: { listed: { path: "/v2/uptime/checks", root: "checks" } },
  price: included("in the team's uptime checks"),
});
