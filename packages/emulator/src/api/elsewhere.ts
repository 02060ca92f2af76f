import type { Operation } from "./operation.ts";

/**
 * Paths of DigitalOcean's that the emulator does not have and a parameter of another would catch: `buildpacks` is no
 * app, and 404 would say that there is none. Taken from its document and from what its Go client calls.
 */
export const elsewhere: readonly Pick<Operation, "method" | "path">[] = [
  { method: "GET", path: "/v2/apps/buildpacks" },
  { method: "GET", path: "/v2/apps/tiers" },
  { method: "GET", path: "/v2/dedicated-inferences/gpu-model-config" },
  { method: "GET", path: "/v2/dedicated-inferences/sizes" },
];
