import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

/** Deprecated name of `GradientaiOpenaiApiKey`. */
export const genaiOpenaiApiKey: Kind = defineKind({
  name: "GenaiOpenaiApiKey",
  type: "digitalocean:index/genaiOpenaiApiKey:GenaiOpenaiApiKey",
  nameInput: "name",
  secrets: ["apiKey"],
  computed: ["createdAt", "createdBy", "deletedAt", "updatedAt", "uuid"],
  price: free,
});
