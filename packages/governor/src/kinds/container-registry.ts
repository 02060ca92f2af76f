import { registryPrice, registryShares } from "../cost/shared-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const containerRegistry: Kind = defineKind({
  name: "ContainerRegistry",
  type: "digitalocean:index/containerRegistry:ContainerRegistry",
  // Without a region DigitalOcean chooses one.
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  replacing: ["name", "region"],
  computed: ["createdAt", "endpoint", "serverUrl", "storageUsageBytes"],
  shares: registryShares,
  price: registryPrice,
});
