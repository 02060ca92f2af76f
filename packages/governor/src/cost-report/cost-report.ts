import { ageOf, type CatalogueAge } from "../catalogue/age";
import { averageHours, cappedHours, longestHours } from "../catalogue/prices";
import { type CostDiff, costDiff, costDiffOfPreview, diffOfEstimates } from "../cost/diff";
import { type CostEntry, type CostEstimate, estimateCost } from "../cost/estimate";
import type { Price } from "../cost/price";
import type { WhatIf } from "../cost/what-if";
import { evaluate } from "../evaluate";
import type { Finding } from "../findings/finding";
import { type BudgetState, budgetStates } from "../rules/governance/budgets";
import { monthlyBudget } from "../rules/governance/monthly-budget";
import type { Settings } from "../settings/settings";
import { compareTexts } from "../view/compare";
import { shownText } from "../view/quoted";
import type { ResourceView } from "../view/resource";
import type { StackView } from "../view/stack";
import { parseUrn } from "../view/urn";
import { assumptionsOf, unusedAssumptions } from "./assumptions";
import { trapsOf } from "./traps";

/** A line of a report on cost: a resource, or what the team pays once. */
export interface CostRow {
  readonly entry: CostEntry;
  /** Logical name; empty for what the team pays once. */
  readonly name: string;
  /** The component around it: name and type; undefined for a resource of the program itself. */
  readonly component?: string;
  readonly size?: string;
  readonly region?: string;
  /** USD per hour, for instance of a pool at its minimum and at its maximum; undefined for what is free, unpriced or billed by use. */
  readonly hourly?: Hourly;
}

/** USD per hour while it exists. */
export interface Hourly {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** What a stack costs, against its budgets, and what to know about it. */
export interface CostReport {
  readonly stack: StackView;
  readonly estimate: CostEstimate;
  /** By component, the dearest first; what the team pays once comes last. */
  readonly rows: readonly CostRow[];
  readonly counts: {
    readonly resources: number;
    readonly priced: number;
    readonly free: number;
    readonly unpriced: number;
  };
  /** The stack's own limit first. */
  readonly budgets: readonly BudgetState[];
  /** What the rule monthly-budget says, exempt or not. */
  readonly findings: readonly Finding[];
  readonly catalogue: CatalogueAge;
  /** What changes against the state before, and where that is from; undefined if the source has no state before. */
  readonly change?: CostDiff & { readonly since: string };
  readonly whatIfs: readonly (CostDiff & { readonly words: string })[];
  readonly assumptions: readonly string[];
  readonly traps: readonly string[];
  readonly notices: readonly string[];
}

/** What a report on cost takes besides the stack and its settings. */
export interface CostReportOptions {
  /** Default the clock. */
  readonly now?: Date;
  /** The state before; default what a preview says of it. */
  readonly before?: { readonly stack: StackView; readonly origin: string };
  readonly whatIfs?: readonly WhatIf[];
}

/** Works out what a stack costs. */
export function costReport(stack: StackView, settings: Settings, options: CostReportOptions = {}): CostReport {
  const { now = new Date(), before, whatIfs = [] } = options;
  const { usage } = settings;
  const estimate = estimateCost(stack.resources, usage);
  const own = estimate.entries.flatMap((entry) => {
    const resource = entry.urn === undefined ? undefined : stack.resource(entry.urn);
    return resource === undefined ? [] : [{ entry, resource }];
  });
  const catalogue = ageOf(now);
  const preview = before === undefined ? costDiffOfPreview(stack, usage) : undefined;
  const change =
    before === undefined
      ? preview === undefined
        ? undefined
        : { ...preview, since: "the state before this preview" }
      : { ...costDiff(before.stack.resources, stack.resources, usage), since: before.origin };
  const count = (state: Price["state"]) => own.filter(({ entry }) => entry.price.state === state).length;
  const isPartial = stack.gaps.has("unchanged-resources");
  return {
    stack,
    estimate,
    rows: [
      ...own.map(({ entry, resource }) => rowOf(entry, resource, stack)).sort(byComponentAndCost),
      ...estimate.entries.flatMap((entry) => (entry.urn === undefined ? [{ entry, name: "" }] : [])),
    ],
    counts: { resources: own.length, priced: count("priced"), free: count("free"), unpriced: count("unpriced") },
    budgets: budgetStates(settings, stack),
    findings: evaluate(stack, settings, [monthlyBudget], now).findings,
    catalogue,
    ...(change === undefined ? {} : { change }),
    whatIfs: whatIfs.map(({ words, resources }) => ({
      words,
      ...diffOfEstimates(estimate, estimateCost(resources, usage)),
    })),
    assumptions: settings.secret === true ? [] : assumptionsOf(stack.resources, usage),
    traps: trapsOf(own),
    notices: [
      ...(isPartial
        ? [
            "resources that this operation leaves unchanged are missing, so the total is too low: create the preview with `pulumi preview --json --show-sames`",
          ]
        : []),
      ...(settings.secret === true ? [] : unusedAssumptions(stack.resources, usage)),
      ...whatIfs.flatMap(({ note }) => note ?? []),
      ...(catalogue.isStale
        ? [`the prices are of ${catalogue.asOf}, ${catalogue.days} days ago, and may have changed since`]
        : []),
    ],
  };
}

function rowOf(entry: CostEntry, resource: ResourceView, stack: StackView): CostRow {
  const { size, region } = resource.kind ?? {};
  const shown = (path: string | undefined) =>
    path === undefined ? undefined : shownText(resource, resource.read(path));
  const component = componentOf(resource, stack);
  const [slug, place] = [shown(size?.path), shown(region?.path)];
  return {
    entry,
    name: resource.name,
    ...(component === undefined ? {} : { component }),
    ...(slug === undefined ? {} : { size: slug }),
    ...(place === undefined ? {} : { region: place }),
    ...hourlyOf(entry),
  };
}

/** The nearest component around a resource. Its type tells who it is even if the source does not show it. */
function componentOf({ parent }: ResourceView, stack: StackView): string | undefined {
  const seen = new Set<string>();
  for (let at = parent; at !== undefined && !seen.has(at); at = stack.resource(at)?.parent) {
    seen.add(at);
    const parts = parseUrn(at);
    if (parts === undefined || parts.type === "pulumi:pulumi:Stack") return undefined;
    if (stack.resource(at)?.kind === undefined) return `${parts.name} (${parts.type.split(":").at(-1)})`;
  }
  return undefined;
}

/** What has a cap is billed for 672 hours a month at most. */
function hourlyOf({ price }: CostEntry): { readonly hourly?: Hourly } {
  if (price.state !== "priced" || price.billing === "usage") return {};
  const { low, expected, high } = price.monthly;
  // Without a cap, the bounds of a month are also those of its length.
  if (price.billing === "uncapped")
    return { hourly: { low: low / cappedHours, expected: expected / averageHours, high: high / longestHours } };
  const hours = price.billing === "capped" ? cappedHours : averageHours;
  return { hourly: { low: low / hours, expected: expected / hours, high: high / hours } };
}

function byComponentAndCost(a: CostRow, b: CostRow): number {
  return (
    compareTexts(a.component ?? "", b.component ?? "") ||
    expectedOf(b) - expectedOf(a) ||
    compareTexts(a.entry.kind, b.entry.kind) ||
    compareTexts(a.entry.urn ?? "", b.entry.urn ?? "")
  );
}

function expectedOf({ entry: { price } }: CostRow): number {
  return price.state === "priced" ? price.monthly.expected : 0;
}
