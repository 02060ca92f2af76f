import { included } from "../cost/price";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { bytes, named } from "../limits/text";
import { uptimeCondition } from "../limits/uptime-condition";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const uptimeAlert: Kind = defineKind({
  name: "UptimeAlert",
  type: "digitalocean:index/uptimeAlert:UptimeAlert",
  scopes: scopesOf("uptime"),
  nameInput: "name",
  secrets: ["notifications.slacks.url"],
  limits: [
    uptimeCondition("threshold"),
    uptimeCondition("comparison"),
    uptimeCondition("period"),
    bytes("name", 1, 255, openApi),
    oneWordOf("type", ["latency", "down", "down_global", "ssl_expiry"], openApi),
    oneWordOf("comparison", ["greater_than", "less_than"], openApi),
    oneWordOf("period", ["2m", "3m", "5m", "10m", "15m", "30m", "1h"], openApi),
    named("notifications[].emails[]", /^[^@\s]+@[^@\s]+\.[^@\s]+$/, "email addresses", openApi),
  ],
  live: {
    listed: { path: "/v2/uptime/checks/{id}/alerts", root: "alerts" },
    under: "UptimeCheck",
    importId: "{under.id},{id}",
    name: "{under.name}/{name}",
    attributes: (alert, { under }) => ({ ...alert, check_id: under?.id }),
  },
  price: included("in its check"),
});
