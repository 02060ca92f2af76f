import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseAdvancedPostgresqlConfig: Kind = defineKind({
  name: "DatabaseAdvancedPostgresqlConfig",
  type: "digitalocean:index/databaseAdvancedPostgresqlConfig:DatabaseAdvancedPostgresqlConfig",
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
