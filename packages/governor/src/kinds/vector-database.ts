import { unpriced } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const vectorDatabase: Kind = defineKind({
  name: "VectorDatabase",
  type: "digitalocean:index/vectorDatabase:VectorDatabase",
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  holdsData: true,
  replacing: ["name", "projectId", "region"],
  computed: ["createdAt", "endpoints", "ownerUuid", "status", "updatedAt"],
  price: unpriced("from $20 a month; no published price by size"),
});
