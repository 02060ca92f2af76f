import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseOnlineMigration: Kind = defineKind({
  name: "DatabaseOnlineMigration",
  type: "digitalocean:index/databaseOnlineMigration:DatabaseOnlineMigration",
  replacing: ["clusterId"],
  secrets: ["source.password"],
  computed: ["createdAt", "status"],
  price: included("in its cluster"),
});
