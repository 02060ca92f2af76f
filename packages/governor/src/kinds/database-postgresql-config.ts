import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databasePostgresqlConfig: Kind = defineKind({
  name: "DatabasePostgresqlConfig",
  type: "digitalocean:index/databasePostgresqlConfig:DatabasePostgresqlConfig",
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
