import { included } from "../cost/price";
import { uptimeShares } from "../cost/shared-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const uptimeCheck: Kind = defineKind({
  name: "UptimeCheck",
  type: "digitalocean:index/uptimeCheck:UptimeCheck",
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { enabled: true, type: "https" },
  shares: uptimeShares,
  price: included("in the team's uptime checks"),
});
