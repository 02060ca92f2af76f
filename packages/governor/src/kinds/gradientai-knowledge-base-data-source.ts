import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiKnowledgeBaseDataSource: Kind = defineKind({
  name: "GradientaiKnowledgeBaseDataSource",
  type: "digitalocean:index/gradientaiKnowledgeBaseDataSource:GradientaiKnowledgeBaseDataSource",
  scopes: scopesOf("genai"),
  replacing: ["knowledgeBaseUuid", "spacesDataSource", "webCrawlerDataSource"],
  live: {
    listed: { path: "/v2/gen-ai/knowledge_bases/{uuid}/data_sources", root: "knowledge_base_data_sources" },
    under: "GradientaiKnowledgeBase",
    id: "{uuid}",
    name: "{under.name}/{uuid}",
    attributes: (source, { under }) => ({ ...source, knowledge_base_uuid: under?.uuid }),
  },
  price: included("in its knowledge base"),
});

export const genaiKnowledgeBaseDataSource: Kind = renamed(
  "GenaiKnowledgeBaseDataSource",
  gradientaiKnowledgeBaseDataSource,
);
