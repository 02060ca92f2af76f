import { fixed, type Price, unpriced } from "../cost/price";
import type { ResourceView } from "../view/resource";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const gradientaiCustomModel: Kind = defineKind({
  name: "GradientaiCustomModel",
  type: "digitalocean:index/gradientaiCustomModel:GradientaiCustomModel",
  scopes: scopesOf("genai"),
  tags: { use: "label", path: "tags" },
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { acceptTermsAndConditions: false },
  secrets: ["sourceRef.hfToken"],
  computed: [
    "activeDeployments",
    "architecture",
    "contextLength",
    "costEstimatePerMonth",
    "createdAt",
    "errorMessage",
    "fileCount",
    "status",
    "storageRegion",
    "teamId",
    "totalSizeBytes",
    "updatedAt",
    "uuid",
  ],
  unlisted: { reason: "the API shows no more than its name" },
  price: modelPrice,
});

/** DigitalOcean says what a model costs once it exists. */
function modelPrice(model: ResourceView): Price {
  const usd = model.read("costEstimatePerMonth").number();
  return usd === undefined
    ? unpriced("no published price for custom models; DigitalOcean shows an estimate once the model exists")
    : fixed(usd, "DigitalOcean's own estimate", { confidence: "medium" });
}
