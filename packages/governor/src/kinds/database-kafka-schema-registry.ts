import { included } from "../cost/price";
import { childAttributes } from "../live/database-child";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseKafkaSchemaRegistry: Kind = defineKind({
  name: "DatabaseKafkaSchemaRegistry",
  type: "digitalocean:index/databaseKafkaSchemaRegistry:DatabaseKafkaSchemaRegistry",
  scopes: scopesOf("database", "create", "read", "delete"),
  replacing: ["clusterId", "schema", "schemaType", "subjectName"],
  live: {
    listed: { path: "/v2/databases/{id}/schema-registry", root: "subjects", where: ({ engine }) => engine === "kafka" },
    under: "DatabaseCluster",
    id: "{under.id}/schema-registry/{subject_name}",
    importId: "{under.id},{subject_name}",
    name: "{under.name}/{subject_name}",
    attributes: childAttributes,
  },
  price: included("in its cluster"),
});
