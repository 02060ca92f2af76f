import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseMongodbConfig: Kind = defineKind({
  name: "DatabaseMongodbConfig",
  type: "digitalocean:index/databaseMongodbConfig:DatabaseMongodbConfig",
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
