import { registryPrice, registryShares } from "../cost/shared-price";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { named } from "../limits/text";
import { attributeOf } from "../live/api-object";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const containerRegistry: Kind = defineKind({
  name: "ContainerRegistry",
  type: "digitalocean:index/containerRegistry:ContainerRegistry",
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
  live: {
    listed: { path: "/v2/registries", root: "registries" },
    id: "{name}",
    more: [{ path: "/v2/registry/subscription", root: "subscription", single: true }],
    attributes: ({ subscription, ...rest }) => ({
      ...rest,
      endpoint: `registry.digitalocean.com/${rest.name}`,
      server_url: "registry.digitalocean.com",
      subscription_tier_slug: attributeOf(attributeOf(subscription, "tier"), "slug"),
    }),
    unshown: ["subscriptionTierSlug"],
  },
  price: registryPrice,
});
