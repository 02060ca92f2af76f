import { included } from "../cost/price";
import { uptimeCondition } from "../limits/uptime-condition";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const uptimeAlert: Kind = defineKind({
  name: "UptimeAlert",
  type: "digitalocean:index/uptimeAlert:UptimeAlert",
  nameInput: "name",
  secrets: ["notifications.slacks.url"],
  limits: [uptimeCondition("threshold"), uptimeCondition("comparison"), uptimeCondition("period")],
  price: included("in its check"),
});
