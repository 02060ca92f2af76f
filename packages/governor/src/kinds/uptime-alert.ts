import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const uptimeAlert: Kind = defineKind({
  name: "UptimeAlert",
  type: "digitalocean:index/uptimeAlert:UptimeAlert",
  nameInput: "name",
  secrets: ["notifications.slacks.url"],
  price: included("in its check"),
});
