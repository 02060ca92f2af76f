import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const containerRegistryDockerCredentials: Kind = defineKind({
  name: "ContainerRegistryDockerCredentials",
  type: "digitalocean:index/containerRegistryDockerCredentials:ContainerRegistryDockerCredentials",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { expirySeconds: 1576800000, write: false },
  replacing: ["registryName"],
  secrets: ["dockerCredentials"],
  computed: ["credentialExpirationTime", "dockerCredentials"],
  price: included("in its registry"),
});
