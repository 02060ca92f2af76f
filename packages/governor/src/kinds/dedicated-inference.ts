import { unpriced } from "../cost/price";
import { openApi } from "../limits/citations";
import { needed } from "../limits/needed";
import { oneWordOf } from "../limits/one-of";
import { named } from "../limits/text";
import { attributeOf } from "../live/api-object";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const dedicatedInference: Kind = defineKind({
  name: "DedicatedInference",
  type: "digitalocean:index/dedicatedInference:DedicatedInference",
  scopes: scopesOf("dedicated_inference"),
  region: { path: "region", slugs: "datacenter", required: true },
  vpcs: ["vpcUuid"],
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { enablePublicEndpoint: false },
  replacing: ["enablePublicEndpoint", "region", "vpcUuid"],
  secrets: ["huggingFaceToken"],
  computed: ["createdAt", "privateEndpointFqdn", "publicEndpointFqdn", "status", "updatedAt"],
  limits: [
    named("name", /^[\w-]+$/, "at most 255 letters, digits, dashes and underscores", openApi, 255),
    oneWordOf("region", ["atl1", "nyc2", "tor1"], openApi, { anyCase: true }),
    needed("modelDeployments", openApi),
  ],
  live: {
    listed: { path: "/v2/dedicated-inferences", root: "dedicated_inferences" },
    attributes: ({ spec, ...rest }) => ({
      ...rest,
      enable_public_endpoint: attributeOf(spec, "enable_public_endpoint"),
      model_deployments: attributeOf(spec, "model_deployments"),
    }),
    unshown: ["huggingFaceToken"],
  },
  price: unpriced("billed by accelerator hour, at prices that only the API shows"),
});
