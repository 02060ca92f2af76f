import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiAgentKnowledgeBaseAttachment: Kind = defineKind({
  name: "GradientaiAgentKnowledgeBaseAttachment",
  type: "digitalocean:index/gradientaiAgentKnowledgeBaseAttachment:GradientaiAgentKnowledgeBaseAttachment",
  scopes: scopesOf("genai"),
  replacing: ["agentUuid", "knowledgeBaseUuid"],
  price: included("in its agent"),
});

export const genaiAgentKnowledgeBaseAttachment: Kind = renamed(
  "GenaiAgentKnowledgeBaseAttachment",
  gradientaiAgentKnowledgeBaseAttachment,
);
