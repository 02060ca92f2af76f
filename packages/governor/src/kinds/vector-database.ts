import { unpriced } from "../cost/price";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const vectorDatabase: Kind = defineKind({
  name: "VectorDatabase",
  type: "digitalocean:index/vectorDatabase:VectorDatabase",
  scopes: [...scopesOf("database"), "database:view_credentials"],
  scopesWhere: { tags: ["tag:read"], projectId: ["project:assign_resource"] },
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  holdsData: true,
  replacing: ["name", "projectId", "region"],
  computed: ["createdAt", "endpoints", "ownerUuid", "status", "updatedAt"],
  limits: [oneWordOf("size", ["small", "medium", "large"], openApi)],
  live: { listed: { path: "/v2/vector-databases", root: "vector_dbs" } },
  price: unpriced("from $20 a month; no published price by size"),
});
