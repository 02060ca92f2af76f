import type { CostEntry } from "../../cost/estimate";
import { nothing, plus, usd } from "../../cost/money";
import type { Monthly } from "../../cost/price";
import { budgetStates } from "../../rules/governance/budgets";
import { labelTags } from "../../rules/governance/tags";
import { looksLikeCredential } from "../../view/credential";
import { nameOf } from "../../view/urn";
import type { Report } from "../report";
import { html, type Markup } from "./markup";

/** How many bars are shown before the rest is folded, and how many there are at most. */
const [fewBars, mostBars] = [12, 200];

interface Bar {
  readonly name: string;
  /** Undefined for what has no known price. */
  readonly monthly: Monthly | undefined;
  /** How it was worked out, or why there is no price. */
  readonly basis: string;
}

/** What a stack costs: against its budgets, by resource and by tag. */
export function charts(report: Report): Markup {
  const { cost } = report;
  if (cost.entries.length === 0) return html`<p>No DigitalOcean resource, so nothing to pay.</p>`;
  const bars = cost.entries.flatMap((entry) => barOf(entry) ?? []).sort(dearestFirst);
  const free = cost.entries.filter(({ price }) => price.state === "free").length;
  return html`${budgets(report)}
<h3>By resource</h3>
${chart(bars, "Monthly cost by resource")}
${free === 0 ? "" : html`<p class="note">${free} ${free === 1 ? "resource is" : "resources are"} free of charge and not listed.</p>`}
${cost.usage.high > 0 ? html`<p class="note">${usd(cost.usage.expected)} of it follows from assumed usage.</p>` : ""}
${byTag(report)}
<p class="note">A bar ends at the expected cost; the thin line in it runs from the least to the most.</p>`;
}

function barOf({ urn, kind, price }: CostEntry): Bar | undefined {
  if (price.state === "free") return undefined;
  const name = urn === undefined ? `${kind} (once per team)` : `${kind} ${nameOf(urn)}`;
  return price.state === "priced"
    ? { name, monthly: price.monthly, basis: price.basis }
    : { name, monthly: undefined, basis: `not priced: ${price.reason}` };
}

/** What has no price comes last. */
function dearestFirst(one: Bar, other: Bar): number {
  return (other.monthly?.expected ?? -1) - (one.monthly?.expected ?? -1);
}

function budgets({ settings, stack, cost }: Report): Markup {
  const states = budgetStates(settings, stack.resources);
  const bars =
    states.length > 0
      ? states.map(({ what, limit, estimate, remaining }) => ({ what, limit, remaining, ...estimate }))
      : [{ what: "the stack", limit: undefined, remaining: 0, ...cost }];
  return html`<h3>${states.length === 0 ? "In total" : "Against the budget"}</h3><div class="bars">${bars.map(
    ({ what, limit, remaining, total, unpriced }) => {
      const most = Math.max(limit ?? 0, total.high) * 1.04;
      const left =
        limit === undefined
          ? "no budget is set"
          : `of ${usd(limit)}, ${remaining < 0 ? `${usd(-remaining)} over` : `${usd(remaining)} remaining`}`;
      const open = unpriced.length === 0 ? "" : `, ${unpriced.length} not priced`;
      return html`<div class="bar-row"><span class="bar-name">${what}</span>${bar(total, most, limit)}<span class="amount">${usd(total.expected)}</span><span class="basis">${left}${open}${rangeWords(total)}</span></div>`;
    },
  )}</div>`;
}

