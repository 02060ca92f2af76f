import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseMysqlConfig: Kind = defineKind({
  name: "DatabaseMysqlConfig",
  type: "digitalocean:index/databaseMysqlConfig:DatabaseMysqlConfig",
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
