import { registryPrice, registryShares } from "../cost/shared-price";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { named } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const containerRegistries: Kind = defineKind({
  name: "ContainerRegistries",
  type: "digitalocean:index/containerRegistries:ContainerRegistries",
  scopes: scopesOf("registry"),
  // Without a region DigitalOcean chooses one.
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  holdsData: true,
  replacing: ["name", "region"],
  computed: ["createdAt", "endpoint", "serverUrl", "storageUsageBytes"],
  limits: [
    named("name", /^[a-z0-9-]{1,63}$/, "1 to 63 lower-case letters, digits and dashes", openApi),
    oneWordOf("region", ["nyc3", "sfo3", "sfo2", "ams3", "sgp1", "fra1", "blr1", "syd1"], openApi, { anyCase: true }),
    oneWordOf("subscriptionTierSlug", ["starter", "basic", "professional"], openApi),
  ],
  usage: "container_registry",
  shares: registryShares,
  unlisted: { reason: "they are the registries that are read as ContainerRegistry" },
  price: registryPrice,
});
