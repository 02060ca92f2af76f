import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databasePostgresqlConfig: Kind = defineKind({
  name: "DatabasePostgresqlConfig",
  type: "digitalocean:index/databasePostgresqlConfig:DatabasePostgresqlConfig",
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
