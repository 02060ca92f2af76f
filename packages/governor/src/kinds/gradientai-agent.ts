import { unpriced } from "../cost/price";
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
  price: unpriced("billed by tokens"),
});

export const genaiAgent: Kind = renamed("GenaiAgent", gradientaiAgent);
