import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseFirewall: Kind = defineKind({
  name: "DatabaseFirewall",
  type: "digitalocean:index/databaseFirewall:DatabaseFirewall",
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
