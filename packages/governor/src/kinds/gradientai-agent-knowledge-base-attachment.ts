import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiAgentKnowledgeBaseAttachment: Kind = defineKind({
  name: "GradientaiAgentKnowledgeBaseAttachment",
  type: "digitalocean:index/gradientaiAgentKnowledgeBaseAttachment:GradientaiAgentKnowledgeBaseAttachment",
  scopes: scopesOf("genai"),
  replacing: ["agentUuid", "knowledgeBaseUuid"],
  unlisted: { reason: "it is one of the knowledge bases of an agent, which the API shows there" },
  price: included("in its agent"),
});

export const genaiAgentKnowledgeBaseAttachment: Kind = renamed(
  "GenaiAgentKnowledgeBaseAttachment",
  gradientaiAgentKnowledgeBaseAttachment,
);
