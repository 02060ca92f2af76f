import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseAdvancedPostgresqlConfig: Kind = defineKind({
  name: "DatabaseAdvancedPostgresqlConfig",
  type: "digitalocean:index/databaseAdvancedPostgresqlConfig:DatabaseAdvancedPostgresqlConfig",
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
