import { usd } from "../../cost/money";
import type { Monthly } from "../../cost/price";
import type { BudgetState } from "../../rules/governance/budgets";
import { html, type Markup } from "./markup";

/** How many bars are shown before the rest is folded, and how many there are at most. */
const [fewBars, mostBars] = [12, 200];

/** A cost as a bar. */
export interface Bar {
  readonly name: string;
  /** Undefined for what has no known price. */
  readonly monthly: Monthly | undefined;
  /** How it was worked out, or why there is no price. */
  readonly basis: string;
}

/** Bars with the dearest first and what has no price last. A dash stands for an unknown price, never a bar of nothing. */
export function barChart(unsorted: readonly Bar[], title: string): Markup {
  const bars = [...unsorted].sort(dearestFirst);
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
  return html`<div role="group" aria-label="${title}"><div class="bars">${first.map(row)}</div>${
    more.length === 0
      ? ""
      : html`<details class="more"><summary>${more.length + left.length} more, ${sumOf([...more, ...left])} a month together</summary><div class="bars">${more.map(row)}</div>${left.length === 0 ? "" : html`<p class="note">… and ${left.length} more, ${sumOf(left)} a month together.</p>`}</details>`
  }</div>`;
}

function dearestFirst(one: Bar, other: Bar): number {
  return (other.monthly?.expected ?? -1) - (one.monthly?.expected ?? -1);
}

const isUnpriced = ({ monthly }: Bar) => monthly === undefined;

/** Where each budget stands; what the stack costs if there is none. */
export function budgetBars(
  states: readonly BudgetState[],
  { total, unpriced }: { readonly total: Monthly; readonly unpriced: readonly unknown[] },
): Markup {
  const bars =
    states.length > 0
      ? states.map(({ what, limit, estimate, remaining }) => ({ what, limit, remaining, ...estimate }))
      : [{ what: "the stack", limit: undefined, remaining: 0, total, unpriced }];
  return html`<h3>${states.length === 0 ? "In total" : "Against the budget"}</h3><div class="bars">${bars.map((one) => {
    const { what, limit, remaining } = one;
    const left =
      limit === undefined
        ? "no budget is set"
        : `of ${usd(limit)}, ${remaining < 0 ? `${usd(-remaining)} over` : `${usd(remaining)} remaining`}`;
    const open = one.unpriced.length === 0 ? "" : `, ${one.unpriced.length} not priced`;
    const most = Math.max(limit ?? 0, one.total.high) * 1.04;
    return html`<div class="bar-row"><span class="bar-name">${what}</span>${bar(one.total, most, limit)}<span class="amount">${usd(one.total.expected)}</span><span class="basis">${left}${open}${rangeWords(one.total)}</span></div>`;
  })}</div>`;
}

/** A bar up to the expected cost, with a band from the lowest to the highest and a line for a limit. */
function bar({ low, expected, high }: Monthly, most: number, limit?: number): Markup {
  const x = (value: number) => (most <= 0 ? 0 : Math.round((value / most) * 10_000) / 100);
  const over = limit !== undefined && expected > limit;
  const words = `${usd(low)} at the least, ${usd(expected)} expected, ${usd(high)} at the most${limit === undefined ? "" : `, limit ${usd(limit)}`}`;
  return html`<svg class="bar" role="img" aria-label="${words}" viewBox="0 0 100 10" preserveAspectRatio="none"><title>${words}</title><rect class="track" width="100" height="10"/><rect class="expected${over ? " over" : ""}" width="${x(expected)}" height="10"/>${
    high > low ? html`<rect class="range" x="${x(low)}" width="${x(high) - x(low)}" y="3" height="4"/>` : ""
  }${limit === undefined ? "" : html`<path class="limit" d="M${x(limit)} 0V10"/>`}</svg>`;
}

/** What changes, the greatest difference first: saved to the left, added to the right. */
export function differenceBars(changes: readonly Difference[], title: string): Markup {
  const most = changes.reduce((high, { amount = 0 }) => Math.max(high, Math.abs(amount)), 0);
  const row = ({ name, amount, words, basis }: Difference) =>
    html`<div class="bar-row"><span class="bar-name">${name}</span>${
      amount === undefined ? html`<span class="no-bar"></span>` : differenceBar(amount, most, words)
    }<span class="amount">${words}</span><span class="basis">${basis}</span></div>`;
  const sorted = [...changes].sort((one, other) => sizeOf(other) - sizeOf(one));
  const [first, more] = [sorted.slice(0, fewBars), sorted.slice(fewBars, mostBars)];
  const left = sorted.length - first.length - more.length;
  return html`<div role="group" aria-label="${title}"><div class="bars">${first.map(row)}</div>${
    more.length === 0
      ? ""
      : html`<details class="more"><summary>${more.length + left} more</summary><div class="bars">${more.map(row)}</div>${left === 0 ? "" : html`<p class="note">… and ${left} more.</p>`}</details>`
  }</div>`;
}

/** A change of a cost. */
export interface Difference {
  readonly name: string;
  /** USD per month; undefined if a price is not known. */
  readonly amount: number | undefined;
  /** The amount in words, with its sign; a dash for an unknown one. */
  readonly words: string;
  /** What it was and what it becomes. */
  readonly basis: string;
}

/** What is not known comes first: it may be the greatest. */
const sizeOf = ({ amount }: Difference) => (amount === undefined ? Number.POSITIVE_INFINITY : Math.abs(amount));

function differenceBar(amount: number, most: number, words: string): Markup {
  const width = most === 0 ? 0 : Math.round((Math.abs(amount) / most) * 5_000) / 100;
  return html`<svg class="bar" role="img" aria-label="${words}" viewBox="0 0 100 10" preserveAspectRatio="none"><title>${words}</title><rect class="track" width="100" height="10"/><rect class="${amount < 0 ? "saved" : "added"}" x="${amount < 0 ? 50 - width : 50}" width="${width}" height="10"/><path class="limit" d="M50 0V10"/></svg>`;
}

function rangeWords({ low, high }: Monthly): string {
  return low === high ? "" : ` (${usd(low)} to ${usd(high)})`;
}
