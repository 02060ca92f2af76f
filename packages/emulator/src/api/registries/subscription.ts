import { registryTiers } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

export const tierSlug = z.enum(["starter", "basic", "professional"]);

export type TierSlug = z.infer<typeof tierSlug>;

const subscription = z.object({ tier: tierSlug, created_at: stampSchema, updated_at: stampSchema });

export type Subscription = z.infer<typeof subscription>;

const mib = 1024 ** 2;

/** What a tier includes. Source: the document, and its example of 7 Aug 2026. */
const tiers = {
  starter: { repositories: 1, bytes: 500 * mib, overage: false, registries: 1 },
  basic: { repositories: 5, bytes: 5 * 1024 * mib, overage: true, registries: 1 },
  // Zero: as many as one likes.
  professional: { repositories: 0, bytes: 100 * 1024 * mib, overage: true, registries: 10 },
} satisfies Record<TierSlug, unknown>;

/** What an account pays for its registries: a table of one row. */
export const subscriptionTable = tableOf("registry_subscription", subscription);

belongsTo("ContainerRegistry", subscriptionTable);

/** Key of that row. */
export const theSubscription = "subscription";

export function subscriptionOf(account: Account): Subscription | undefined {
  return subscriptionTable.of(account).get(theSubscription);
}

/** How many registries a tier allows. */
export const registriesIn = (tier: TierSlug): number => tiers[tier].registries;

/** A tier as the API answers with it. */
export function tierAnswer(tier: TierSlug) {
  const { repositories, bytes, overage } = tiers[tier];
  return {
    name: `${tier.charAt(0).toUpperCase()}${tier.slice(1)}`,
    slug: tier,
    included_repositories: repositories,
    included_storage_bytes: bytes,
    allow_storage_overage: overage,
    included_bandwidth_bytes: bytes,
    monthly_price_in_cents: (registryTiers.get(tier) ?? 0) * 100,
    storage_overage_price_in_cents: 2,
  };
}

/** A subscription as the API answers with it. */
export function subscriptionAnswer({ tier, ...dates }: Subscription) {
  return { tier: tierAnswer(tier), ...dates };
}
