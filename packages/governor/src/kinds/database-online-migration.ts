import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseOnlineMigration: Kind = defineKind({
  name: "DatabaseOnlineMigration",
  type: "digitalocean:index/databaseOnlineMigration:DatabaseOnlineMigration",
  scopes: scopesOf("database", "read", "update", "delete"),
  replacing: ["clusterId"],
  secrets: ["source.password"],
  computed: ["createdAt", "status"],
  unlisted: { reason: "it is an action that ends" },
  price: included("in its cluster"),
});
