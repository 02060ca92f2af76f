import type { ListedPrice } from "../catalogue/listed-price";
import {
  freePerTeam,
  prices,
  registryIncludedGib,
  registryTiers,
  registryTiersSource,
  spacesIncluded,
} from "../catalogue/prices";
import { weaker } from "../catalogue/sourced";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { plus, usd } from "./money";
import {
  between,
  fixed,
  included,
  type Monthly,
  type Price,
  type PriceContext,
  type Priced,
  type UsageAssumptions,
  unpriced,
} from "./price";
import { appUsageShares, type Metered } from "./traffic";
import { assumed, growing } from "./usage";

/** A price that a team pays as a whole, whichever resources of a stack need it. */
export type SharedPrice = Subscription | Allowance | Metered;

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

/** What the resources of both need; the very `a` where `b` adds nothing. */
export function joined(a: SharedPrice, b: SharedPrice): SharedPrice {
  if (a.state === "allowance" && b.state === "allowance") return { ...a, count: a.count + b.count };
  if (a.state === "metered" && b.state === "metered") {
    const { used, included: has, beyond } = b;
    return { ...a, used: a.used + used, included: a.included + has, beyond: plus(a.beyond, beyond) };
  }
  if (a.state !== "subscription" || b.state !== "subscription") return b;
  const price = greater(a.price, b.price);
  return price === a.price ? a : { ...a, price };
}

/** What a team pays for it. */
export function sharedPrice(shared: SharedPrice): Priced {
  switch (shared.state) {
    case "subscription":
      return shared.price;
    case "allowance":
      return beyondFree(shared);
    case "metered":
      return meteredPrice(shared);
  }
}

/**
 * What a stack pays beyond what is free. That it has the allowance to itself is the least, and what is expected;
 * at most other stacks of the team have used it up.
 */
function beyondFree({ count, free, each }: Allowance): Priced {
  const beyond = Math.max(0, count - free) * each.usd;
  return {
    state: "priced",
    monthly: { low: beyond, expected: beyond, high: count * each.usd },
    basis: `${count} at ${usd(each.usd)}, the first ${free === 1 ? "one" : free} free per team`,
    confidence: each.confidence,
    asOf: each.asOf,
  };
}

/** What is used beyond what is included. */
function meteredPrice({ used, included: has, beyond, free, unit, each }: Metered): Priced {
  const cost = (amount: number) => Math.max(0, amount - free) * each.usd;
  const monthly = { low: cost(beyond.low), expected: cost(beyond.expected), high: cost(beyond.high) };
  const allowance = has + free === 0 ? "" : `, ${amountWords(has + free)} included`;
  const rate = each.usd < 0.01 ? `$${each.usd}` : usd(each.usd);
  const basis = `${amountWords(used)} ${unit}${allowance}, beyond that ${rate} each`;
  return { ...between(monthly, basis, each), billing: "usage" };
}

function amountWords(amount: number): string {
  return String(Math.round(amount)).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** A subscription at its highest tier, bound by bound; the very `a` where `b` raises nothing. */
function greater(a: Priced, b: Priced): Priced {
  const monthly = {
    low: Math.max(a.monthly.low, b.monthly.low),
    expected: Math.max(a.monthly.expected, b.monthly.expected),
    high: Math.max(a.monthly.high, b.monthly.high),
  };
  const raised = monthly.low > a.monthly.low || monthly.expected > a.monthly.expected || monthly.high > a.monthly.high;
  return raised ? { ...(b.monthly.high > a.monthly.high ? b : a), monthly } : a;
}

/** The subscription that a bucket needs, and what its team stores and sends beyond it. */
export function spacesShares(_bucket: ResourceView, { usage }: PriceContext): readonly SharedPrice[] {
  const { spacesSubscription, spacesStorage, spacesOutbound } = prices;
  if (usage.spaces.subscription_active) return [];
  const stored = growing(usage.spaces.storage_gib, usage.spaces.growth_gib);
  const storage = beyondIncluded(stored, spacesIncluded.storageGib);
  const outbound = Math.max(0, usage.spaces.outbound_gib - spacesIncluded.outboundGib);
  const subscription: SharedPrice = {
    state: "subscription",
    name: "Spaces subscription",
    charge: "fixed",
    price: fixed(spacesSubscription.usd, `Spaces $${spacesSubscription.usd} once per team`, spacesSubscription),
  };
  if (storage.high + outbound === 0) return [subscription];
  const cost = (gib: number) => gib * spacesStorage.usd + outbound * spacesOutbound.usd;
  const beyond = {
    ...between(
      { low: cost(storage.low), expected: cost(storage.expected), high: cost(storage.high) },
      `${storage.expected} GiB stored at $${spacesStorage.usd} + ${outbound} GiB sent out at $${spacesOutbound.usd}`,
      weaker(spacesStorage, spacesOutbound),
    ),
    billing: "usage" as const,
  };
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

/** The subscription that a registry needs, and what its team stores beyond it. */
export function registryShares(registry: ResourceView, { usage }: PriceContext): readonly SharedPrice[] {
  const tier = registry.read("subscriptionTierSlug").text() ?? "";
  const price = registryTiers.get(tier) ?? 0;
  const name = "Container registry subscription";
  const subscription = {
    state: "subscription",
    name,
    charge: "fixed",
    price: fixed(price, `tier ${tier} $${price}`, registryTiersSource),
  } as const;
  return price === 0 ? [] : [subscription, ...registryStorage(registry, usage, registryIncludedGib.get(tier) ?? 0)];
}

function registryStorage(registry: ResourceView, usage: UsageAssumptions, includedGib: number): readonly SharedPrice[] {
  const stored = assumed(registry, usage, "storage_gib") ?? 0;
  const growth = assumed(registry, usage, "growth_gib");
  const { low, expected, high } = beyondIncluded(growing(stored, growth), includedGib);
  if (high === 0) return [];
  const each = prices.registryStorage;
  const monthly = { low: low * each.usd, expected: expected * each.usd, high: high * each.usd };
  const basis = `${expected} GiB stored beyond the ${includedGib} included at $${each.usd}`;
  const price = { ...between(monthly, basis, each), billing: "usage" as const };
  return [{ state: "subscription", name: "Container registry storage", charge: "usage", price }];
}

function beyondIncluded({ low, expected, high }: Monthly, has: number): Monthly {
  return { low: Math.max(0, low - has), expected: Math.max(0, expected - has), high: Math.max(0, high - has) };
}

/** A check among those of its team. */
export function uptimeShares(): readonly SharedPrice[] {
  return [sharesOf("Uptime checks", 1, freePerTeam.uptimeChecks, prices.uptimeCheck)];
}

/** What an app needs that its team pays for as a whole: static sites, of which some are free, and what it uses. */
export function appShares(app: ResourceView, context: PriceContext): readonly SharedPrice[] {
  const sites = app.read("spec").get("staticSites").elements();
  return [...siteShares(sites.filter(({ state }) => state === "known").length), ...appUsageShares(app, context)];
}

/** Sites among those of their team. */
function siteShares(count: number): readonly SharedPrice[] {
  return count === 0 ? [] : [sharesOf("Static sites", count, freePerTeam.staticSites, prices.appStaticSite)];
}

function sharesOf(name: string, count: number, free: number, each: ListedPrice): Allowance {
  return { state: "allowance", name, charge: "fixed", count, free, each };
}