function chart(bars: readonly Bar[], title: string): Markup {
  const most = bars.reduce((high, { monthly }) => Math.max(high, monthly?.high ?? 0), 0) * 1.04;
  const row = ({ name, monthly, basis }: Bar) =>
    html`<div class="bar-row"><span class="bar-name">${name}</span>${
      monthly === undefined ? html`<span class="no-bar"></span>` : bar(monthly, most)
    }<span class="amount">${monthly === undefined ? "-" : usd(monthly.expected)}</span><span class="basis">${basis}${monthly === undefined ? "" : rangeWords(monthly)}</span></div>`;
  // What has no price must not be among what is left out.
  const shown =
    bars.length <= mostBars ? bars : [...bars.slice(0, mostBars), ...bars.slice(mostBars).filter(isUnpriced)];
  const left = bars.length <= mostBars ? [] : bars.slice(mostBars).filter((one) => !isUnpriced(one));
  const first = shown.filter((one, index) => index < fewBars || isUnpriced(one));
  const more = shown.filter((one, index) => index >= fewBars && !isUnpriced(one));
  const sumOf = (some: readonly Bar[]) => usd(some.reduce((sum, { monthly }) => sum + (monthly?.expected ?? 0), 0));
  return html`<div class="bars" role="group" aria-label="${title}">${first.map(row)}</div>${
    more.length === 0
      ? ""
      : html`<details class="more"><summary>${more.length + left.length} more, ${sumOf([...more, ...left])} a month together</summary><div class="bars">${more.map(row)}</div>${left.length === 0 ? "" : html`<p class="note">… and ${left.length} more, ${sumOf(left)} a month together.</p>`}</details>`
  }`;
}

const isUnpriced = ({ monthly }: Bar) => monthly === undefined;

/** A bar up to the expected cost, with a band from the lowest to the highest and a line for a limit. */
function bar({ low, expected, high }: Monthly, most: number, limit?: number): Markup {
  const x = (value: number) => (most <= 0 ? 0 : Math.round((value / most) * 10_000) / 100);
  const over = limit !== undefined && expected > limit;
  const words = `${usd(low)} at the least, ${usd(expected)} expected, ${usd(high)} at the most${limit === undefined ? "" : `, limit ${usd(limit)}`}`;
  return html`<svg class="bar" role="img" aria-label="${words}" viewBox="0 0 100 10" preserveAspectRatio="none"><title>${words}</title><rect class="track" width="100" height="10"/><rect class="expected${over ? " over" : ""}" width="${x(expected)}" height="10"/>${
    high > low ? html`<rect class="range" x="${x(low)}" width="${x(high) - x(low)}" y="3" height="4"/>` : ""
  }${limit === undefined ? "" : html`<path class="limit" d="M${x(limit)} 0V10"/>`}</svg>`;
}

function rangeWords({ low, high }: Monthly): string {
  return low === high ? "" : ` (${usd(low)} to ${usd(high)})`;
}

/** What carries a tag, by tag. A resource with several tags counts for each of them. */
function byTag({ cost, stack }: Report): Markup {
  const sums = new Map<string, { monthly: Monthly; unpriced: number; resources: number }>();
  const untagged = "without a tag";
  for (const { urn, price } of cost.entries) {
    const resource = urn === undefined ? undefined : stack.resource(urn);
    if (resource === undefined || price.state === "free") continue;
    const lists = labelTags(resource).filter(({ list }) => !resource.isSecret(list.path));
    const tags = new Set(
      lists.flatMap(({ tags: read }) =>
        read.map(({ key, value }) => {
          const tag = value === "" ? key : `${key}:${value}`;
          return looksLikeCredential(tag) ? "(a tag that is not shown)" : tag;
        }),
      ),
    );
    const perhaps = lists.some(({ doubt }) => doubt !== undefined) ? ["with a tag that is not known"] : [untagged];
    for (const tag of tags.size > 0 ? tags : perhaps) {
      const sum = sums.get(tag) ?? { monthly: nothing, unpriced: 0, resources: 0 };
      if (price.state === "priced") sum.monthly = plus(sum.monthly, price.monthly);
      else sum.unpriced += 1;
      sum.resources += 1;
      sums.set(tag, sum);
    }
  }
  if (sums.size === 0) return html``;
  const bars = [...sums].map(([name, { monthly, unpriced, resources }]) => ({
    name,
    monthly: unpriced === resources ? undefined : monthly,
    basis: `${resources} ${resources === 1 ? "resource" : "resources"}${unpriced === 0 ? "" : `, ${unpriced} not priced`}`,
  }));
  return html`<h3>By tag</h3>${chart(bars.sort(dearestFirst), "Monthly cost by tag")}<p class="note">A resource with several tags counts for each of them.</p>`;
}
