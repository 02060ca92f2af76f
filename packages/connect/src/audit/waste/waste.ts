import { type CostEstimate, estimateCost, type ResourceView, type UsageAssumptions } from "@infrafabric/governor";
import type { LiveAccount } from "../live-account.ts";

/** A way to pay for, or to keep, what nobody uses. */
export interface WasteKind {
  readonly id: string;
  readonly title: string;
  /** The kinds of resource that it is about. */
  readonly kinds: readonly string[];
  /** Kinds without whose resources it cannot be judged. */
  readonly needs?: readonly string[];
  readonly fix: string;
  /** Why a resource is wasted; undefined if it is not, or if that cannot be determined. */
  check(resource: ResourceView, context: WasteContext): string | undefined;
}

/** What a check of waste may know. */
export interface WasteContext {
  readonly account: LiveAccount;
  readonly now: Date;
  /** From how many days on a snapshot or an image is old. */
  readonly snapshotDays: number;
}

type Price = CostEstimate["entries"][number]["price"];

/** What is wasted. */
export interface Waste {
  /** Id of its kind of waste. */
  readonly id: string;
  readonly resource: ResourceView;
  /** Why it is wasted. */
  readonly message: string;
  readonly fix: string;
  readonly price: Price;
}

/**
 * What an account wastes, what costs the most first. Each resource is named once, by the first kind of waste that it is.
 *
 * @param usage What `governor.yaml` assumes of usage; default what prices assume.
 */
export function wasteIn(
  kinds: readonly WasteKind[],
  context: WasteContext,
  usage?: UsageAssumptions,
): readonly Waste[] {
  const { resources } = context.account.stack;
  const prices = new Map(estimateCost(resources, usage).entries.map(({ urn, price }) => [urn, price]));
  const judged = kinds.filter(({ needs = [] }) => context.account.isRead(...needs));
  const found = resources.flatMap((resource): readonly Waste[] => {
    for (const { id, kinds: about, fix, check } of judged) {
      if (!resource.managed || resource.kind === undefined || !about.includes(resource.kind.name)) continue;
      const message = check(resource, context);
      const price = prices.get(resource.urn);
      if (message !== undefined && price !== undefined) return [{ id, resource, message, fix, price }];
    }
    return [];
  });
  return found.sort((a, b) => usdOf(b) - usdOf(a) || a.id.localeCompare(b.id, "en") || byUrn(a, b));
}

/** USD per month; what has no price comes before what is free. */
const usdOf = ({ price }: Waste) =>
  price.state === "priced" ? price.monthly.expected : price.state === "unpriced" ? 0.005 : 0;

const byUrn = (a: Waste, b: Waste) => a.resource.urn.localeCompare(b.resource.urn, "en", { numeric: true });

/** USD per month of what has a price. */
export function costOfWaste(waste: readonly Waste[]): number {
  return waste.reduce((sum, { price }) => sum + (price.state === "priced" ? price.monthly.expected : 0), 0);
}

/** How many days ago something was; undefined for what is not a date. */
export function daysSince(date: string | undefined, now: Date): number | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : Math.floor((now.getTime() - time) / 86_400_000);
}
