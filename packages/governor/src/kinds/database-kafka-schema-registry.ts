import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseKafkaSchemaRegistry: Kind = defineKind({
  name: "DatabaseKafkaSchemaRegistry",
  type: "digitalocean:index/databaseKafkaSchemaRegistry:DatabaseKafkaSchemaRegistry",
  replacing: ["clusterId", "schema", "schemaType", "subjectName"],
  price: included("in its cluster"),
});
