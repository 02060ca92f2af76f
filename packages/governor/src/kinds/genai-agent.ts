import { unpriced } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Deprecated name of `GradientaiAgent`. */
export const genaiAgent: Kind = defineKind({
  name: "GenaiAgent",
  type: "digitalocean:index/genaiAgent:GenaiAgent",
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
