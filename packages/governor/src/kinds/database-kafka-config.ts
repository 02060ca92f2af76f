import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseKafkaConfig: Kind = defineKind({
  name: "DatabaseKafkaConfig",
  type: "digitalocean:index/databaseKafkaConfig:DatabaseKafkaConfig",
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
