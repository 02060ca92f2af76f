import type { CostChange } from "../cost/diff";
import { roundCents, usd } from "../cost/money";
import type { Monthly, Price } from "../cost/price";
import { nameOf } from "../view/urn";
import type { CostReport, CostRow } from "./cost-report";

/** The numbers of a price: an unknown one is a dash, and what costs nothing is free. */
export function monthlyWords(price: Price): readonly [low: string, expected: string, high: string] {
  if (price.state === "unpriced") return ["-", "-", "-"];
  if (price.state === "free") return ["free", "free", "free"];
  const { low, expected, high } = price.monthly;
  return [usd(low), usd(expected), usd(high)];
}

/** How a price was worked out, or why there is none. */
export function basisWords(price: Price): string {
  return price.state === "unpriced" ? `not priced: ${price.reason}` : (price.basis ?? "free of charge");
}

/** USD per hour, such as `$0.0714`, and of a pool `$0.0357 to $0.1071`. */
export function hourlyWords({ hourly }: CostRow): string {
  if (hourly === undefined) return "";
  const words = (usd: number) => `$${usd.toFixed(usd < 0.01 && usd > 0 ? 5 : 4)}`;
  const [low, high] = [words(hourly.low), words(hourly.high)];
  return low === high ? low : `${low} to ${high}`;
}

/** How sure a price is, and of when. */
export function sourceWords(price: Price): readonly [confidence: string, asOf: string] {
  return price.state === "priced" ? [price.confidence, price.asOf ?? ""] : ["", ""];
}

/** A difference with its sign, such as `+$12` and `-$4.50`. */
export function differenceWords(amount: number): string {
  const rounded = roundCents(amount);
  return rounded < 0 ? `-${usd(-rounded)}` : `+${usd(rounded)}`;
}

/** What a difference leaves out because a price is not known. */
export function unpricedWords(unpriced: number): string {
  if (unpriced === 0) return "";
  return `; ${unpriced} ${unpriced === 1 ? "change has" : "changes have"} no known price and ${unpriced === 1 ? "is" : "are"} left out of the difference`;
}

/** A difference as a share of what was before; nothing if that was nothing. */
export function shareWords(difference: number, before: number): string {
  return before === 0 ? "" : `${difference < 0 ? "-" : "+"}${Math.round((Math.abs(difference) / before) * 100)} %`;
}

/** `12 resources: 8 priced, 3 free, 1 not priced` */
export function countWords({ counts: { resources, priced, free, unpriced } }: CostReport): string {
  return `${resources} ${resources === 1 ? "resource" : "resources"}: ${priced} priced, ${free} free, ${unpriced} not priced`;
}

/** A resource, or what the team pays once, in words. */
export function rowWords({ entry, name }: CostRow): string {
  return name === "" ? entry.kind : `${entry.kind} ${name}`;
}

/** True for what costs nothing, which a report counts but does not list. */
export function isFree({ entry }: CostRow): boolean {
  return entry.price.state === "free";
}

/** True for a change from free to free, from nothing to free or the other way around. */
export function isFreeChange({ before, after }: CostChange): boolean {
  return [before, after].every((price) => price === undefined || price.state === "free");
}

/** What a change is about. */
export function changeWords({ kind, urn }: CostChange): string {
  return urn === undefined ? kind : `${kind} ${nameOf(urn)}`;
}

/** A price on one side of a change. */
export function sideWords(price: Price | undefined): string {
  return price === undefined ? "" : monthlyWords(price)[1];
}

/** Where a budget stands: `the stack: $440 of $500 a month, $60 remaining (88 % used)`. */
export function budgetWords({ budgets }: CostReport): readonly string[] {
  return budgets.map(({ limit, what, estimate: { total, unpriced }, remaining }) => {
    const left = remaining < 0 ? `${usd(-remaining)} over` : `${usd(remaining)} remaining`;
    const open = unpriced.length === 0 ? "" : `, and ${unpriced.length} not priced`;
    return `${what}: ${usd(total.expected)} of ${usd(limit)} a month, ${left} (${Math.round((total.expected / limit) * 100)} % used)${open}`;
  });
}

/** Who is exempt from a budget, why and until when. */
export function exemptionWords({ findings }: CostReport): readonly string[] {
  return findings.flatMap(({ status, exemption, message, rule }) =>
    status === "exempt" && exemption !== undefined
      ? [`exempt from ${rule} until ${exemption.expires}: ${exemption.reason} (${exemption.owner}); ${message}`]
      : [],
  );
}

/** The date of the prices. */
export function catalogueWords({ catalogue: { asOf, days, refreshed } }: CostReport): string {
  const newer = refreshed === undefined ? "" : `; sizes that DigitalOcean's API prices as of ${refreshed}`;
  return `list prices in USD without tax, as of ${asOf} (${days} ${days === 1 ? "day" : "days"} old)${newer}`;
}

/** A range in words, such as `$24 ($18 to $48)`. */
export function rangeWords({ low, expected, high }: Monthly): string {
  return low === high ? usd(expected) : `${usd(expected)} (${usd(low)} to ${usd(high)})`;
}
