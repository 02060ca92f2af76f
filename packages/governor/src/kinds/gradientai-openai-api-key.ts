import { free } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiOpenaiApiKey: Kind = defineKind({
  name: "GradientaiOpenaiApiKey",
  type: "digitalocean:index/gradientaiOpenaiApiKey:GradientaiOpenaiApiKey",
  scopes: scopesOf("genai"),
  nameInput: "name",
  secrets: ["apiKey"],
  computed: ["createdAt", "createdBy", "deletedAt", "updatedAt", "uuid"],
  live: { listed: { path: "/v2/gen-ai/openai/keys", root: "api_key_infos" }, id: "{uuid}", unshown: ["apiKey"] },
  price: free,
});

export const genaiOpenaiApiKey: Kind = renamed("GenaiOpenaiApiKey", gradientaiOpenaiApiKey);
