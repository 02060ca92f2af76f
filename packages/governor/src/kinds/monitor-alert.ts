import { free } from "../cost/price";
import { alertTarget } from "../limits/alert-target";
import { openApi } from "../limits/citations";
import { measures } from "../limits/measures";
import { oneWordOf } from "../limits/one-of";
import { named } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const monitorAlert: Kind = defineKind({
  name: "MonitorAlert",
  type: "digitalocean:index/monitorAlert:MonitorAlert",
  scopes: scopesOf("monitoring"),
  // The Droplets that the alert watches.
  tags: { use: "selector", path: "tags" },
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { enabled: true },
  secrets: ["alerts.slacks.url"],
  computed: ["uuid"],
  limits: [
    alertTarget,
    oneWordOf("type", measures, openApi),
    oneWordOf("compare", ["GreaterThan", "LessThan"], openApi),
    oneWordOf("window", ["5m", "10m", "30m", "1h"], openApi),
    named("alerts.emails[]", /^[^@\s]+@[^@\s]+\.[^@\s]+$/, "email addresses", openApi),
  ],
  live: { listed: { path: "/v2/monitoring/alerts", root: "policies" }, id: "{uuid}", name: "{description}" },
  price: free,
});
