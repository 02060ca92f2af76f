import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const dedicatedInferenceToken: Kind = defineKind({
  name: "DedicatedInferenceToken",
  type: "digitalocean:index/dedicatedInferenceToken:DedicatedInferenceToken",
  scopes: scopesOf("dedicated_inference_tokens", "create", "read", "delete"),
  nameInput: "name",
  replacing: ["dedicatedInferenceId", "name"],
  secrets: ["token"],
  computed: ["createdAt", "token"],
  price: included("in its endpoint"),
});
