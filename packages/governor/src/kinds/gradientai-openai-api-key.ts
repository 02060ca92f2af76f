import { free } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";

export const gradientaiOpenaiApiKey: Kind = defineKind({
  name: "GradientaiOpenaiApiKey",
  type: "digitalocean:index/gradientaiOpenaiApiKey:GradientaiOpenaiApiKey",
  nameInput: "name",
  secrets: ["apiKey"],
  computed: ["createdAt", "createdBy", "deletedAt", "updatedAt", "uuid"],
  price: free,
});

export const genaiOpenaiApiKey: Kind = renamed("GenaiOpenaiApiKey", gradientaiOpenaiApiKey);
