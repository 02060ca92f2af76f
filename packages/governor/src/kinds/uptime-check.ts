import { prices } from "../catalogue/prices";
import { between } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const uptimeCheck: Kind = defineKind({
  name: "UptimeCheck",
  type: "digitalocean:index/uptimeCheck:UptimeCheck",
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { enabled: true, type: "https" },
  price: between(0, prices.uptimeCheck.usd, `check $0 or $${prices.uptimeCheck.usd}: the first is free per team`),
});
