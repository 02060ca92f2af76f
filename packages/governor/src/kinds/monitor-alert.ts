import { free } from "../cost/price";
import { alertTarget } from "../limits/alert-target";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const monitorAlert: Kind = defineKind({
  name: "MonitorAlert",
  type: "digitalocean:index/monitorAlert:MonitorAlert",
  // The Droplets that the alert watches.
  tags: { use: "selector", path: "tags" },
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { enabled: true },
  secrets: ["alerts.slacks.url"],
  computed: ["uuid"],
  limits: [alertTarget],
  price: free,
});
