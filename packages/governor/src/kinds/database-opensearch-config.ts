import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseOpensearchConfig: Kind = defineKind({
  name: "DatabaseOpensearchConfig",
  type: "digitalocean:index/databaseOpensearchConfig:DatabaseOpensearchConfig",
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
