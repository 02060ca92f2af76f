import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Deprecated name of `GradientaiKnowledgeBaseDataSource`. */
export const genaiKnowledgeBaseDataSource: Kind = defineKind({
  name: "GenaiKnowledgeBaseDataSource",
  type: "digitalocean:index/genaiKnowledgeBaseDataSource:GenaiKnowledgeBaseDataSource",
  replacing: ["knowledgeBaseUuid", "spacesDataSource", "webCrawlerDataSource"],
  price: included("in its knowledge base"),
});
