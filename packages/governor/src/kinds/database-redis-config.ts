import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseRedisConfig: Kind = defineKind({
  name: "DatabaseRedisConfig",
  type: "digitalocean:index/databaseRedisConfig:DatabaseRedisConfig",
  names: { clusterId: "DatabaseCluster" },
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
