import { unpriced } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Deprecated name of `GradientaiKnowledgeBase`. */
export const genaiKnowledgeBase: Kind = defineKind({
  name: "GenaiKnowledgeBase",
  type: "digitalocean:index/genaiKnowledgeBase:GenaiKnowledgeBase",
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  replacing: ["datasources", "embeddingModelUuid", "vpcUuid"],
  computed: ["createdAt"],
  price: unpriced("billed by tokens and by its database"),
});
