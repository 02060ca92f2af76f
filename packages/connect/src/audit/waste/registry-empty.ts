import type { WasteKind } from "./waste.ts";

/** A container registry without an image. */
export const registryEmpty: WasteKind = {
  id: "registry-empty",
  title: "Container registries without images",
  kinds: ["ContainerRegistry", "ContainerRegistries"],
  fix: "Push images to it, or delete it and cancel the subscription",
  check: (registry, { account }) =>
    account.fact(registry, "storage_usage_bytes").number() === 0 ? "it stores nothing" : undefined,
};
