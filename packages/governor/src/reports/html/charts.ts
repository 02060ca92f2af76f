import type { CostEntry, CostEstimate } from "../../cost/estimate";
import { nothing, plus, usd } from "../../cost/money";
import type { Monthly } from "../../cost/price";
import type { BudgetState } from "../../rules/governance/budgets";
import { labelTags } from "../../rules/governance/tags";
import { looksLikeCredential } from "../../view/credential";
import type { StackView } from "../../view/stack";
import { nameOf } from "../../view/urn";
import { type Bar, barChart, budgetBars } from "./bars";
import { html, type Markup } from "./markup";

/** What charts are drawn of. */
export interface Costs {
  readonly stack: StackView;
  readonly cost: CostEstimate;
  readonly budgets: readonly BudgetState[];
  /** The component that an entry belongs to; default: nothing is drawn by component. */
  readonly componentOf?: (entry: CostEntry) => string;
}

/** What a stack costs: against its budgets, by resource, by tag and by component. */
export function charts({ stack, cost, budgets, componentOf }: Costs): Markup {
  if (cost.entries.length === 0) return html`<p>No DigitalOcean resource, so nothing to pay.</p>`;
  const free = cost.entries.filter(({ price }) => price.state === "free").length;
  return html`${budgetBars(budgets, cost)}
<h3>By resource</h3>
${barChart(
  cost.entries.flatMap((entry) => barOf(entry) ?? []),
  "Monthly cost by resource",
)}
${free === 0 ? "" : html`<p class="note">${free} ${free === 1 ? "resource is" : "resources are"} free of charge and not listed.</p>`}
${cost.usage.high > 0 ? html`<p class="note">${usd(cost.usage.expected)} of it follows from assumed usage.</p>` : ""}
${byTag(stack, cost)}
${componentOf === undefined ? "" : byComponent(cost, componentOf)}
<p class="note">A bar ends at the expected cost; the thin line in it runs from the least to the most.</p>`;
}

function barOf({ urn, kind, price }: CostEntry): Bar | undefined {
  if (price.state === "free") return undefined;
  const name = urn === undefined ? `${kind} (once per team)` : `${kind} ${nameOf(urn)}`;
  return price.state === "priced"
    ? { name, monthly: price.monthly, basis: price.basis }
    : { name, monthly: undefined, basis: `not priced: ${price.reason}` };
}

/** What carries a tag, by tag. A resource with several tags counts for each of them. */
function byTag(stack: StackView, { entries }: CostEstimate): Markup {
  const bars = barsBy(entries, (entry) => tagsOf(stack, entry));
  return bars.length === 0
    ? html``
    : html`<h3>By tag</h3>${barChart(bars, "Monthly cost by tag")}<p class="note">A resource with several tags counts for each of them.</p>`;
}

/** Nothing to compare if all of it is one. */
function byComponent({ entries }: CostEstimate, componentOf: (entry: CostEntry) => string): Markup {
  const bars = barsBy(entries, (entry) => [componentOf(entry)]);
  return bars.length < 2 ? html`` : html`<h3>By component</h3>${barChart(bars, "Monthly cost by component")}`;
}

function tagsOf(stack: StackView, { urn }: CostEntry): Iterable<string> {
  const resource = urn === undefined ? undefined : stack.resource(urn);
  if (resource === undefined) return [];
  const lists = labelTags(resource).filter(({ list }) => !resource.isSecret(list.path));
  const tags = new Set(
    lists.flatMap(({ tags: read }) =>
      read.map(({ key, value }) => {
        const tag = value === "" ? key : `${key}:${value}`;
        return looksLikeCredential(tag) ? "(a tag that is not shown)" : tag;
      }),
    ),
  );
  if (tags.size > 0) return tags;
  return [lists.some(({ doubt }) => doubt !== undefined) ? "with a tag that is not known" : "without a tag"];
}

/** What belongs together, as one bar for each name that an entry has. */
function barsBy(entries: readonly CostEntry[], namesOf: (entry: CostEntry) => Iterable<string>): readonly Bar[] {
  const sums = new Map<string, { monthly: Monthly; unpriced: number; resources: number }>();
  for (const entry of entries) {
    const { price } = entry;
    if (price.state === "free") continue;
    for (const name of namesOf(entry)) {
      const sum = sums.get(name) ?? { monthly: nothing, unpriced: 0, resources: 0 };
      if (price.state === "priced") sum.monthly = plus(sum.monthly, price.monthly);
      else sum.unpriced += 1;
      sum.resources += 1;
      sums.set(name, sum);
    }
  }
  return [...sums].map(([name, { monthly, unpriced, resources }]) => ({
    name,
    monthly: unpriced === resources ? undefined : monthly,
    basis: `${resources} ${resources === 1 ? "resource" : "resources"}${unpriced === 0 ? "" : `, ${unpriced} not priced`}`,
  }));
}
