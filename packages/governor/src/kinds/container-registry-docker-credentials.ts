import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const containerRegistryDockerCredentials: Kind = defineKind({
  name: "ContainerRegistryDockerCredentials",
  type: "digitalocean:index/containerRegistryDockerCredentials:ContainerRegistryDockerCredentials",
  scopes: scopesOf("registry", "read"),
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { expirySeconds: 1576800000, write: false },
  replacing: ["registryName"],
  secrets: ["dockerCredentials"],
  computed: ["credentialExpirationTime", "dockerCredentials"],
  unlisted: { reason: "the API gives them out once" },
  price: included("in its registry"),
});
