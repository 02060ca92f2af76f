import { unpriced } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiKnowledgeBase: Kind = defineKind({
  name: "GradientaiKnowledgeBase",
  type: "digitalocean:index/gradientaiKnowledgeBase:GradientaiKnowledgeBase",
  scopes: scopesOf("genai"),
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  replacing: ["datasources", "embeddingModelUuid", "vpcUuid"],
  computed: ["createdAt"],
  live: {
    listed: { path: "/v2/gen-ai/knowledge_bases", root: "knowledge_bases" },
    id: "{uuid}",
    unshown: ["datasources", "vpcUuid"],
  },
  price: unpriced("billed by tokens and by its database"),
});

export const genaiKnowledgeBase: Kind = renamed("GenaiKnowledgeBase", gradientaiKnowledgeBase);
