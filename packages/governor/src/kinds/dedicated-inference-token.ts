import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const dedicatedInferenceToken: Kind = defineKind({
  name: "DedicatedInferenceToken",
  type: "digitalocean:index/dedicatedInferenceToken:DedicatedInferenceToken",
  scopes: scopesOf("dedicated_inference_token", "create", "read", "delete"),
  nameInput: "name",
  replacing: ["dedicatedInferenceId", "name"],
  secrets: ["token"],
  computed: ["createdAt", "token"],
  live: {
    listed: { path: "/v2/dedicated-inferences/{id}/tokens", root: "tokens" },
    under: "DedicatedInference",
    // An endpoint has one by itself.
    is: ({ is_managed: isManaged }) => isManaged !== true,
    id: "{under.id}:{id}",
    name: "{under.name}/{name}",
    attributes: (token, { under }) => ({ ...token, dedicated_inference_id: under?.id }),
  },
  price: included("in its endpoint"),
});
