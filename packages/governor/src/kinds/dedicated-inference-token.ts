import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const dedicatedInferenceToken: Kind = defineKind({
  name: "DedicatedInferenceToken",
  type: "digitalocean:index/dedicatedInferenceToken:DedicatedInferenceToken",
  nameInput: "name",
  replacing: ["dedicatedInferenceId", "name"],
  secrets: ["token"],
  computed: ["createdAt", "token"],
  price: included("in its endpoint"),
});
