import { unpriced } from "../cost/price";
import { agentAttributes } from "../live/agent";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiAgent: Kind = defineKind({
  name: "GradientaiAgent",
  type: "digitalocean:index/gradientaiAgent:GradientaiAgent",
  scopes: scopesOf("genai"),
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  secrets: [
    "apiKeyInfos.secretKey",
    "apiKeys.apiKey",
    "childAgents.apiKeyInfos.secretKey",
    "childAgents.apiKeys.apiKey",
    "functions.apiKey",
    "parentAgents.apiKeyInfos.secretKey",
    "parentAgents.apiKeys.apiKey",
  ],
  computed: ["routeCreatedAt", "updatedAt"],
  live: {
    listed: { path: "/v2/gen-ai/agents", root: "agents" },
    id: "{uuid}",
    // The list leaves out guardrails, among others.
    more: [{ path: "/v2/gen-ai/agents/{uuid}", root: "agent", single: true }],
    attributes: agentAttributes,
    unshown: ["agentGuardrails", "anthropicKeyUuid", "apiKeys", "deployments", "knowledgeBaseUuids", "openAiKeyUuid"],
  },
  price: unpriced("billed by tokens"),
});

export const genaiAgent: Kind = renamed("GenaiAgent", gradientaiAgent);
