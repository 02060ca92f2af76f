import { isOfDigitalOcean, type ResourceView } from "../view/resource";
import { minus, nothing, plus, roundMonthly } from "./money";
import { type Neighbours, neighboursOf, registering } from "./neighbours";
import { type Monthly, type Price, type PriceContext, type Priced, type UsageAssumptions, unpriced } from "./price";
import { joined, type SharedPrice, sharedPrice } from "./shared-price";
import { defaultUsage } from "./usage";

/** One line of an estimate. */
export interface CostEntry {
  /** The resource; undefined for what a team pays once, such as the Spaces subscription. */
  readonly urn?: string;
  /** Provider instance whose team pays it. */
  readonly account: string;
  /** Class name, such as `Droplet`, or the name of what the team pays once. */
  readonly kind: string;
  readonly price: Price;
  /** `usage`: it follows from the assumptions of `governor.yaml`, not from the program. */
  readonly charge: "fixed" | "usage";
}

/** What a stack costs, USD per month. */
export interface CostEstimate {
  /** One entry per managed resource, in the order in which they were added, then what the team pays once. */
  readonly entries: readonly CostEntry[];
  /** `fixed` and `usage` together, rounded to cents. */
  readonly total: Monthly;
  readonly fixed: Monthly;
  readonly usage: Monthly;
  /** What the total leaves out. */
  readonly unpriced: readonly { readonly urn: string; readonly kind: string; readonly reason: string }[];
}

/** A running total. */
export interface CostTotal {
  /**
   * Counts a resource. What it returns is new in the estimate: the entry of the resource, and what the team pays once
   * where this resource is the first that needs it or raises it. Nothing for what the stack does not manage.
   */
  add(resource: ResourceView): readonly CostEntry[];
  /** What was added so far, not rounded. */
  readonly total: Monthly;
  estimate(): CostEstimate;
}

/**
 * Starts a running total. The order in which resources are added makes no difference to it.
 *
 * @param neighbours What a price may follow from. Default: nothing yet, while a stack is being registered; what a
 * later resource may still hold or size is then left out of `expected`.
 */
export function costTotal(usage: UsageAssumptions = defaultUsage, neighbours: Neighbours = registering): CostTotal {
  const context: PriceContext = { usage, neighbours };
  const own: CostEntry[] = [];
  const shared = new Map<
    string,
    { readonly of: SharedPrice; readonly entry: CostEntry & { readonly price: Priced } }
  >();
  const sums = { fixed: nothing, usage: nothing };

  /** A team is that of one account. */
  function share(next: SharedPrice, account: string): readonly CostEntry[] {
    const key = `${next.name}\n${account}`;
    const previous = shared.get(key);
    const before = previous?.entry.price;
    const of = previous === undefined ? next : joined(previous.of, next);
    if (of === previous?.of) return [];
    const price = sharedPrice(of);
    sums[next.charge] = plus(minus(sums[next.charge], before?.monthly ?? nothing), price.monthly);
    const entry = { kind: next.name, account, price, charge: next.charge };
    shared.set(key, { of, entry });
    return [entry];
  }

  return {
    add(resource) {
      const kind = resource.kind?.name ?? ungoverned(resource);
      if (!resource.managed || kind === undefined) return [];
      const price = resource.kind?.price(resource, context) ?? unpriced("its type is not in this version's kinds");
      const { urn, account } = resource;
      const entry: CostEntry = { urn, account, kind, price, charge: "fixed" };
      own.push(entry);
      if (price.state === "priced") sums.fixed = plus(sums.fixed, price.monthly);
      const shares = resource.kind?.shares?.(resource, context) ?? [];
      return [entry, ...shares.flatMap((one) => share(one, account))];
    },
    get total() {
      return plus(sums.fixed, sums.usage);
    },
    estimate() {
      const once = [...shared.values()].map(({ entry }) => entry);
      return {
        entries: [...own, ...once],
        total: roundMonthly(plus(sums.fixed, sums.usage)),
        fixed: roundMonthly(sums.fixed),
        usage: roundMonthly(sums.usage),
        unpriced: own.flatMap(({ urn, kind, price }) =>
          urn !== undefined && price.state === "unpriced" ? [{ urn, kind, reason: price.reason }] : [],
        ),
      };
    },
  };
}

/** What the managed resources of a stack cost, USD per month. */
export function estimateCost(resources: Iterable<ResourceView>, usage: UsageAssumptions = defaultUsage): CostEstimate {
  const all = [...resources];
  const total = costTotal(usage, neighboursOf(all));
  for (const resource of all) total.add(resource);
  return total.estimate();
}

/** The class name of a DigitalOcean resource without a kind; undefined for components, providers and other clouds. */
function ungoverned(resource: ResourceView): string | undefined {
  return isOfDigitalOcean(resource) ? resource.type.split(":").at(-1) : undefined;
}
