import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseAdvancedMysqlConfig: Kind = defineKind({
  name: "DatabaseAdvancedMysqlConfig",
  type: "digitalocean:index/databaseAdvancedMysqlConfig:DatabaseAdvancedMysqlConfig",
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
