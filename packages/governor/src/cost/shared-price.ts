import type { ListedPrice } from "../catalogue/listed-price";
import { freePerTeam, prices, registryTiers, spacesIncluded } from "../catalogue/prices";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { usd } from "./money";
import { fixed, included, type Price, type PriceContext, type Priced, unpriced } from "./price";

/** A price that a team pays as a whole, whichever resources of a stack need it. */
export type SharedPrice = Subscription | Allowance;

/** What a team pays once, at the highest that a resource needs. */
interface Subscription {
  readonly state: "subscription";
  /** What it is shown as, such as `Spaces subscription`. */
  readonly name: string;
  /** `usage`: it follows from the assumptions of `governor.yaml`, not from the program. */
  readonly charge: "fixed" | "usage";
  readonly price: Priced;
}

/** What a team gets free for the first few. */
export interface Allowance {
  readonly state: "allowance";
  /** What it is shown as, such as `Static sites`. */
  readonly name: string;
  readonly charge: "fixed";
  readonly count: number;
  readonly free: number;
  readonly each: ListedPrice;
}

/** The same allowance for the resources of both. */
export function joined(a: Allowance, b: Allowance): Allowance {
  return { ...a, count: a.count + b.count };
}

/**
 * What a stack pays beyond what is free. That it has the allowance to itself is the least, and what is expected;
 * at most other stacks of the team have used it up.
 */
export function beyondFree({ count, free, each }: Allowance): Priced {
  const beyond = Math.max(0, count - free) * each.usd;
  return {
    state: "priced",
    monthly: { low: beyond, expected: beyond, high: count * each.usd },
    basis: `${count} at ${usd(each.usd)}, the first ${free === 1 ? "one" : free} free per team`,
    confidence: each.confidence,
  };
}

/** The subscription that a bucket needs, and what its team stores and sends beyond it. */
export function spacesShares(_bucket: ResourceView, { usage }: PriceContext): readonly SharedPrice[] {
  const { spacesSubscription, spacesStorage, spacesOutbound } = prices;
  if (usage.spaces.subscription_active) return [];
  const storage = Math.max(0, usage.spaces.storage_gib - spacesIncluded.storageGib);
  const outbound = Math.max(0, usage.spaces.outbound_gib - spacesIncluded.outboundGib);
  const subscription: SharedPrice = {
    state: "subscription",
    name: "Spaces subscription",
    charge: "fixed",
    price: fixed(spacesSubscription.usd, `Spaces $${spacesSubscription.usd} once per team`),
  };
  if (storage + outbound === 0) return [subscription];
  const beyond = fixed(
    storage * spacesStorage.usd + outbound * spacesOutbound.usd,
    `${storage} GiB stored at $${spacesStorage.usd} + ${outbound} GiB sent out at $${spacesOutbound.usd}`,
  );
  return [subscription, { state: "subscription", name: "Spaces usage", charge: "usage", price: beyond }];
}

/** The price of one registry: its team's subscription pays for it, if the tier is one that has a price. */
export function registryPrice(registry: ResourceView): Price {
  const tier = registry.read("subscriptionTierSlug");
  const slug = tier.text();
  if (slug !== undefined && registryTiers.has(slug)) return included("in the container registry subscription");
  const highest = Math.max(...registryTiers.values());
  return unpriced(tier.opaque ? `${reasonOf(tier)}: its subscription costs $0 to $${highest}` : reasonOf(tier));
}

/** The subscription that a registry needs. */
export function registryShares(registry: ResourceView): readonly SharedPrice[] {
  const tier = registry.read("subscriptionTierSlug").text();
  const price = registryTiers.get(tier ?? "") ?? 0;
  const name = "Container registry subscription";
  return price === 0
    ? []
    : [{ state: "subscription", name, charge: "fixed", price: fixed(price, `tier ${tier} $${price}`) }];
}

/** A check among those of its team. */
export function uptimeShares(): readonly SharedPrice[] {
  return [sharesOf("Uptime checks", 1, freePerTeam.uptimeChecks, prices.uptimeCheck)];
}

/** Sites among those of their team. */
export function siteShares(count: number): readonly SharedPrice[] {
  return count === 0 ? [] : [sharesOf("Static sites", count, freePerTeam.staticSites, prices.appStaticSite)];
}

function sharesOf(name: string, count: number, free: number, each: ListedPrice): Allowance {
  return { state: "allowance", name, charge: "fixed", count, free, each };
}
