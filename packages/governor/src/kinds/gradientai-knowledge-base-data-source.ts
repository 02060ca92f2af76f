import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiKnowledgeBaseDataSource: Kind = defineKind({
  name: "GradientaiKnowledgeBaseDataSource",
  type: "digitalocean:index/gradientaiKnowledgeBaseDataSource:GradientaiKnowledgeBaseDataSource",
  scopes: scopesOf("genai"),
  replacing: ["knowledgeBaseUuid", "spacesDataSource", "webCrawlerDataSource"],
  price: included("in its knowledge base"),
});

export const genaiKnowledgeBaseDataSource: Kind = renamed(
  "GenaiKnowledgeBaseDataSource",
  gradientaiKnowledgeBaseDataSource,
);
