import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { subscriptionOf } from "./subscription.ts";

const registry = z.object({ name: z.string(), region: z.string(), created_at: stampSchema });

export type Registry = z.infer<typeof registry>;

/** Container registries by name. */
export const registryTable = tableOf("registries", registry);

describes(registryTable, {
  kind: "ContainerRegistry",
  product: "Container Registry",
  path: "/v2/registries",
  read: ({ name, region, created_at }, account) => ({
    id: name,
    name,
    region,
    since: created_at,
    inputs: { subscriptionTierSlug: subscriptionOf(account)?.tier },
  }),
});
