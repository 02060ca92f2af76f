import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Deprecated name of `GradientaiAgentKnowledgeBaseAttachment`. */
export const genaiAgentKnowledgeBaseAttachment: Kind = defineKind({
  name: "GenaiAgentKnowledgeBaseAttachment",
  type: "digitalocean:index/genaiAgentKnowledgeBaseAttachment:GenaiAgentKnowledgeBaseAttachment",
  replacing: ["agentUuid", "knowledgeBaseUuid"],
  price: included("in its agent"),
});
