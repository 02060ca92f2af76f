import type { ResourceView } from "../view/resource";
import type { StackView } from "../view/stack";
import { type CostEntry, type CostEstimate, estimateCost } from "./estimate";
import { minus, nothing, plus, roundMonthly } from "./money";
import type { Monthly, Price, UsageAssumptions } from "./price";
import { defaultUsage } from "./usage";

/** What changes for the price of one resource, or of what the team pays once. */
export interface CostChange {
  /** Undefined for what the team pays once. */
  readonly urn?: string;
  /** Class name, such as `Droplet`, or the name of what the team pays once. */
  readonly kind: string;
  readonly action: "new" | "gone" | "changed";
  /** Undefined if it is new. */
  readonly before?: Price;
  /** Undefined if it is gone. */
  readonly after?: Price;
  /** Undefined if one of the two prices is not known. */
  readonly difference?: Monthly;
}

/** What a change costs a month. */
export interface CostDiff {
  /** What is new, gone or has another price, in the order of the resources; what is gone comes last. */
  readonly changes: readonly CostChange[];
  /** What costs the same as before. */
  readonly unchanged: { readonly count: number; readonly monthly: Monthly };
  readonly before: Monthly;
  readonly after: Monthly;
  /** The differences of the changes whose prices are known, bound by bound; below zero for what is saved. */
  readonly difference: Monthly;
  /** How many changes have an unknown price on one side: no saving, and no cost, is read from them. */
  readonly unpriced: number;
  /** True if resources that the operation leaves unchanged are missing from both sides. */
  readonly incomplete: boolean;
}

/**
 * What the operation of a preview costs, resource by resource; undefined for a source that is no preview.
 */
export function costDiffOfPreview(stack: StackView, usage: UsageAssumptions = defaultUsage): CostDiff | undefined {
  if (stack.changes === undefined) return undefined;
  const changed = new Set(stack.changes.map(({ urn }) => urn));
  const before = [
    ...stack.changes.flatMap((change) => {
      const same = change.action === "same" ? stack.resource(change.urn) : undefined;
      return change.before ?? same ?? [];
    }),
    // What the operation does not mention, such as what it only refreshes, was there before.
    ...stack.resources.filter(({ urn }) => !changed.has(urn)),
  ];
  return { ...costDiff(before, stack.resources, usage), incomplete: stack.gaps.has("unchanged-resources") };
}

/** What a stack costs more, or less, than it did, resource by resource. */
export function costDiff(
  before: Iterable<ResourceView>,
  after: Iterable<ResourceView>,
  usage: UsageAssumptions = defaultUsage,
): CostDiff {
  return diffOfEstimates(estimateCost(before, usage), estimateCost(after, usage));
}

/** The same of two estimates. */
export function diffOfEstimates(before: CostEstimate, after: CostEstimate): CostDiff {
  const earlier = new Map(before.entries.map((entry) => [keyOf(entry), entry]));
  const later = new Set(after.entries.map(keyOf));
  const changes: CostChange[] = [];
  let count = 0;
  let same = nothing;
  for (const entry of after.entries) {
    const previous = earlier.get(keyOf(entry));
    if (previous === undefined) changes.push(changeOf("new", entry, undefined, entry.price));
    else if (isSame(previous.price, entry.price)) {
      count += 1;
      same = plus(same, monthlyOf(entry.price) ?? nothing);
    } else changes.push(changeOf("changed", entry, previous.price, entry.price));
  }
  for (const entry of before.entries) {
    if (!later.has(keyOf(entry))) changes.push(changeOf("gone", entry, entry.price, undefined));
  }
  const known = changes.flatMap(({ difference }) => difference ?? []);
  return {
    changes,
    unchanged: { count, monthly: roundMonthly(same) },
    before: before.total,
    after: after.total,
    difference: roundMonthly(known.reduce(plus, nothing)),
    unpriced: changes.length - known.length,
    incomplete: false,
  };
}

function changeOf(
  action: CostChange["action"],
  { urn, kind }: CostEntry,
  before: Price | undefined,
  after: Price | undefined,
): CostChange {
  const from = before === undefined ? nothing : monthlyOf(before);
  const to = after === undefined ? nothing : monthlyOf(after);
  return {
    ...(urn === undefined ? {} : { urn }),
    kind,
    action,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(from === undefined || to === undefined ? {} : { difference: roundMonthly(minus(to, from)) }),
  };
}

/** Undefined for a price that is not known; what is free costs nothing. */
function monthlyOf(price: Price): Monthly | undefined {
  if (price.state === "priced") return price.monthly;
  return price.state === "free" ? nothing : undefined;
}

/** In cents, as prices are shown. */
function isSame(a: Price, b: Price): boolean {
  if (a.state !== b.state) return false;
  if (a.state === "unpriced" && b.state === "unpriced") return a.reason === b.reason;
  const [from, to] = [monthlyOf(a), monthlyOf(b)].map((monthly) => roundMonthly(monthly ?? nothing));
  return from?.low === to?.low && from?.expected === to?.expected && from?.high === to?.high;
}

function keyOf({ urn, kind, account }: CostEntry): string {
  return urn ?? `${kind}\n${account}`;
}
