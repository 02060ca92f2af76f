import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseKafkaSchemaRegistry: Kind = defineKind({
  name: "DatabaseKafkaSchemaRegistry",
  type: "digitalocean:index/databaseKafkaSchemaRegistry:DatabaseKafkaSchemaRegistry",
  scopes: scopesOf("database", "create", "read", "delete"),
  replacing: ["clusterId", "schema", "schemaType", "subjectName"],
  price: included("in its cluster"),
});
