import { prices, registryTiers, spacesIncluded } from "../catalogue/prices";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { between, fixed, included, type Price, type PriceContext, type Priced, unpriced } from "./price";

/** A price that a team pays once, however many resources of a stack need it. */
export interface SharedPrice {
  /** What it is shown as, such as `Spaces subscription`. */
  readonly name: string;
  /** `usage`: it follows from the assumptions of `governor.yaml`, not from the program. */
  readonly charge: "fixed" | "usage";
  readonly price: Priced;
}

const sharedBy: Readonly<Record<string, (resource: ResourceView, context: PriceContext) => readonly SharedPrice[]>> = {
  SpacesBucket: (_bucket, context) => spacesPrices(context),
  S3Bucket: (_bucket, context) => spacesPrices(context),
  ContainerRegistry: registrySubscription,
  ContainerRegistries: registrySubscription,
};

/** What a resource needs that its team pays once. Resources that need the same give the same name. */
export function sharedPrices(resource: ResourceView, context: PriceContext): readonly SharedPrice[] {
  return sharedBy[resource.kind?.name ?? ""]?.(resource, context) ?? [];
}

function spacesPrices({ usage }: PriceContext): readonly SharedPrice[] {
  const { spacesSubscription, spacesStorage, spacesOutbound } = prices;
  if (usage.spaces.subscription_active) return [];
  const storage = Math.max(0, usage.spaces.storage_gib - spacesIncluded.storageGib);
  const outbound = Math.max(0, usage.spaces.outbound_gib - spacesIncluded.outboundGib);
  const subscription: SharedPrice = {
    name: "Spaces subscription",
    charge: "fixed",
    price: fixed(spacesSubscription.usd, `Spaces $${spacesSubscription.usd} once per team`),
  };
  if (storage + outbound === 0) return [subscription];
  const beyond = fixed(
    storage * spacesStorage.usd + outbound * spacesOutbound.usd,
    `${storage} GiB stored at $${spacesStorage.usd} + ${outbound} GiB sent out at $${spacesOutbound.usd}`,
  );
  return [subscription, { name: "Spaces usage", charge: "usage", price: beyond }];
}

/** The price of one registry: its team's subscription pays for it, if the tier is one that has a price. */
export function registryPrice(registry: ResourceView): Price {
  const tier = registry.read("subscriptionTierSlug");
  const slug = tier.text();
  if (tier.opaque || (slug !== undefined && registryTiers.has(slug))) {
    return included("in the container registry subscription");
  }
  return unpriced(reasonOf(tier));
}

function registrySubscription(registry: ResourceView): readonly SharedPrice[] {
  const tier = registry.read("subscriptionTierSlug");
  const name = "Container registry subscription";
  if (tier.opaque) {
    const highest = Math.max(...registryTiers.values());
    return [{ name, charge: "fixed", price: between(0, highest, `tier of $0 to $${highest}: not known before up`) }];
  }
  const usd = registryTiers.get(tier.text() ?? "") ?? 0;
  return usd === 0 ? [] : [{ name, charge: "fixed", price: fixed(usd, `tier ${tier.text()} $${usd}`) }];
}
